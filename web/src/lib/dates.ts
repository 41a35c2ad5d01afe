/** Dates of the record are EDTF: 2024-08-20, 2024-08, 2024, XXXX-08-20, XXXX-WXX-3. */

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export interface When {
  from: string | null;
  to: string | null;
}

function parts(date: string): { year: string | null; month: number | null; day: number | null } | null {
  const found = /^(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?/.exec(date);
  if (!found) return null;
  return { year: found[1] === 'XXXX' ? null : found[1]!, month: found[2] ? Number(found[2]) : null, day: found[3] ? Number(found[3]) : null };
}

/** "20 August 2024", "August 2024", "2024", "14 April (no year)". */
export function day(date: string | null | undefined): string {
  if (!date) return '';
  const weekday = /^XXXX-WXX-([1-7])/.exec(date);
  if (weekday) return `a ${DAYS[Number(weekday[1]) - 1]}`;
  if (date.includes('/')) {
    const [from, to] = date.split('/');
    return range({ from: from ?? null, to: to ?? null });
  }
  const at = parts(date);
  if (!at) return date;
  const words = [at.day?.toString(), at.month ? MONTHS[at.month - 1] : undefined, at.year ?? undefined].filter(Boolean).join(' ');
  return at.year ? words : `${words} (no year)`;
}

/** "4–6 March 2024", "28 February – 2 March 2024". */
export function range(when: When | null | undefined): string {
  if (!when || !when.from) return when?.to ? day(when.to) : '';
  if (!when.to || when.to === when.from) return day(when.from);
  const a = parts(when.from);
  const b = parts(when.to);
  if (!a || !b) return `${when.from} – ${when.to}`;
  if (a.year === b.year && a.month === b.month && a.day && b.day) return `${a.day}–${day(when.to)}`;
  if (a.year === b.year && a.month && b.month) {
    const head = [a.day?.toString(), MONTHS[a.month - 1]].filter(Boolean).join(' ');
    return `${head} – ${day(when.to)}`;
  }
  return `${day(when.from)} – ${day(when.to)}`;
}

/** The heading under which a meeting stands. */
export function year(date: string | null | undefined): string {
  return (date && parts(date)?.year) || 'Without a year';
}

/** A day of a report's metadata, which may have a time behind it. */
export function published(stamp: string | null | undefined): string {
  return stamp ? day(stamp.slice(0, 10)) : '';
}

/** "26 November 2026, 19:17 UTC". */
export function moment(stamp: string): string {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(stamp);
  return found ? `${day(found[1]!)}, ${found[2]} UTC` : stamp;
}
