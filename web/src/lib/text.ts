/** Stretches of a report's text. Offsets of the record count Unicode code points; JavaScript's strings count UTF-16 units. */

export type Span = readonly [number, number];

/** A text that is cut by code points. Only a text with characters outside the Basic Multilingual Plane needs an index. */
export class Text {
  readonly value: string;
  readonly length: number;
  private readonly units: Uint32Array | null;

  constructor(value: string) {
    this.value = value;
    if (!/[\ud800-\udbff]/.test(value)) {
      this.units = null;
      this.length = value.length;
      return;
    }
    const units = new Uint32Array(value.length + 1);
    let n = 0;
    for (let at = 0; at < value.length; n++) {
      units[n] = at;
      at += value.codePointAt(at)! > 0xffff ? 2 : 1;
    }
    units[n] = value.length;
    this.units = units;
    this.length = n;
  }

  private unit(point: number): number {
    const bounded = Math.max(0, Math.min(point, this.length));
    return this.units ? this.units[bounded]! : bounded;
  }

  slice(start: number, end: number): string {
    return this.value.slice(this.unit(start), this.unit(end));
  }
}

/** A stretch and the keys of the marks that lie over it. */
export interface Piece {
  start: number;
  end: number;
  keys: readonly string[];
}

/** Cuts [start,end) at the ends of all marks; marks may overlap. */
export function cut(start: number, end: number, marks: readonly { key: string; span: Span }[]): Piece[] {
  const edges = new Set([start, end]);
  const inside = marks.filter((mark) => mark.span[0] < end && mark.span[1] > start);
  for (const { span } of inside) {
    edges.add(Math.max(start, span[0]));
    edges.add(Math.min(end, span[1]));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const from = sorted[i]!;
    const to = sorted[i + 1]!;
    const keys = inside.filter((mark) => mark.span[0] < to && mark.span[1] > from).map((mark) => mark.key);
    pieces.push({ start: from, end: to, keys });
  }
  return pieces;
}

/** The paragraphs of a text: spans between blank lines or line ends, white space around them left out. */
export function paragraphs(text: Text): Span[] {
  const spans: Span[] = [];
  const points = Array.from(text.value);
  let start = -1;
  let last = -1;
  for (let i = 0; i <= points.length; i++) {
    const char = points[i];
    if (char === undefined || char === '\n') {
      if (start >= 0) spans.push([start, last + 1]);
      start = -1;
    } else if (!/\s/.test(char)) {
      if (start < 0) start = i;
      last = i;
    }
  }
  return spans;
}

/** A language that may stand in `lang`; from which side it is written `dir="auto"` finds out. */
export function languageOf(code: string | null | undefined): string | undefined {
  return code && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code) ? code : undefined;
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** "not-mentioned" is shown as "not mentioned". */
export function spaced(word: string): string {
  return word.replace(/[-_]/g, ' ');
}
