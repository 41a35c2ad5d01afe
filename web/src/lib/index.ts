/** The lines that answers name, by identity; and what they are called. */
import type { Beside, Discrepancy, Entity, Event, Id, Note, Origin, Report, Statement } from '../types';
import { list } from './text';

export class Index {
  readonly entities = new Map<Id, Entity>();
  readonly events = new Map<Id, Event>();
  readonly reports = new Map<Id, Report>();
  readonly origins = new Map<Id, Origin>();
  readonly statements = new Map<Id, Statement>();
  readonly notes = new Map<Id, Note>();

  constructor(...answers: (Beside | null | undefined)[]) {
    for (const answer of answers) if (answer) this.add(answer);
  }

  private add(answer: Beside): void {
    answer.entities?.forEach((line) => this.entities.set(line.id, line));
    answer.events?.forEach((line) => this.events.set(line.id, line));
    answer.reports?.forEach((line) => this.reports.set(line.id, line));
    answer.origins?.forEach((line) => this.origins.set(line.id, line));
    answer.statements?.forEach((line) => this.statements.set(line.id, line));
    answer.notes?.forEach((line) => this.notes.set(line.of, line));
    const items = 'items' in answer ? (answer.items as unknown[]) : 'item' in answer ? [answer.item] : [];
    for (const item of items as { type?: string; id?: string }[]) {
      if (item?.type === 'event') this.events.set(item.id!, item as Event);
      if (item?.type === 'entity') this.entities.set(item.id!, item as Entity);
      if (item?.type === 'report') this.reports.set(item.id!, item as Report);
      if (item?.type === 'statement') this.statements.set(item.id!, item as Statement);
    }
  }

  name(id: Id | null | undefined): string {
    return id ? (this.entities.get(id)?.name ?? id) : '';
  }

  names(ids: readonly Id[]): string {
    return list(ids.map((id) => this.name(id)));
  }

  /** What a meeting is called in lists. */
  event(id: Id): string {
    const note = this.notes.get(id)?.label;
    if (note) return note;
    const event = this.events.get(id);
    if (!event) return id;
    if (event.name) return event.name;
    const who = event.parties.map((party) => this.name(party.person ?? party.of)).filter(Boolean);
    const kind = event.kind.charAt(0).toUpperCase() + event.kind.slice(1);
    return who.length ? `${kind} of ${list(who)}` : kind;
  }

  report(id: Id): string {
    const report = this.reports.get(id);
    return report ? reportName(report) : id;
  }
}

/** Whose text it is: the outlet, else the credit, else the file or address that it came from. */
export function reportName(report: Report): string {
  return report.outlet ?? report.credit ?? report.source.replace(/\/+$/, '').replace(/^.*\//, '');
}

/** Where a thing stands in the page; null for what has no page of its own. */
export function pathOf(id: Id): string | null {
  const folder: Record<string, string> = { e: 'meeting', n: 'party', f: 'formulation', r: 'report', s: 'statement', v: 'review' };
  const place = folder[id.charAt(0)];
  return place && id.charAt(1) === '-' ? `/${place}/${encodeURIComponent(id)}` : null;
}

export function quotePath(report: Id, spans: readonly (readonly [number, number])[]): string {
  const at = spans.map(([start, end]) => `${start}-${end}`).join(',');
  return `/report/${encodeURIComponent(report)}${at ? `?at=${at}` : ''}`;
}

const FIELDS: Record<string, string> = {
  date: 'Date',
  'dateline-date': 'Date of the dateline',
  place: 'Place',
  party: 'Party',
  office: 'Office',
  number: 'Number',
  requested_by: 'Requested by',
  outcome: 'Outcome',
  wording: 'Wording',
};

export function fieldName(discrepancy: Discrepancy): string {
  return FIELDS[discrepancy.field] ?? discrepancy.field;
}
