/** Tables as CSV (RFC 4180, UTF-8 with a byte order mark, so that sheets read it as it is). */

export type Cell = string | number | boolean | null | undefined;

/** A text that a sheet would take for a formula gets an apostrophe before it, as OWASP advises. */
function field(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => row.map(field).join(',')).join('\r\n') + '\r\n';
}

/** Gives the person a file. */
export function keep(name: string, bytes: Blob): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function download(name: string, table: string): void {
  keep(name, new Blob(['\ufeff', table], { type: 'text/csv;charset=utf-8' }));
}
