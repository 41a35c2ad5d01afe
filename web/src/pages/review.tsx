/** What people put right: names that are one, names that are not, all decisions with their undoing. By keyboard and by button; the document stays in view. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { query, useGet, usePages } from '../api';
import { moment } from '../lib/dates';
import { Index, pathOf, quotePath } from '../lib/index';
import { go, type Place, withQuery } from '../lib/router';
import { candidates } from '../lib/similar';
import { languageOf, plural } from '../lib/text';
import type { Entity, Evidence, Id, Report, Review as Decision, Thing } from '../types';
import { make, undo, useDecided } from '../ui/decide';
import { type Shortcut, useShortcuts } from '../ui/keys';
import { Cite, CsvButton, Dialog, DialogHead, Failed, Head, More, Wait } from '../ui/parts';
import { ReportText, useScrollTo } from '../ui/passages';

const TABS: [string, string][] = [
  ['same', 'Same name?'],
  ['names', 'Names'],
  ['decisions', 'Decisions'],
];

export function Review(props: { place: Place }): JSX.Element {
  const tab = props.place.query.get('tab') ?? 'same';
  return (
    <>
      <Head title="Review" under="What a person decides is kept beside what the program concluded, holds when reports are added, and can be undone." />
      <nav class="tabs" aria-label="Review">
        {TABS.map(([value, name]) => (
          <a key={value} href={withQuery({ ...props.place, query: new URLSearchParams() }, { tab: value === 'same' ? null : value })} aria-current={tab === value ? 'page' : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {tab === 'names' ? <Names place={props.place} /> : tab === 'decisions' ? <Decisions place={props.place} /> : <Same />}
      <Cite />
    </>
  );
}

/** A list of which one item is current: arrows, j and k move it. */
function Items(props: { label: string; count: number; at: number; move: (to: number) => void; draw: (i: number) => ComponentChildren }): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [props.at]);
  const press = (event: KeyboardEvent) => {
    const to = { ArrowDown: props.at + 1, ArrowUp: props.at - 1, Home: 0, End: props.count - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    props.move(Math.max(0, Math.min(props.count - 1, to)));
  };
  return (
    <ul ref={list} class="items" role="listbox" tabIndex={0} aria-label={props.label} aria-activedescendant={props.count ? `item-${props.at}` : undefined} onKeyDown={press}>
      {Array.from({ length: props.count }, (_, i) => (
        <li key={i} id={`item-${i}`} role="option" aria-selected={i === props.at} onClick={() => props.move(i)}>
          {props.draw(i)}
        </li>
      ))}
    </ul>
  );
}

function Actions(props: { shortcuts: Shortcut[]; disabled?: boolean }): JSX.Element {
  useShortcuts(props.disabled ? [] : props.shortcuts);
  return (
    <p class="row">
      {props.shortcuts.map((one) => (
        <button type="button" key={one.key} disabled={props.disabled} onClick={one.run} class={one.key === 'm' ? 'primary' : undefined}>
          {one.does} <kbd>{one.key}</kbd>
        </button>
      ))}
    </p>
  );
}

function Same(): JSX.Element {
  const people = usePages<Entity>('/api/entities?limit=1000', true);
  useDecided(people.again);
  const pairs = useMemo(() => candidates(people.items), [people.items.length, people.pages]);
  const [at, setAt] = useState(0);
  const [swapped, setSwapped] = useState(false);
  const current = pairs[Math.min(at, pairs.length - 1)];
  const move = (to: number) => {
    setAt(Math.max(0, Math.min(pairs.length - 1, to)));
    setSwapped(false);
  };
  if (people.error) return <Failed error={people.error} again={people.again} />;
  if (people.loading && !pairs.length) return <Wait what="names" />;
  if (!current) return <p class="note good">No two names look alike that nobody decided on. All names are under “Names”.</p>;
  const [keep, other] = swapped ? [current.b, current.a] : [current.a, current.b];
  const actions: Shortcut[] = [
    { key: 'm', does: 'Merge', run: () => void make({ action: 'merge', args: [keep.id, other.id] }) },
    { key: 'n', does: 'Not the same', run: () => void make({ action: 'not-same', args: [keep.id, other.id] }) },
    { key: 'w', does: 'Swap which name stays', run: () => setSwapped(!swapped) },
    { key: 'j', does: 'Next', run: () => move(at + 1) },
    { key: 'k', does: 'Before', run: () => move(at - 1) },
  ];
  return (
    <>
      <Actions shortcuts={actions} />
      <div class="review-layout">
        <Items
          label="Names that look alike"
          count={Math.min(pairs.length, 300)}
          at={Math.min(at, pairs.length - 1)}
          move={move}
          draw={(i) => (
            <div class="body">
              <div dir="auto">{pairs[i]!.a.name}</div>
              <div dir="auto">{pairs[i]!.b.name}</div>
              <div class="tiny soft">
                {pairs[i]!.a.kind} · {pairs[i]!.because}
              </div>
            </div>
          )}
        />
        <div class="stack" aria-live="off">
          <div>
            <h2>
              Is <bdi>{other.name}</bdi> the same as <bdi>{keep.name}</bdi>?
            </h2>
            <p class="soft small">
              Merged, both are called <bdi>{keep.name}</bdi>.
            </p>
          </div>
          <Documents entities={[keep, other]} />
        </div>
      </div>
    </>
  );
}

function Names(props: { place: Place }): JSX.Element {
  const { place } = props;
  const called = place.query.get('called') ?? '';
  const kind = place.query.get('kind') ?? 'person';
  const { items, error, loading, next, again } = usePages<Entity>(query('/api/entities', { called, kind, limit: '200' }));
  useDecided(again);
  const [at, setAt] = useState(0);
  const [ticked, setTicked] = useState<Id[]>([]);
  const [renaming, setRenaming] = useState(false);
  const [splitting, setSplitting] = useState(false);
  const current = items[Math.min(at, items.length - 1)];
  const together = current ? [...ticked.filter((id) => id !== current.id), current.id] : ticked;
  const act = async (action: string, args: string[]) => {
    if (await make({ action, args })) setTicked([]);
  };
  const several = (action: string) => () => {
    if (together.length > 1) void act(action, together);
  };
  const actions: Shortcut[] = [
    { key: 'x', does: 'Tick', run: () => current && setTicked(ticked.includes(current.id) ? ticked.filter((id) => id !== current.id) : [...ticked, current.id]) },
    { key: 'm', does: 'Merge ticked and current', run: several('merge') },
    { key: 'n', does: 'Not the same', run: several('not-same') },
    { key: 'r', does: 'Rename', run: () => setRenaming(true) },
    { key: 'p', does: 'Split', run: () => setSplitting(true) },
    { key: 'j', does: 'Next', run: () => setAt(Math.min(items.length - 1, at + 1)) },
    { key: 'k', does: 'Before', run: () => setAt(Math.max(0, at - 1)) },
  ];
  return (
    <>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.target as HTMLFormElement);
          setAt(0);
          go(withQuery(place, { called: (form.get('called') as string).trim(), kind: form.get('kind') as string }));
        }}
      >
        <label class="row">
          Called <input name="called" defaultValue={called} size={18} />
        </label>
        <label class="row">
          Kind
          <select name="kind">
            {['person', 'country', 'organization', 'framework', 'initiative', 'instrument', 'place', 'issue'].map((one) => (
              <option key={one} selected={kind === one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <button type="submit">Show</button>
      </form>
      <Actions shortcuts={actions} disabled={!current} />
      {error && <Failed error={error} again={again} />}
      {!error && !loading && items.length === 0 && <p class="note">Nobody and nothing is called so.</p>}
      {items.length > 0 && (
        <div class="review-layout">
          <div class="stack">
            <Items
              label="Names"
              count={items.length}
              at={Math.min(at, items.length - 1)}
              move={setAt}
              draw={(i) => (
                <>
                  <span class={ticked.includes(items[i]!.id) ? 'ticked' : 'unticked'} aria-hidden="true" />
                  <div class="body">
                    {ticked.includes(items[i]!.id) && <span class="visually-hidden">ticked: </span>}
                    <div dir="auto">{items[i]!.name}</div>
                    {items[i]!.aliases.length > 0 && (
                      <div class="tiny soft" dir="auto">
                        {items[i]!.aliases.join(', ')}
                      </div>
                    )}
                  </div>
                </>
              )}
            />
            <p class="small soft" role="status">
              {ticked.length > 0 && `${plural(ticked.length, 'name')} ticked: the first keeps its name`}
            </p>
            <More next={next} loading={loading} error={null} what="names" />
            <p class="row">
              <CsvButton name="names" partial={next !== null} head={['id', 'kind', 'name', 'aliases', 'iso', 'wikidata']} rows={() => items.map((one) => [one.id, one.kind, one.name, one.aliases.join('; '), one.iso, one.wikidata])} />
            </p>
          </div>
          <div class="stack">
            <h2>{current && <a href={pathOf(current.id)!}>{current.name}</a>}</h2>
            <Documents entities={current ? [current] : []} />
          </div>
        </div>
      )}
      {loading && items.length === 0 && <Wait what="names" />}
      {renaming && current && <RenameDialog entity={current} close={() => setRenaming(false)} done={(name) => void act('rename', [current.id, name])} />}
      {splitting && current && <SplitDialog entity={current} close={() => setSplitting(false)} done={(names) => void act('split', [current.id, ...names])} />}
    </>
  );
}

function RenameDialog(props: { entity: Entity; close: () => void; done: (name: string) => void }): JSX.Element {
  const [name, setName] = useState(props.entity.name);
  return (
    <Dialog title="Rename" close={props.close}>
      <DialogHead title={`Rename ${props.entity.name}`} close={props.close} />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          props.close();
          if (name.trim() && name !== props.entity.name) props.done(name.trim());
        }}
      >
        <label class="stack">
          It is called
          <input value={name} required onInput={(event) => setName((event.target as HTMLInputElement).value)} />
        </label>
        <button type="submit" class="primary">
          Rename
        </button>
      </form>
    </Dialog>
  );
}

function SplitDialog(props: { entity: Entity; close: () => void; done: (names: string[]) => void }): JSX.Element {
  const [names, setNames] = useState<string[]>([]);
  return (
    <Dialog title="Split" close={props.close}>
      <DialogHead title={`Split ${props.entity.name}`} close={props.close} />
      {props.entity.aliases.length === 0 && <p>It has one name only: there is nothing to part.</p>}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          props.close();
          if (names.length) props.done(names);
        }}
      >
        <fieldset class="stack">
          <legend>Who has these names is somebody else</legend>
          {props.entity.aliases.map((alias) => (
            <label class="row" key={alias} dir="auto">
              <input type="checkbox" checked={names.includes(alias)} onChange={() => setNames(names.includes(alias) ? names.filter((one) => one !== alias) : [...names, alias])} /> {alias}
            </label>
          ))}
        </fieldset>
        <button type="submit" class="primary" disabled={names.length === 0}>
          Split
        </button>
      </form>
    </Dialog>
  );
}

/** Where names stand, and the report in which the chosen one does. */
function Documents(props: { entities: readonly Entity[] }): JSX.Element {
  const [chosen, setChosen] = useState<Evidence | null>(null);
  const evidence = chosen ?? props.entities[0]?.evidence?.[0] ?? null;
  const key = props.entities.map((entity) => entity.id).join(' ');
  useEffect(() => setChosen(null), [key]);
  return (
    <>
      {props.entities.map((entity) => (
        <div key={entity.id} class="panel small">
          <h3 dir="auto">{entity.name}</h3>
          <p class="soft">
            {entity.kind}
            {entity.iso && ` · ${entity.iso}`}
            {entity.wikidata && ` · ${entity.wikidata}`}
            {entity.aliases.length > 0 && ` · also ${entity.aliases.join(', ')}`}
          </p>
          <p class="row">
            {(entity.evidence ?? []).slice(0, 8).map((one, i) => (
              <button type="button" key={i} aria-pressed={one === evidence} onClick={() => setChosen(one)} dir="auto">
                “{one.quote}”
              </button>
            ))}
            {!entity.evidence?.length && <span class="soft">No report's main text has it.</span>}
          </p>
        </div>
      ))}
      {evidence && <Document evidence={evidence} />}
    </>
  );
}

function Document(props: { evidence: Evidence }): JSX.Element {
  const { evidence } = props;
  const { value, error } = useGet<Thing<Report>>(`/api/reports/${encodeURIComponent(evidence.report)}`);
  useScrollTo('.document mark.chosen', false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = box.current?.querySelector<HTMLElement>('mark.chosen');
    if (mark && box.current) box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 3;
  }, [value, evidence]);
  if (error) return <Failed error={error} />;
  if (!value) return <Wait what="report" />;
  const index = new Index(value);
  return (
    <div class="panel">
      <p class="small soft">
        <a href={quotePath(evidence.report, evidence.spans)}>{index.report(value.item.id)}</a>
      </p>
      <h3 dir="auto" lang={languageOf(value.item.language)}>
        {value.item.title}
      </h3>
      <div class="document" ref={box} tabIndex={0} role="region" aria-label="The report">
        <ReportText report={value.item} marks={evidence.spans.map((span) => ({ key: 'at', span }))} draw={(text, keys) => (keys.length ? <mark class="evidence chosen">{text}</mark> : text)} />
      </div>
    </div>
  );
}

const STATE: Record<Decision['state'], string> = { 'in-force': 'in force', undone: 'undone', overruled: 'overruled', unbound: 'no longer binds' };

function value(decision: Decision): string {
  const given = decision.value;
  return given === null || given === undefined ? '' : typeof given === 'string' ? given : JSON.stringify(given);
}

export function DecisionLine(props: { decision: Decision }): JSX.Element {
  const { decision: one } = props;
  const quotes = [...new Set(one.members.map((member) => member.quote))];
  const path = pathOf(one.target);
  return (
    <li>
      <div>
        <p>
          <b>{one.undoes ? `undo of ${one.action}` : one.action}</b> {one.field && one.field.replace('_', ' ')} {value(one) && <>→ “{value(one)}”</>}{' '}
          <span class={`chip ${one.state === 'in-force' ? 'good' : one.state === 'unbound' ? 'bad' : 'quiet'}`}>{STATE[one.state]}</span>
        </p>
        <p class="quote" dir="auto">
          {quotes.slice(0, 6).map((quote, i) => (
            <span key={i}>
              {i > 0 && ' · '}“{quote}”
            </span>
          ))}
          {quotes.length > 6 && <span class="soft"> and {quotes.length - 6} more</span>}
        </p>
        <p class="small soft">
          {one.who}, {moment(one.when)}
          {one.why && <span dir="auto"> – {one.why}</span>} · <a href={`/review/${encodeURIComponent(one.id)}`}>{one.id}</a>
          {path && (
            <>
              {' · '}
              <a href={path}>the {one.kind ?? 'thing'}</a>
            </>
          )}
          {one.undoes && (
            <>
              {' · undoes '}
              <a href={`/review/${encodeURIComponent(one.undoes)}`}>{one.undoes}</a>
            </>
          )}
        </p>
      </div>
      <div>
        {(one.state === 'in-force' || one.state === 'unbound') && (
          <button type="button" onClick={() => void undo(one.id)}>
            Undo
            <span class="visually-hidden">
              {' '}
              {one.undoes ? 'the undoing' : one.action} of {quotes[0] ?? one.undoes ?? one.target}
            </span>
          </button>
        )}
      </div>
    </li>
  );
}

function Decisions(props: { place: Place }): JSX.Element {
  const state = props.place.query.get('state') ?? '';
  const { items, error, loading, next, again } = usePages<Decision>(query('/api/reviews', { state, limit: '50' }));
  useDecided(again);
  return (
    <>
      <div class="row spread">
        <label class="row">
          Which
          <select value={state} onChange={(event) => go(withQuery(props.place, { state: (event.target as HTMLSelectElement).value }))}>
            <option value="">all</option>
            {Object.entries(STATE).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {items.length > 0 && (
          <CsvButton
            name="decisions"
            partial={next !== null}
            head={['id', 'when', 'who', 'action', 'kind', 'target', 'field', 'value', 'state', 'why']}
            rows={() => items.map((one) => [one.id, one.when, one.who, one.action, one.kind, one.target, one.field, value(one), one.state, one.why])}
          />
        )}
      </div>
      <ol class="decisions">
        {items.map((one) => (
          <DecisionLine key={one.id} decision={one} />
        ))}
      </ol>
      {!loading && !error && items.length === 0 && <p class="note">Nobody decided anything yet.</p>}
      <More next={next} loading={loading && items.length === 0} error={error} what="decisions" />
    </>
  );
}

export function OneDecision(props: { id: Id }): JSX.Element {
  const { value: answer, error, again } = useGet<Thing<Decision>>(`/api/reviews/${encodeURIComponent(props.id)}`);
  useDecided(again);
  return (
    <>
      <Head title="A decision" over={<a href="/review?tab=decisions">Review</a>} />
      {error && <Failed error={error} again={again} />}
      {!answer && !error && <Wait what="decision" />}
      {answer && (
        <ol class="decisions">
          <DecisionLine decision={answer.item} />
        </ol>
      )}
      <Cite id={props.id} />
    </>
  );
}
