/** The lines of the export (docs/formats/record.md) and the objects of the API (docs/formats/api.yaml), as far as the page uses them. */
import type { Span } from './lib/text';

export type Id = string;

export interface Evidence {
  report: Id;
  spans: Span[];
  quote: string;
}

export interface Report {
  type: 'report';
  id: Id;
  source: string;
  sha256: string;
  version: number;
  language: string | null;
  title: string | null;
  outlet: string | null;
  credit: string | null;
  side: Id | null;
  published: string | null;
  modified: string | null;
  dateline: { place: string | null; date: string | null };
  origins: Id[];
  key: string;
  url: string | null;
  byline: string | null;
  published_guessed?: boolean;
  text?: string;
  main?: Span[];
}

export interface Origin {
  type: 'origin';
  id: Id;
  name: string;
  side: Id | null;
  collected: boolean;
  reports: Id[];
}

export interface Entity {
  type: 'entity';
  id: Id;
  kind: string;
  name: string;
  aliases: string[];
  iso: string | null;
  wikidata: string | null;
  evidence?: Evidence[];
  reviews?: Id[];
}

export interface Party {
  person: Id | null;
  offices: string[];
  of: Id | null;
}

export interface Event {
  type: 'event';
  id: Id;
  kind: string;
  status: 'held' | 'planned' | 'cancelled' | 'unknown';
  name: string | null;
  date: { from: string | null; to: string | null; precision: string | null };
  place: Id[];
  parties: Party[];
  occasion: Id | null;
  requested_by: Id | null;
  reports: Id[];
  mentioned_in: Id[];
  origins: number;
  sides: { side: Id; origins: Id[] }[];
  evidence: (Evidence & { field: string; value: string | null })[];
  verdict: Verdict;
  reviews: Id[];
}

export type Verdict = 'accepted' | 'rejected' | null;
export type AbsenceKind = 'weaker' | 'contradicted' | 'not-mentioned' | 'too-short' | 'unsure';
export type CellKind = 'said' | AbsenceKind | 'not-collected';

export interface StatementEvidence extends Evidence {
  source: Span[];
  cue: Span[];
  confidence: number;
}

export interface Statement {
  type: 'statement';
  id: Id;
  event: Id;
  speakers: Id[];
  addressees: Id[];
  act: string;
  stance: string | null;
  strength: string | null;
  negated: boolean;
  joint: boolean;
  content: string | null;
  topics: Id[];
  claimed_by: Id[];
  origins: number;
  evidence: StatementEvidence[];
  absence: { report: Id; kind: AbsenceKind; reason: string | null }[];
  verdict: Verdict;
  reviews: Id[];
}

export interface Derivation {
  type: 'derivation';
  id: Id;
  a: Id;
  b: Id;
  kind: 'identical' | 'near-copy' | 'paraphrase' | 'same-origin';
  direction: 'a-from-b' | 'b-from-a' | 'none' | 'unknown';
  coverage: { a: number; b: number };
  passages: { a: Span; b: Span }[];
  because: string;
  verdict: Verdict;
  reviews: Id[];
}

export interface Discrepancy {
  type: 'discrepancy';
  id: Id;
  event: Id | null;
  report: Id | null;
  field: string;
  values: { value: string | null; reports: Id[]; evidence: Evidence[] }[];
  best: string | null;
  because: string | null;
  verdict: Verdict;
  reviews: Id[];
}

export interface Formulation {
  type: 'formulation';
  id: Id;
  phrase: string;
  variants: string[];
  uses: { event: Id; speakers: Id[]; strength: string | null; evidence: Evidence[] }[];
  between: { from: Id | null; to: Id; change: string }[];
}

export interface Commitment {
  type: 'commitment';
  statement: Id;
  parties: Id[];
  action: string;
  target: Id | string | null;
  framework: Id | null;
  deadline: string | null;
  status: 'open' | 'fulfilled' | 'dropped' | 'unknown';
  followed: { event: Id; how: string }[];
  reviews: Id[];
}

export interface Review {
  type: 'review';
  id: Id;
  who: string;
  when: string;
  why: string | null;
  action: string;
  target: Id;
  kind?: string;
  field?: string | null;
  value: unknown;
  members: { sha256: string; start: number; end: number; quote: string; part?: number }[];
  undoes: Id | null;
  state: 'in-force' | 'undone' | 'overruled' | 'unbound';
}

export interface Note {
  type: 'note';
  kind: 'event' | 'statement' | 'entity';
  of: Id;
  label?: string;
  place?: string | null;
  reports?: number;
  mentioned_in?: number;
  origins?: number;
  statements?: number;
  discrepancies?: number;
  differs?: boolean;
  claim?: string | null;
  events?: number;
  met?: { entity: Id; events: number }[];
  persons?: { entity: Id; events: number }[];
}

export interface Result {
  type: 'result';
  number: number;
  report?: Id;
  statement?: Id;
  date: string | null;
  title?: string | null;
  title_marks?: Span[];
  outlet?: string | null;
  side?: Id | null;
  language?: string | null;
  events?: Id[];
  event?: Id;
  speakers?: Id[];
  act?: string;
  stance?: string | null;
  strength?: string | null;
  claimed_by?: Id[];
  content?: string | null;
  snippet: { report: Id; spans: Span[]; text: string; marks: Span[] } | null;
}

export interface Beside {
  entities?: Entity[];
  events?: Event[];
  reports?: Report[];
  origins?: Origin[];
  statements?: Statement[];
  derivations?: Derivation[];
  discrepancies?: Discrepancy[];
  formulations?: Formulation[];
  commitments?: Commitment[];
  reviews?: Review[];
  notes?: Note[];
}

export interface Page<T> extends Beside {
  page: { of: string; given: number; total: number | null; next: string | null; facets?: Record<string, { value: string; name: string; count: number }[]> };
  items: T[];
}

export interface Thing<T> extends Beside {
  item: T;
}

export interface Citation {
  of: Id | null;
  text: string;
  sources: { report: Id; text: string; address: string | null; sha256: string | null }[];
}

export interface About {
  readout: string;
  name: string;
  counts: Record<string, number>;
  may: { write: boolean; fetch: boolean; pictures: boolean };
  token: 'writes' | 'all';
  limits: { upload_bytes: number; body_bytes: number; items: number };
}

export interface Job {
  id: string;
  kind: 'add' | 'fetch' | 'decide';
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  change: number;
  stage: string | null;
  done: number;
  done_bytes: number;
  total_bytes: number;
  tally: { read: number; duplicates: number; skipped: number; failed: number; unchanged?: number; held_back?: number } | null;
  failures: { id: string; message: string }[];
  passed: { reason: string; count: number }[];
  problem: string | null;
  review: Id | null;
}
