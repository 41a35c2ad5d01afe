/** Set phrases over time: all of them, and one with its strip and each use. */
import type { JSX } from 'preact';
import { query, useGet, usePages } from '../api';
import { range } from '../lib/dates';
import { Index } from '../lib/index';
import { go, type Place, withQuery } from '../lib/router';
import { plural } from '../lib/text';
import type { Formulation, Id, Thing } from '../types';
import { Cite, CsvButton, EntityLinks, EventLink, FailedPage, Few, Head, More, Quote, Section, Table, Wait, Why } from '../ui/parts';
import { Picture } from '../ui/picture';
import { changeName } from './meeting';

type Step = { event: Id; use: Formulation['uses'][number] | null; change: string | null };

/** Uses and changes by meeting, oldest first; those without a date last. */
export function steps(one: Formulation, index: Index): Step[] {
  const all = new Map<Id, Step>();
  for (const use of one.uses) all.set(use.event, { event: use.event, use, change: null });
  for (const { to, change } of one.between) {
    const step = all.get(to) ?? { event: to, use: null, change: null };
    step.change = change;
    all.set(to, step);
  }
  const at = (step: Step) => index.events.get(step.event)?.date.from ?? '~';
  return [...all.values()].sort((a, b) => at(a).localeCompare(at(b)) || a.event.localeCompare(b.event));
}

export function FormulationTable(props: { items: readonly Formulation[]; index: Index; caption: string }): JSX.Element {
  const { index } = props;
  return (
    <Table caption={props.caption} head={['Formulation', { text: 'Meetings', num: true }, 'First use', 'Last use', 'Since']}>
      {props.items.map((one) => {
        const all = steps(one, index);
        const used = all.filter((step) => step.use);
        const first = used[0];
        const last = used[used.length - 1];
        const after = all[all.length - 1];
        return (
          <tr key={one.id}>
            <th scope="row">
              <a href={`/formulation/${encodeURIComponent(one.id)}`} class="quote" dir="auto">
                {one.phrase}
              </a>
            </th>
            <td class="num">{used.length}</td>
            <td>{first && <UseDate step={first} index={index} />}</td>
            <td>{last && <UseDate step={last} index={index} />}</td>
            <td>{after?.change && <span class={`change ${after.change}`}>{changeName(after.change)}</span>}</td>
          </tr>
        );
      })}
    </Table>
  );
}

function UseDate(props: { step: Step; index: Index }): JSX.Element {
  const event = props.index.events.get(props.step.event);
  const first = props.step.use?.evidence[0];
  const words = (event && range(event.date)) || 'no date';
  return first ? (
    <a href={`/report/${encodeURIComponent(first.report)}?at=${first.spans.map(([start, end]) => `${start}-${end}`).join(',')}`} title={first.quote} class="nowrap">
      {words}
    </a>
  ) : (
    <span>{words}</span>
  );
}

export function FormulationPage(props: { id: Id }): JSX.Element {
  const { value, error, again } = useGet<Thing<Formulation>>(`/api/formulations/${encodeURIComponent(props.id)}`);
  if (error) return <FailedPage error={error} again={again} />;
  if (!value) return <Wait what="formulation" />;
  const one = value.item;
  const index = new Index(value);
  const all = steps(one, index);
  const used = all.filter((step) => step.use);
  return (
    <>
      <Head
        title={one.phrase}
        over="formulation"
        under={
          <p>
            Used at {plural(used.length, 'meeting')}
            {one.variants.length > 0 && (
              <>
                ; also worded <span dir="auto">{one.variants.map((variant) => `“${variant}”`).join(', ')}</span>
              </>
            )}
          </p>
        }
      >
        <a class="button" href={query('/search', { words: `"${one.phrase}"` })}>
          Search for the words
        </a>
        <Why id={one.id} index={index} />
      </Head>
      {used.length > 0 && (
        <div class="columns">
          <Bound title="First use" step={used[0]!} index={index} />
          <Bound title="Last use" step={used[used.length - 1]!} index={index} />
        </div>
      )}
      <Section title="Over its meetings" id="strip">
        <Picture picture="strip" asked={one.id} />
      </Section>
      <Section
        title="Meeting by meeting"
        id="uses"
        aside={
          <CsvButton
            name="uses"
            head={['event', 'date', 'meeting', 'change', 'speakers', 'strength', 'report', 'quote']}
            rows={() =>
              all.flatMap((step) => {
                const head = [step.event, index.events.get(step.event)?.date.from, index.event(step.event), step.change && changeName(step.change), step.use && index.names(step.use.speakers), step.use?.strength];
                return step.use?.evidence.length ? step.use.evidence.map((evidence) => [...head, index.report(evidence.report), evidence.quote]) : [[...head, null, null]];
              })
            }
          />
        }
      >
        <Few
          items={all}
          what="meetings"
          list={(shown) => (
            <ol class="uses">
              {shown.map((step) => (
                <li key={step.event}>
                  <span class="soft small">{range(index.events.get(step.event)?.date) || 'no date'}</span>
                  <span>{step.change ? <span class={`change ${step.change}`}>{changeName(step.change)}</span> : step.use ? <span class="change">used</span> : null}</span>
                  <div>
                    <p>
                      <EventLink id={step.event} index={index} />
                      {step.use && (
                        <span class="soft small">
                          {' '}
                          – <EntityLinks ids={step.use.speakers} index={index} />
                          {step.use.strength && `, “${step.use.strength}”`}
                        </span>
                      )}
                    </p>
                    {step.use?.evidence.map((evidence, i) => (
                      <p key={i} class="small">
                        <Quote evidence={evidence} index={index} />
                      </p>
                    ))}
                    {step.change === 'too-short' && <p class="small soft">The reports of this meeting are too short, or not of the side that used it, for its silence to say anything.</p>}
                    {step.change === 'dropped' && <p class="small soft">A report as long, of the side that used it, does not have it.</p>}
                  </div>
                </li>
              ))}
            </ol>
          )}
        />
      </Section>
      <Cite id={one.id} />
    </>
  );
}

function Bound(props: { title: string; step: Step; index: Index }): JSX.Element {
  const evidence = props.step.use?.evidence[0];
  return (
    <div class="panel">
      <h2 class="month">{props.title}</h2>
      <p>
        <EventLink id={props.step.event} index={props.index} withDate />
      </p>
      {evidence && (
        <p class="small">
          <Quote evidence={evidence} index={props.index} />
        </p>
      )}
    </div>
  );
}

export function Formulations(props: { place: Place }): JSX.Element {
  const { place } = props;
  const words = place.query.get('words') ?? '';
  const party = place.query.getAll('party');
  const { pages, items, error, loading, next } = usePages<Formulation>(query('/api/formulations', { words, party, limit: '50' }));
  const index = new Index(...pages);
  const asked = words || (party.length ? party.join(' and ') : null);
  return (
    <>
      <Head title="Formulations" under="Set phrases in which parties state a stand, a principle or a shared understanding, and what became of them from meeting to meeting.">
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.target as HTMLFormElement);
            go(withQuery(place, { words: (form.get('words') as string).trim(), party: (form.get('party') as string).trim() }));
          }}
        >
          <label class="row">
            Words <input name="words" defaultValue={words} size={18} />
          </label>
          <label class="row">
            Party <input name="party" defaultValue={party[0] ?? ''} size={14} />
          </label>
          <button type="submit">Show</button>
        </form>
      </Head>
      {asked && items.length > 0 && (words || party.length > 1) && <Picture picture="strip" asked={asked} />}
      {items.length > 0 && <FormulationTable items={items} index={index} caption="By phrase; a date opens the words of that use" />}
      {!loading && !error && items.length === 0 && <p class="note">No formulation fits.</p>}
      <More next={next} loading={loading} error={error} what="formulations" />
      {items.length > 0 && (
        <p class="row no-print">
          <CsvButton
            name="formulations"
            partial={next !== null}
            head={['id', 'phrase', 'variants', 'meetings', 'first', 'last']}
            rows={() =>
              items.map((one) => {
                const used = steps(one, index).filter((step) => step.use);
                const at = (step: Step | undefined) => (step ? index.events.get(step.event)?.date.from : null);
                return [one.id, one.phrase, one.variants.join('; '), used.length, at(used[0]), at(used[used.length - 1])];
              })
            }
          />
        </p>
      )}
      <Cite />
    </>
  );
}
