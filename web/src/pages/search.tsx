/** Reports, or what was said, by words and facets; all of it stands in the address. */
import type { JSX } from 'preact';
import { query, useGet, usePages } from '../api';
import { day } from '../lib/dates';
import { Index, quotePath } from '../lib/index';
import { go, type Place, withQuery } from '../lib/router';
import { languageOf, plural, spaced } from '../lib/text';
import type { Page, Result } from '../types';
import { Cite, CsvButton, EntityLinks, EventLink, Head, Marked, More, Wait } from '../ui/parts';

const ACTS = ['commitment', 'call', 'position', 'assessment', 'inform', 'discussion', 'announcement', 'expression'];
const FACETS: { name: string; label: string; hint?: string }[] = [
  { name: 'party', label: 'Party to the meeting', hint: 'Kenya' },
  { name: 'framework', label: 'Framework', hint: 'ASEAN' },
  { name: 'since', label: 'Since', hint: '2024-08' },
  { name: 'until', label: 'Until', hint: '2024-12-31' },
  { name: 'outlet', label: 'Outlet' },
  { name: 'side', label: 'Account of' },
  { name: 'speaker', label: 'Said by' },
];

const LABELS: Record<string, string> = { ...Object.fromEntries(FACETS.map((facet) => [facet.name, facet.label])), act: 'Act', year: 'Year' };

export function Search(props: { place: Place }): JSX.Element {
  const { place } = props;
  const values = Object.fromEntries(['words', 'in', 'framework', 'since', 'until', 'outlet', 'side', 'speaker', 'act'].map((name) => [name, place.query.get(name)]));
  const party = place.query.getAll('party');
  const asked = Object.values(values).some(Boolean) || party.length > 0;
  const { pages, items, error, loading, next } = usePages<Result>(asked ? query('/api/search', { ...values, party, limit: '30' }) : null);
  // To count all that fits takes longer than to find the first of it: the list does not wait for that.
  const { value: counted } = useGet<Page<Result>>(items.length > 0 ? query('/api/search', { ...values, party, facets: 'true', limit: '1' }) : null);
  const facets = counted?.page.facets;
  const index = new Index(...pages);
  const page = pages[0]?.page;
  // Identities stand in the address, names in the form.
  const shown = (name: string) => {
    const value = place.query.get(name) ?? '';
    return index.entities.get(value)?.name ?? facets?.[name]?.find((one) => one.value === value)?.name ?? value;
  };
  const named = FACETS.filter((facet) => shown(facet.name) !== (place.query.get(facet.name) ?? '')).length;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const change: Record<string, string> = {};
    for (const name of ['words', 'in', 'act', ...FACETS.map((facet) => facet.name)]) change[name] = ((form.get(name) as string | null) ?? '').trim();
    // What was left as it is keeps its identity, and a party the others beside it.
    for (const { name } of FACETS) if (change[name] === shown(name)) delete change[name];
    go(withQuery(place, change));
  };
  return (
    <>
      <Head title="Search" />
      <form class="search-form" role="search" onSubmit={submit} key={`${place.query} ${named}`}>
        <div class="search-line">
          <input type="search" name="words" aria-label="Words" defaultValue={values['words'] ?? ''} placeholder={'words, "a phrase", beg*, -without'} autocomplete="off" />
          <button type="submit" class="primary">
            Search
          </button>
        </div>
        <details open={FACETS.some((facet) => place.query.get(facet.name)) || Boolean(values['act'] || values['in'])}>
          <summary>By who, what and when</summary>
          <div class="facet-grid">
            <label>
              In
              <select name="in">
                <option value="">as fits</option>
                <option value="reports" selected={values['in'] === 'reports'}>
                  reports
                </option>
                <option value="statements" selected={values['in'] === 'statements'}>
                  what was said
                </option>
              </select>
            </label>
            {FACETS.map((facet) => (
              <label key={facet.name}>
                {facet.label}
                <input name={facet.name} defaultValue={shown(facet.name)} placeholder={facet.hint} autocomplete="off" />
              </label>
            ))}
            <label>
              Act
              <select name="act">
                <option value="">any</option>
                {ACTS.map((act) => (
                  <option key={act} selected={values['act'] === act}>
                    {act}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </details>
      </form>
      <div class="search-layout">
        {items.length > 0 && <Facets facets={facets ?? null} place={place} />}
        <div>
          <div role="status" class="soft small">
            {page && page.total !== null && `${plural(page.total, page.of === 'statements' ? 'statement' : 'report')} found`}
          </div>
          <ol class="results">
            {items.map((one) => (
              <ResultLine key={one.statement ?? one.report} result={one} index={index} />
            ))}
          </ol>
          {!loading && !error && asked && items.length === 0 && <p class="note">Nothing fits. Fewer words, or fewer facets, find more.</p>}
          {!asked && <p class="note">Words are found in any script, without regard to case and accents. Facets narrow by party, framework, time, outlet, side, speaker and act.</p>}
          <More next={next} loading={loading} error={error} what="results" />
        </div>
      </div>
      {items.length > 0 && (
        <p class="row no-print">
          <CsvButton
            name="search"
            partial={next !== null}
            head={['number', 'id', 'date', 'title_or_content', 'outlet_or_speakers', 'snippet']}
            rows={() => items.map((one) => [one.number, one.statement ?? one.report, one.date, one.statement ? one.content : one.title, one.statement ? index.names(one.speakers ?? []) : one.outlet, one.snippet?.text])}
          />
        </p>
      )}
      <Cite />
    </>
  );
}

interface Value {
  value: string;
  name: string;
  count: number;
}

/** Null while they are counted: where they will stand is kept free. */
function Facets(props: { facets: Record<string, Value[]> | null; place: Place }): JSX.Element | null {
  const shown = Object.entries(props.facets ?? {}).filter(([, values]) => values.length > 0);
  if (props.facets && !shown.length) return null;
  return (
    <aside aria-label="Narrow the search">
      <details open={matchMedia('(min-width: 60rem)').matches}>
        <summary>Narrow</summary>
        {!props.facets && <Wait what="counts" />}
        {shown.map(([name, values]) => (
          <div key={name}>
            <h2 class="month">{LABELS[name] ?? spaced(name)}</h2>
            <ul class="facet-values small">
              {values.slice(0, 12).map((value) => {
                const on = isOn(props.place, name, value);
                return (
                  <li key={value.value}>
                    <a href={narrowed(props.place, name, value)} aria-current={on ? 'true' : undefined} dir="auto">
                      {on && <span aria-hidden="true">✕ </span>}
                      {value.name}
                    </a>
                    <span class="num soft">{value.count.toLocaleString('en')}</span>
                  </li>
                );
              })}
            </ul>
          </div>
        ))}
      </details>
    </aside>
  );
}

function isOn(place: Place, name: string, { value, name: called }: Value): boolean {
  // A year is a stretch of time in the address.
  if (name === 'year') return place.query.get('since') === value && place.query.get('until') === value;
  return place.query.getAll(name).some((one) => one === value || one === called);
}

/** The address with this value of a facet, or without it where it is there; of parties there may be several. */
function narrowed(place: Place, name: string, facet: Value): string {
  const { value, name: called } = facet;
  if (name === 'year') {
    const year = isOn(place, name, facet) ? null : value;
    return withQuery(place, { since: year, until: year });
  }
  const query = new URLSearchParams(place.query);
  const before = query.getAll(name);
  query.delete(name);
  if (name === 'party') before.filter((one) => one !== value && one !== called).forEach((one) => query.append(name, one));
  if (!isOn(place, name, facet)) query.append(name, value);
  return `${place.path}?${query}`;
}

function ResultLine(props: { result: Result; index: Index }): JSX.Element {
  const { result: one, index } = props;
  const snippet = one.snippet;
  return (
    <li>
      <p class="soft small">
        {day(one.date)}
        {one.statement ? (
          <>
            {' · '}
            <EntityLinks ids={one.speakers ?? []} index={index} />
            {' · '}
            {[one.act, one.stance, one.strength && `“${one.strength}”`].filter(Boolean).join(', ')}
          </>
        ) : (
          <>
            {one.outlet && <span dir="auto"> · {one.outlet}</span>}
            {one.side && <> · account of {index.name(one.side)}</>}
          </>
        )}
      </p>
      <p class="name" dir="auto" lang={languageOf(one.language)}>
        {one.statement ? (
          <a href={`/statement/${encodeURIComponent(one.statement)}`}>{one.content ?? one.statement}</a>
        ) : (
          <a href={`/report/${encodeURIComponent(one.report!)}`}>
            <Marked text={one.title ?? 'Without a title'} marks={one.title ? (one.title_marks ?? []) : []} />
          </a>
        )}
      </p>
      {snippet && (
        <p class="snippet" dir="auto">
          <Marked text={snippet.text} marks={snippet.marks.map(([start, end]) => inText(snippet, start, end))} />{' '}
          <a class="small" href={quotePath(snippet.report, snippet.spans)}>
            in the report
          </a>
        </p>
      )}
      {(one.events?.length || one.event) && (
        <p class="small soft">
          {(one.events ?? [one.event!]).slice(0, 3).map((id) => (
            <span key={id}>
              <EventLink id={id} index={index} withDate />{' '}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}

/** Marks are places in the report; `text` is its spans joined by " … ". */
function inText(snippet: NonNullable<Result['snippet']>, start: number, end: number): [number, number] {
  let at = 0;
  for (const [from, to] of snippet.spans) {
    if (start >= from && start <= to) return [at + start - from, at + Math.min(end, to) - from];
    at += to - from + 3;
  }
  return [0, 0];
}
