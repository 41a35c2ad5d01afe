/** Passages side by side: two whole reports, scrolled together, what one says otherwise underlined in it. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useGet } from '../api';
import { published } from '../lib/dates';
import { difference, type Stretch } from '../lib/diff';
import { type Index, reportName } from '../lib/index';
import { cut, languageOf, paragraphs, type Span, Text } from '../lib/text';
import type { CellKind, Derivation, Id, Report, Statement, StatementEvidence, Thing } from '../types';
import { Decide } from './decide';
import { useShortcuts } from './keys';
import { Dialog, Failed, Sign, SIGNS, VerdictChip, Wait } from './parts';

interface Mark {
  key: string;
  span: Span;
}

/** A report's paragraphs, marks in them; `draw` gives what stands for a piece with these keys. */
export function ReportText(props: { report: Report; marks: readonly Mark[]; mainOnly?: boolean; draw: (text: string, keys: readonly string[], start: number) => ComponentChildren }): JSX.Element {
  const { report } = props;
  const text = useMemo(() => new Text(report.text ?? ''), [report.text]);
  const parts = useMemo(() => paragraphs(text), [text]);
  const main = report.main ?? [];
  const isMain = ([start, end]: Span) => main.some(([from, to]) => from < end && to > start);
  const shown = props.mainOnly && main.length ? parts.filter(isMain) : parts;
  return (
    <div class="report-text" lang={languageOf(report.language)}>
      {shown.map(([start, end]) => (
        <p key={start} dir="auto" data-start={start} data-end={end} class={isMain([start, end]) ? undefined : 'furniture'}>
          {cut(start, end, props.marks).map((piece) => props.draw(text.slice(piece.start, piece.end), piece.keys, piece.start))}
        </p>
      ))}
      {parts.length === 0 && <p class="soft">The report has no text.</p>}
    </div>
  );
}

/** How a report has a statement. */
export function stateOf(statement: Statement, report: Id): { kind: CellKind | 'none'; evidence: StatementEvidence[]; reason: string | null } {
  const evidence = statement.evidence.filter((one) => one.report === report);
  if (evidence.length) return { kind: 'said', evidence, reason: null };
  const absence = statement.absence.find((one) => one.report === report);
  return { kind: absence?.kind ?? 'none', evidence: [], reason: absence?.reason ?? null };
}

/** Where in a pane the code point `at` is, as a distance from the top of its text. */
function heightOf(pane: HTMLElement, at: number): number {
  let last = 0;
  for (const part of Array.from(pane.querySelectorAll<HTMLElement>('p[data-start]'))) {
    const start = Number(part.dataset['start']);
    const end = Number(part.dataset['end']);
    if (at < start) return part.offsetTop;
    last = part.offsetTop + part.offsetHeight;
    if (at <= end) return part.offsetTop + (part.offsetHeight * (at - start)) / Math.max(1, end - start);
  }
  return last;
}

/** Rising pairs of heights: what lies between two of them is scrolled in proportion. */
function anchors(a: HTMLElement, b: HTMLElement, pairs: readonly { a: number; b: number }[]): [number, number][] {
  const points = pairs.map((pair): [number, number] => [heightOf(a, pair.a), heightOf(b, pair.b)]).sort((x, y) => x[0] - y[0]);
  const rising: [number, number][] = [[0, 0]];
  for (const point of points) {
    const last = rising[rising.length - 1]!;
    if (point[0] > last[0] + 1 && point[1] > last[1] + 1) rising.push(point);
  }
  const last = rising[rising.length - 1]!;
  rising.push([Math.max(a.scrollHeight, last[0] + 1), Math.max(b.scrollHeight, last[1] + 1)]);
  return rising;
}

function across(points: readonly [number, number][], from: 0 | 1, y: number): number {
  const to = from === 0 ? 1 : 0;
  for (let i = 1; i < points.length; i++) {
    const low = points[i - 1]!;
    const high = points[i]!;
    if (y <= high[from] || i === points.length - 1) return low[to] + ((y - low[from]) / (high[from] - low[from])) * (high[to] - low[to]);
  }
  return y;
}

interface Pane {
  report: Report | null;
  state: ReturnType<typeof stateOf> | null;
}

export interface PassagesProps {
  index: Index;
  reports: readonly Id[];
  derivations: readonly Derivation[];
  statement: Id | null;
  a: Id;
  b: Id;
  choose: (a: Id, b: Id) => void;
  step: ((by: number) => void) | null;
  close: () => void;
  changed: () => void;
}

export function Passages(props: PassagesProps): JSX.Element {
  const { index } = props;
  const statement = useGet<Thing<Statement>>(props.statement ? `/api/statements/${encodeURIComponent(props.statement)}` : null);
  const first = useGet<Thing<Report>>(`/api/reports/${encodeURIComponent(props.a)}`);
  const second = useGet<Thing<Report>>(`/api/reports/${encodeURIComponent(props.b)}`);
  const [together, setTogether] = useState(true);
  const line = statement.value?.item ?? null;
  const panes: [Pane, Pane] = [
    { report: first.value?.item ?? null, state: line ? stateOf(line, props.a) : null },
    { report: second.value?.item ?? null, state: line ? stateOf(line, props.b) : null },
  ];
  const derivation = props.derivations.find((one) => (one.a === props.a && one.b === props.b) || (one.a === props.b && one.b === props.a)) ?? null;
  const swap = () => props.choose(props.b, props.a);
  useShortcuts(
    [
      ...(props.step ? [{ key: 'j', does: 'Next statement', run: () => props.step!(1) }, { key: 'k', does: 'Statement before', run: () => props.step!(-1) }] : []),
      { key: 's', does: 'Scroll the two together, or not', run: () => setTogether((now) => !now) },
      { key: 'w', does: 'Swap the two sides', run: swap },
    ],
    true,
  );
  const error = statement.error ?? first.error ?? second.error;
  const title = line ? (line.content ?? 'A statement') : 'Two reports, side by side';
  return (
    <Dialog title={`Passages: ${title}`} class="passages" close={props.close}>
      <header>
        <div>
          <p class="small soft">
            {line ? (
              <>
                {index.names(line.speakers) || 'Speaker not known'} · {[line.act, line.stance, line.strength && `“${line.strength}”`, line.negated && 'negated'].filter(Boolean).join(', ')}{' '}
                <VerdictChip verdict={line.verdict} reviews={line.reviews} />
              </>
            ) : (
              derivation?.because
            )}
          </p>
          <h2 dir="auto" class="quote" tabIndex={-1}>
            {title}
          </h2>
        </div>
        <button type="button" onClick={props.close}>
          Close
        </button>
      </header>
      <div class="bar">
        {props.step && (
          <span class="row">
            <button type="button" onClick={() => props.step!(-1)}>
              ↑ Before
            </button>
            <button type="button" onClick={() => props.step!(1)}>
              ↓ Next
            </button>
          </span>
        )}
        <label>
          <input type="checkbox" checked={together} onChange={() => setTogether(!together)} /> Scroll together
        </label>
        <button type="button" onClick={swap}>
          Swap sides
        </button>
        {line && <Decide id={line.id} kind="statement" verdict={line.verdict} done={() => (statement.again(), props.changed())} />}
        {line && (
          <a href={`/statement/${encodeURIComponent(line.id)}`} class="button">
            Permalink
          </a>
        )}
      </div>
      {error ? (
        <Failed error={error} />
      ) : panes[0].report && panes[1].report && (line || !props.statement) ? (
        <Panes {...props} panes={panes} derivation={derivation} line={line} together={together} />
      ) : (
        <Wait what="passages" />
      )}
    </Dialog>
  );
}

function Panes(props: PassagesProps & { panes: [Pane, Pane]; derivation: Derivation | null; line: Statement | null; together: boolean }): JSX.Element {
  const boxes = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)] as const;
  const moved = useRef<{ pane: number; until: number }>({ pane: -1, until: 0 });
  const { panes, derivation } = props;
  const marks = useMemo(() => panes.map((pane, side) => marksOf(pane, derivation, props.a, props.b, side)), [props.a, props.b, props.line, panes[0].report, panes[1].report, derivation]);
  const words = useMemo(() => {
    const quotes = panes.map((pane) => pane.state?.evidence.map((one) => one.quote).join(' … ') ?? '');
    return quotes[0] && quotes[1] ? difference(quotes[0], quotes[1]) : null;
  }, [props.line, props.a, props.b]);
  const pairs = useMemo(() => {
    const all: { a: number; b: number }[] = [];
    for (const passage of derivation?.passages ?? []) {
      const turned = derivation!.a !== props.a;
      all.push(turned ? { a: passage.b[0], b: passage.a[0] } : { a: passage.a[0], b: passage.b[0] });
    }
    const [left, right] = panes.map((pane) => pane.state?.evidence[0]?.spans[0]);
    // The chosen statement counts before all: pairs that would cross it go.
    return left && right ? [...all.filter((pair) => pair.a < left[0] === pair.b < right[0]), { a: left[0], b: right[0] }] : all;
  }, [derivation, props.a, props.b, props.line]);

  // Each pane begins at its passage; a report without it, at what lies across from it.
  useLayoutEffect(() => {
    const [left, right] = boxes.map((box) => box.current!);
    if (!left || !right) return;
    moved.current = { pane: -1, until: performance.now() + 200 };
    const both = [left, right];
    both.forEach((pane, side) => {
      const start = panes[side]!.state?.evidence[0]?.spans[0]?.[0];
      if (start !== undefined) pane.scrollTop = heightOf(pane, start) - pane.clientHeight / 3;
    });
    const points = anchors(left, right, pairs);
    both.forEach((pane, side) => {
      if (panes[side]!.state?.evidence.length || !panes[1 - side]!.state?.evidence.length) return;
      const other = both[1 - side]!;
      pane.scrollTop = across(points, side === 0 ? 1 : 0, other.scrollTop + other.clientHeight / 3) - pane.clientHeight / 3;
    });
  }, [props.line, props.a, props.b]);

  const scrolled = (side: 0 | 1) => {
    const now = performance.now();
    // The other pane's scrolling that this one caused does not come back.
    if (!props.together || (moved.current.pane !== side && now < moved.current.until)) return;
    const from = boxes[side].current!;
    const to = boxes[side === 0 ? 1 : 0].current!;
    moved.current = { pane: side, until: now + 120 };
    const points = anchors(boxes[0].current!, boxes[1].current!, pairs);
    const share = from.scrollHeight > from.clientHeight ? from.scrollTop / (from.scrollHeight - from.clientHeight) : 0;
    // Where in the window two places meet: at its top at the beginning, at its end at the end.
    to.scrollTop = across(points, side, from.scrollTop + from.clientHeight * share) - to.clientHeight * share;
  };

  return (
    <div class="panes">
      {panes.map((pane, side) => (
        <div class="pane" key={side} role="group" aria-label={`${side === 0 ? 'Left' : 'Right'}: ${reportName(pane.report!)}`}>
          <header>
            <label>
              <span class="visually-hidden">Report on the {side === 0 ? 'left' : 'right'}</span>
              <select
                value={side === 0 ? props.a : props.b}
                onChange={(event) => {
                  const id = (event.target as HTMLSelectElement).value;
                  if (side === 0) props.choose(id, props.b);
                  else props.choose(props.a, id);
                }}
              >
                {props.reports.map((id) => (
                  <option value={id} key={id}>
                    {props.index.report(id)}
                    {props.line ? ` – ${kindName(stateOf(props.line, id).kind)}` : ''}
                  </option>
                ))}
              </select>
            </label>
            <div class="small soft">
              {[published(pane.report!.published), pane.report!.side && `account of ${props.index.name(pane.report!.side)}`].filter(Boolean).join(' · ')}{' '}
              <a href={`/report/${encodeURIComponent(pane.report!.id)}`}>whole report</a>
            </div>
          </header>
          {pane.state && (
            <p class="why">
              <Sign kind={pane.state.kind} />
              <span>
                <b>{kindName(pane.state.kind)}</b>
                {pane.state.reason && <span class="soft">: {pane.state.reason}</span>}
                {words && <span class="soft"> – underlined: not in the other</span>}
              </span>
            </p>
          )}
          <div class="pane-text" ref={boxes[side as 0 | 1]} tabIndex={0} role="region" aria-label={`Text of ${reportName(pane.report!)}`} onScroll={() => scrolled(side as 0 | 1)}>
            {pane.report!.title && (
              <h3 dir="auto" class="quote" lang={languageOf(pane.report!.language)}>
                {pane.report!.title}
              </h3>
            )}
            <ReportText report={pane.report!} marks={marks[side]!} mainOnly draw={drawer(pane.state?.evidence ?? [], words ? (side === 0 ? words.a : words.b) : null)} />
          </div>
        </div>
      ))}
    </div>
  );
}

function kindName(kind: CellKind | 'none'): string {
  return kind === 'none' ? 'nothing known' : SIGNS[kind];
}

function marksOf(pane: Pane, derivation: Derivation | null, a: Id, b: Id, side: number): Mark[] {
  const marks: Mark[] = [];
  pane.state?.evidence.forEach((one, i) => {
    one.spans.forEach((span, n) => marks.push({ key: `chosen ${i} ${n}`, span }));
    one.cue.forEach((span) => marks.push({ key: 'cue', span }));
    one.source.forEach((span) => marks.push({ key: 'source', span }));
  });
  if (!pane.state && derivation) {
    const mine = (side === 0 ? a : b) === derivation.a ? 'a' : 'b';
    derivation.passages.forEach((passage) => marks.push({ key: 'passage', span: passage[mine] }));
  }
  return marks;
}

/** Draws pieces; of the chosen evidence those words are underlined that the other's has not. */
function drawer(evidence: readonly StatementEvidence[], words: Stretch[] | null) {
  // Where in the quotes, joined as the difference has them, each span begins.
  const begins = new Map<string, number>();
  const spans = new Map<string, number>();
  let at = 0;
  evidence.forEach((one, i) => {
    one.spans.forEach((span, n) => {
      begins.set(`chosen ${i} ${n}`, at);
      spans.set(`chosen ${i} ${n}`, span[0]);
      at += span[1] - span[0] + 3;
    });
  });
  return (text: string, keys: readonly string[], start: number): ComponentChildren => {
    const chosen = keys.find((key) => key.startsWith('chosen'));
    const names = [chosen && 'evidence chosen', keys.includes('cue') && 'cue', keys.includes('source') && 'source', keys.includes('passage') && 'evidence'].filter(Boolean).join(' ');
    if (!names) return text;
    if (!chosen || !words) return <mark class={names}>{text}</mark>;
    const from = begins.get(chosen)! + start - spans.get(chosen)!;
    return <mark class={names}>{underlined(text, from, words)}</mark>;
  };
}

function underlined(text: string, from: number, words: readonly Stretch[]): ComponentChildren[] {
  const points = Array.from(text);
  const out: ComponentChildren[] = [];
  let at = 0;
  for (const stretch of words) {
    const length = Array.from(stretch.text).length;
    const start = Math.max(0, at - from);
    const end = Math.min(points.length, at + length - from);
    if (start < end) {
      const part = points.slice(start, end).join('');
      out.push(stretch.same || !part.trim() ? part : <ins class="differs">{part}</ins>);
    }
    at += length;
  }
  return out;
}

/** Brings a mark into view once it is drawn. */
export function useScrollTo(selector: string | null, ready: boolean): void {
  useEffect(() => {
    if (selector && ready) document.querySelector(selector)?.scrollIntoView({ block: 'center' });
  }, [selector, ready]);
}
