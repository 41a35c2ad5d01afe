/** One meeting: who, when, where; what is disputed; statements against reports; the reports and where they come from. */
import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { get, type LoadedPages, useGet, usePages } from '../api';
import { range } from '../lib/dates';
import { Index, quotePath } from '../lib/index';
import { go, type Place, withQuery } from '../lib/router';
import { plural, spaced } from '../lib/text';
import type { CellKind, Commitment, Derivation, Event, Formulation, Id, Origin, Statement, Thing } from '../types';
import { Decide, useDecided } from '../ui/decide';
import { type Column, Matrix, type MatrixCell, type Row, says } from '../ui/matrix';
import { Cite, counts, CsvButton, Disputes, EntityLink, EntityLinks, EventLink, Failed, FailedPage, Few, FileLink, Head, Legend, Quote, ReportLink, ReportMeta, Section, Status, VerdictChip, Wait, Why } from '../ui/parts';
import { Passages, stateOf } from '../ui/passages';
import { CommitmentLine } from './commitments';

interface Folded {
  columns: { letter: string; name: string; side: Id | string | null; collected: boolean; origins: Id[]; reports: Id[] }[];
  rows: { statement: Id; speakers: string; content: string | null; act: string; claim: string | null; cells: { column: string; kind: string; reason: string | null; carried: number; among: number }[] }[];
}

const KINDS: Record<string, CellKind> = { 'too short to tell': 'too-short', 'not mentioned': 'not-mentioned', 'not collected': 'not-collected' };

export function Meeting(props: { id: Id; place: Place }): JSX.Element {
  const { id, place } = props;
  const event = useGet<Thing<Event>>(`/api/events/${encodeURIComponent(id)}`);
  const folded = useGet<Folded>(`/api/events/${encodeURIComponent(id)}/matrix`);
  const each = place.query.get('fold') === 'no';
  const statements = usePages<Statement>(each ? `/api/events/${encodeURIComponent(id)}/statements?limit=500` : null, true);
  useDecided(() => {
    event.again();
    folded.again();
  });
  if (event.error) return <FailedPage error={event.error} again={event.again} />;
  if (!event.value) return <Wait what="meeting" />;
  const { item } = event.value;
  const index = new Index(event.value);
  const missing = item.sides.filter((side) => side.origins.length === 0).map((side) => side.side);
  return (
    <>
      <Head
        title={index.event(item.id)}
        over={
          <span class="row">
            {item.kind} <Status event={item} /> {index.notes.get(item.id)?.differs && <span class="chip differs">reports differ</span>} <VerdictChip verdict={item.verdict} reviews={item.reviews} />
          </span>
        }
        under={<Where event={item} index={index} />}
      >
        <Decide id={item.id} kind="event" verdict={item.verdict} done={event.again} reports={item.reports.map((one) => ({ id: one, name: index.report(one) }))} />
        <Why id={item.id} index={index} />
      </Head>
      <div class="columns">
        <Parties event={item} index={index} />
        <Told event={item} index={index} missing={missing} />
      </div>
      {event.value.discrepancies?.length ? (
        <Section title="Disputed" aside={<span class="soft">Reports that cannot all be right, and who says which</span>}>
          <Disputes
            items={event.value.discrepancies}
            index={index}
            aside={(one) => (
              <>
                <Decide id={one.id} kind="discrepancy" verdict={one.verdict} done={event.again} />
                <Why id={one.id} index={index} />
              </>
            )}
          />
        </Section>
      ) : null}
      {item.reports.length > 0 && (
        <Statements key={String(each)} event={item} index={index} place={place} folded={folded} all={statements} each={each} missing={missing} derivations={event.value.derivations ?? []} changed={() => (event.again(), folded.again())} />
      )}
      <Reports event={item} index={index} origins={event.value.origins ?? []} folded={folded.value} missing={missing} place={place} />
      {event.value.derivations?.length ? <Derivations items={event.value.derivations} index={index} place={place} done={event.again} /> : null}
      <Formulations items={event.value.formulations ?? []} event={item} />
      <Commitments items={event.value.commitments ?? []} index={index} />
      <p class="row small no-print">
        <FileLink href={`/api/events/${encodeURIComponent(id)}/document.html`} name="comparison.html">
          Comparison as a page of its own
        </FileLink>
        <FileLink href={`/api/events/${encodeURIComponent(id)}/document.md`} name="comparison.md">
          as Markdown
        </FileLink>
        <FileLink href={`/api/export.plover?event=${encodeURIComponent(id)}`} name="plover.jsonl">
          PLOVER
        </FileLink>
        <FileLink href={`/api/export.annotations?event=${encodeURIComponent(id)}`} name="annotations.jsonld">
          Web Annotations
        </FileLink>
      </p>
      <Cite id={item.id} />
    </>
  );
}

function Where(props: { event: Event; index: Index }): JSX.Element {
  const { event, index } = props;
  const evidence = (field: string) => event.evidence.filter((one) => one.field === field);
  return (
    <p>
      {range(event.date) || 'Date not known'}
      {event.place.length > 0 && (
        <>
          {' · '}
          {event.place.map((id, i) => (
            <span key={id}>
              {i > 0 && ', '}
              <EntityLink id={id} index={index} />
            </span>
          ))}
        </>
      )}
      {event.occasion && (
        <>
          {' · on the occasion of '}
          <EventLink id={event.occasion} index={index} />
        </>
      )}
      {['date', 'place'].map((field) => {
        const first = evidence(field)[0];
        return (
          first && (
            <span key={field} class="small">
              {' · '}
              <a href={quotePath(first.report, first.spans)}>{field} from “{first.quote}”</a>
            </span>
          )
        );
      })}
    </p>
  );
}

function Parties(props: { event: Event; index: Index }): JSX.Element {
  const { event, index } = props;
  const countries = [...new Set(event.parties.map((party) => party.of).filter((of): of is Id => of !== null))];
  return (
    <div>
      <h2 class="month">Who</h2>
      <ul class="stack">
        {event.parties.map((party, i) => (
          <li key={i}>
            <EntityLink id={party.person ?? party.of} index={index} />
            {party.person && (
              <span class="soft">
                {party.offices.length > 0 && `, ${party.offices.join(', ')}`}
                {party.of && (
                  <>
                    {party.offices.length > 0 ? ' of ' : ', '}
                    <EntityLink id={party.of} index={index} />
                  </>
                )}
              </span>
            )}
          </li>
        ))}
        {event.parties.length === 0 && <li class="soft">No parties known</li>}
      </ul>
      {event.requested_by && (
        <p class="small soft">
          at the request of <EntityLink id={event.requested_by} index={index} />
        </p>
      )}
      {countries.length === 2 && (
        <p class="small">
          <a href={`/pair/${encodeURIComponent(countries[0]!)}/${encodeURIComponent(countries[1]!)}`}>All meetings of {index.names(countries)}</a>
        </p>
      )}
    </div>
  );
}

function Told(props: { event: Event; index: Index; missing: Id[] }): JSX.Element {
  const { event, index, missing } = props;
  return (
    <div>
      <h2 class="month">Told by</h2>
      <p>
        {event.reports.length ? counts(event.reports.length, event.origins) : 'No report tells it'}
        {event.mentioned_in.length > 0 && <span class="soft">, mentioned in {plural(event.mentioned_in.length, 'other')}</span>}
      </p>
      {event.sides
        .filter((side) => side.origins.length > 0)
        .map((side) => (
          <p key={side.side} class="small soft">
            {plural(side.origins.length, 'origin')} of <EntityLink id={side.side} index={index} />
          </p>
        ))}
      {missing.length > 0 && (
        <p class="note some small">
          Not collected: an account of <EntityLinks ids={missing} index={index} />. What is missing here may stand there.
        </p>
      )}
    </div>
  );
}

/** Rows of the folded matrix, as the library has it. */
function foldedRows(folded: Folded): Row[] {
  return folded.rows.map((row) => ({
    key: row.statement,
    by: row.speakers,
    content: row.content ?? '',
    facets: row.act,
    claim: row.claim,
    rejected: false,
    cells: new Map(row.cells.map((cell): [string, MatrixCell] => [cell.column, { kind: KINDS[cell.kind] ?? (cell.kind as CellKind), carried: cell.carried, among: cell.among, reason: cell.reason }])),
  }));
}

function foldedColumns(folded: Folded): Column[] {
  return folded.columns.map((column) => ({
    key: column.letter,
    letter: column.letter,
    name: column.name,
    sub: column.reports.length > 1 ? plural(column.reports.length, 'report') : column.collected ? '' : 'not collected',
    collected: column.collected,
  }));
}

/** Rows with a column for each report. */
function eachRows(statements: readonly Statement[], reports: readonly Id[], index: Index): Row[] {
  return statements.map((line) => ({
    key: line.id,
    by: index.names(line.speakers),
    content: line.content ?? '',
    facets: [line.act, line.stance, line.strength && `“${line.strength}”`, line.negated && 'negated'].filter(Boolean).join(', '),
    claim: index.notes.get(line.id)?.claim ?? null,
    rejected: line.verdict === 'rejected',
    cells: new Map(
      reports.flatMap((report): [string, MatrixCell][] => {
        const state = stateOf(line, report);
        return state.kind === 'none' ? [] : [[report, { kind: state.kind, carried: 1, among: 1, reason: state.reason }]];
      }),
    ),
  }));
}

interface StatementsProps {
  event: Event;
  index: Index;
  place: Place;
  folded: { value: Folded | null; error: Parameters<typeof Failed>[0]['error'] | null; again: () => void };
  all: LoadedPages<Statement>; // of `each`
  each: boolean;
  missing: Id[];
  derivations: readonly Derivation[];
  changed: () => void;
}

function Statements(props: StatementsProps): JSX.Element {
  const { event, place, folded, all, each, missing } = props;
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => setPrinting(true);
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  const notCollected: Column[] = useMemo(
    () => missing.map((side) => ({ key: side, letter: '∅', name: props.index.name(side), sub: 'not collected', collected: false })),
    [props.event],
  );
  const columns = useMemo((): Column[] => {
    if (!each) return folded.value ? [...foldedColumns(folded.value), ...notCollected] : [];
    const letters = new Map((folded.value?.columns ?? []).flatMap((column) => column.reports.map((report): [Id, string] => [report, column.letter])));
    const reports = [...event.reports].sort((a, b) => (letters.get(a) ?? '~').localeCompare(letters.get(b) ?? '~'));
    return [...reports.map((id) => ({ key: id, letter: letters.get(id) ?? '', name: props.index.report(id), sub: '', collected: true })), ...notCollected];
  }, [each, folded.value, notCollected]);
  const rows = useMemo((): Row[] => {
    if (!each) return folded.value ? foldedRows(folded.value) : [];
    const index = new Index(...all.pages);
    props.index.entities.forEach((entity, id) => index.entities.set(id, entity));
    // In the order of the folded matrix, speaker by speaker; what it leaves out comes last.
    const order = new Map((folded.value?.rows ?? []).map((row, i) => [row.statement, i]));
    const place = (line: Statement) => order.get(line.id) ?? order.size;
    return eachRows([...all.items].sort((x, y) => place(x) - place(y)), event.reports, index);
  }, [each, folded.value, all.pages.length, all.loading]);

  const chosen = place.query.get('s');
  const a = place.query.get('a');
  const b = place.query.get('b');
  const reportsOf = (column: string | null): Id[] => (each ? (column ? [column] : []) : (folded.value?.columns.find((one) => one.letter === column)?.reports ?? []));
  const open = async (row: string, column: string | null) => {
    const line = rows.find((one) => one.key === row)!;
    const carriers = columns.filter((one) => line.cells.get(one.key)?.kind === 'said').map((one) => one.key);
    const left = column ?? carriers[0] ?? columns[0]!.key;
    // Across from a cell stands a report that says it, of another origin; else any other.
    const right = carriers.find((key) => key !== left) ?? columns.find((one) => one.collected && one.key !== left)?.key ?? left;
    const statement = await get<Thing<Statement>>(`/api/statements/${encodeURIComponent(row)}`).catch(() => null);
    const says = (id: Id) => statement?.item.evidence.some((one) => one.report === id) ?? false;
    const first = reportsOf(left).find(says) ?? reportsOf(left)[0] ?? event.reports[0]!;
    const others = [...reportsOf(right), ...event.reports].filter((id) => id !== first);
    const second = reportsOf(right).find((id) => id !== first && says(id)) ?? others[0] ?? first;
    go(withQuery(place, { s: row, a: first, b: second }));
  };
  const column = each ? a : (folded.value?.columns.find((one) => a && one.reports.includes(a))?.letter ?? null);
  const error = each ? (all.error ?? folded.error) : folded.error;
  const ready = each ? rows.length > 0 && !all.loading : folded.value !== null;
  const step = (by: number) => {
    const at = rows.findIndex((row) => row.key === chosen);
    const next = rows[at + by];
    if (next) go(withQuery(place, { s: next.key }), 'replace');
  };
  return (
    <Section
      title="Statements against reports"
      id="matrix"
      aside={
        <>
          <span class="soft">{rows.length > 0 && plural(rows.length, 'statement')}</span>
          <button type="button" aria-pressed={!each} onClick={() => go(withQuery(place, { fold: each ? null : 'no' }))}>
            Copies folded
          </button>
          <CsvButton
            name="matrix"
            head={['statement', 'speakers', 'content', 'act', 'claim', ...columns.map((one) => (one.letter ? `${one.letter} ${one.name}` : one.name))]}
            rows={() => rows.map((row) => [row.key, row.by, row.content, row.facets, row.claim, ...columns.map((one) => (one.collected ? says(row.cells.get(one.key)) : 'not collected'))])}
          />
        </>
      }
    >
      {error && <Failed error={error} again={folded.again} />}
      {!error && !ready && <Wait what="statements" />}
      {ready && rows.length === 0 && <p class="soft">No statement was found in the reports.</p>}
      {ready && rows.length > 0 && (
        <div class="stack">
          <Legend />
          <Matrix label={`Statements against reports of ${props.index.event(event.id)}`} columns={columns} rows={rows} open={(row, at) => void open(row, at)} chosen={chosen ? { row: chosen, column } : null} />
          <p class="small soft no-print">
            Click a cell, or press Enter on it, for the passages side by side.{!each && event.reports.length > event.origins && ` Copies of one text stand in one column: ${counts(event.reports.length, event.origins)}.`}
          </p>
          {printing && <PrintedMatrix columns={columns} rows={rows} />}
        </div>
      )}
      {a && b && (
        <Passages
          index={props.index}
          reports={event.reports}
          derivations={props.derivations}
          statement={chosen}
          a={a}
          b={b}
          choose={(first, second) => go(withQuery(place, { a: first, b: second }), 'replace')}
          step={chosen && rows.length > 1 ? step : null}
          close={() => go(withQuery(place, { s: null, a: null, b: null }))}
          changed={props.changed}
        />
      )}
    </Section>
  );
}

/** All of the matrix, for paper. */
function PrintedMatrix(props: { columns: readonly Column[]; rows: readonly Row[] }): JSX.Element {
  return (
    <table class="print-only">
      <thead>
        <tr>
          <th>Statement</th>
          {props.columns.map((column) => (
            <th key={column.key}>
              {column.letter} {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              {row.by}: {row.content} ({row.facets})
            </th>
            {props.columns.map((column) => (
              <td key={column.key}>{column.collected ? says(row.cells.get(column.key)) : 'not collected'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reports(props: { event: Event; index: Index; origins: readonly Origin[]; folded: Folded | null; missing: Id[]; place: Place }): JSX.Element {
  const { event, index } = props;
  const letter = (origin: Origin): string => props.folded?.columns.find((column) => column.origins.includes(origin.id))?.letter ?? '';
  const told = [...props.origins].filter((origin) => origin.reports.some((id) => event.reports.includes(id)) || event.sides.some((side) => side.origins.includes(origin.id)));
  told.sort((a, b) => letter(a).localeCompare(letter(b)));
  return (
    <Section title="Reports and origins" aside={<span class="soft">{counts(event.reports.length, event.origins)}: copies of one text count once</span>}>
      <ul class="origins">
        {told.map((origin) => (
          <li key={origin.id} class={origin.collected ? undefined : 'missing'}>
            <h3 dir="auto">
              <span class="letter">{letter(origin)}</span>
              {origin.name}
            </h3>
            {origin.side && (
              <p class="small soft">
                account of <EntityLink id={origin.side} index={index} />
              </p>
            )}
            {!origin.collected && <p class="small soft">the original was not collected</p>}
            <ul>
              {origin.reports
                .filter((id) => event.reports.includes(id))
                .map((id) => (
                  <li key={id}>
                    <ReportLink id={id} index={index} />
                    {index.reports.get(id) && (
                      <div class="small soft">
                        <ReportMeta report={index.reports.get(id)!} index={index} />
                      </div>
                    )}
                  </li>
                ))}
            </ul>
          </li>
        ))}
        {props.missing.map((side) => (
          <li key={side} class="missing">
            <h3 dir="auto">
              <span class="letter">∅</span>
              {index.name(side)}
            </h3>
            <p class="small soft">not collected: none of its accounts is in this record</p>
          </li>
        ))}
      </ul>
      {event.mentioned_in.length > 0 && (
        <Few
          items={event.mentioned_in}
          what="reports"
          list={(shown) => (
            <p class="small">
              Mentioned in{' '}
              {shown.map((id, i) => (
                <span key={id}>
                  {i > 0 && ', '}
                  <ReportLink id={id} index={index} />
                </span>
              ))}
            </p>
          )}
        />
      )}
    </Section>
  );
}

export function Derivations(props: { items: readonly Derivation[]; index: Index; place?: Place; done: () => void }): JSX.Element {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const first = (one: Derivation): [Id, Id, string] =>
    one.direction === 'b-from-a' ? [one.b, one.a, 'from'] : one.direction === 'a-from-b' ? [one.a, one.b, 'from'] : [one.a, one.b, one.direction === 'none' ? 'and' : 'and (which was first is not known)'];
  return (
    <Section
      title="What derives from what"
      id="derivations"
      aside={
        <CsvButton
          name="derivations"
          head={['id', 'a', 'b', 'kind', 'direction', 'coverage_a', 'coverage_b', 'because']}
          rows={() => props.items.map((one) => [one.id, props.index.report(one.a), props.index.report(one.b), one.kind, one.direction, one.coverage.a, one.coverage.b, one.because])}
        />
      }
    >
      <Few
        items={props.items}
        what="derivations"
        list={(shown) => (
          <ul class="derivations">
            {shown.map((one) => {
              const [from, to, word] = first(one);
              return (
                <li key={one.id} id={one.id}>
                  <div class="row spread">
                    <p>
                      <ReportLink id={from} index={props.index} /> {word} <ReportLink id={to} index={props.index} />: <b>{spaced(one.kind)}</b>
                      <span class="soft">
                        {' '}
                        – shares {percent(one.coverage.a)} and {percent(one.coverage.b)}
                      </span>{' '}
                      <VerdictChip verdict={one.verdict} reviews={one.reviews} />
                    </p>
                    <div class="row no-print">
                      {props.place && <a class="button" href={withQuery(props.place, { s: null, a: one.a, b: one.b })}>Side by side</a>}
                      <Decide id={one.id} kind="derivation" verdict={one.verdict} done={props.done} />
                    </div>
                  </div>
                  <p class="small soft">{one.because}</p>
                </li>
              );
            })}
          </ul>
        )}
      />
    </Section>
  );
}

function Formulations(props: { items: readonly Formulation[]; event: Event }): JSX.Element | null {
  const { items, event } = props;
  if (!items.length) return null;
  const change = (one: Formulation) => one.between.find((step) => step.to === event.id)?.change ?? (one.uses.some((use) => use.event === event.id) ? 'used' : '');
  return (
    <Section
      title="Formulations since the meeting before"
      id="formulations"
      aside={<CsvButton name="formulations" head={['id', 'phrase', 'change']} rows={() => items.map((one) => [one.id, one.phrase, change(one)])} />}
    >
      <Few
        items={items}
        what="formulations"
        list={(shown) => (
          <ul class="list-columns">
            {shown.map((one) => (
              <li key={one.id}>
                <span class={`change ${change(one)}`}>{changeName(change(one))}</span>{' '}
                <a href={`/formulation/${encodeURIComponent(one.id)}`} dir="auto" class="quote">
                  {one.phrase}
                </a>
              </li>
            ))}
          </ul>
        )}
      />
    </Section>
  );
}

/** "too-short" is the silence of a report that says little: no comparable text. */
export function changeName(change: string): string {
  return change === 'too-short' ? 'no comparable text' : change;
}

function Commitments(props: { items: readonly Commitment[]; index: Index }): JSX.Element | null {
  if (!props.items.length) return null;
  return (
    <Section title="Commitments" aside={<a href="/commitments">All commitments</a>}>
      <Few
        items={props.items}
        what="commitments"
        list={(shown) => (
          <ul class="commitments">
            {shown.map((one) => (
              <CommitmentLine key={one.statement} commitment={one} index={props.index} />
            ))}
          </ul>
        )}
      />
    </Section>
  );
}

export { Quote };
