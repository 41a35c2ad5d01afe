/** A party, a pair, a framework: whom it met, what it said and undertook. */
import type { JSX } from 'preact';
import { query, useGet, usePages } from '../api';
import { Index } from '../lib/index';
import { plural } from '../lib/text';
import type { Entity, Event, Formulation, Id, Thing } from '../types';
import { Decide, useDecided } from '../ui/decide';
import { Cite, CsvButton, EntityLink, FailedPage, Head, More, Quote, Section, Table, VerdictChip, Wait, Why } from '../ui/parts';
import { Picture } from '../ui/picture';
import { CommitmentList } from './commitments';
import { FormulationTable } from './formulation';
import { Meetings } from './home';

const ACTS = new Set(['person', 'country', 'organization', 'framework']);

export function Party(props: { id: Id; framework?: boolean }): JSX.Element {
  const { id } = props;
  const { value, error, again } = useGet<Thing<Entity>>(`/api/entities/${encodeURIComponent(id)}`);
  const asked = { party: props.framework ? null : id, framework: props.framework ? id : null };
  const meetings = usePages<Event>(query('/api/events', asked));
  useDecided(again);
  if (error) return <FailedPage error={error} again={again} />;
  if (!value) return <Wait what="party" />;
  const { item } = value;
  const index = new Index(value);
  const note = index.notes.get(item.id);
  const acts = ACTS.has(item.kind) && !props.framework;
  return (
    <>
      <Head
        title={item.name}
        over={
          <span class="row">
            {item.kind} {item.iso && <span class="chip quiet">{item.iso}</span>} {item.wikidata && <span class="chip quiet">Wikidata {item.wikidata}</span>} <VerdictChip verdict={null} reviews={item.reviews} />
          </span>
        }
        under={
          <>
            {item.aliases.length > 0 && <p dir="auto">also {item.aliases.join(', ')}</p>}
            {note && (!props.framework || Boolean(note.events)) && (
              <p>
                {plural(note.events ?? 0, 'meeting')}
                {Boolean(note.statements) && `, ${plural(note.statements!, 'statement')}`}
              </p>
            )}
          </>
        }
      >
        <Decide id={item.id} kind="entity" done={again} />
        <a class="button" href={query('/search', props.framework ? { framework: id } : acts ? { speaker: id, in: 'statements' } : { words: `"${item.name}"` })}>
          {acts ? 'What it said' : 'Search'}
        </a>
        <Why id={item.id} index={index} />
      </Head>
      <Section title={props.framework ? 'Meetings of it, or at which it is spoken of' : 'Meetings'} id="meetings">
        <Meetings list={meetings} empty={props.framework ? 'No meeting of this record is named for it or speaks of it.' : 'It was a party to no meeting of this record.'} />
      </Section>
      {note && (note.met?.length || note.persons?.length) ? (
        <div class="columns apart">
          {note.met?.length ? <Met title="Whom it met" rows={note.met} index={index} pair={item.id} /> : null}
          {note.persons?.length ? <Met title="Who spoke for it" rows={note.persons} index={index} /> : null}
        </div>
      ) : null}
      {acts && (
        <>
          <Section title="Over time" id="timeline">
            <Picture picture="timeline" asked={id} />
          </Section>
          <Section title="Commitments" id="commitments">
            <CommitmentList path={query('/api/commitments', { party: id, limit: '20' })} empty="No commitment of this party is known." />
          </Section>
          <UsedFormulations party={[id]} />
        </>
      )}
      {item.evidence && item.evidence.length > 0 && (
        <Section title="Where it is named" id="named">
          <ul class="stack small">
            {item.evidence.slice(0, 12).map((evidence, i) => (
              <li key={i}>
                <Quote evidence={evidence} index={index} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Cite id={item.id} />
    </>
  );
}

function Met(props: { title: string; rows: { entity: Id; events: number }[]; index: Index; pair?: Id }): JSX.Element {
  return (
    <Section
      title={props.title}
      aside={<CsvButton name="met" head={['id', 'name', 'meetings']} rows={() => props.rows.map((row) => [row.entity, props.index.name(row.entity), row.events])} />}
    >
      <Table caption="The most often first" head={['Name', { text: 'Meetings', num: true }, ...(props.pair ? ['Together'] : [])]}>
        {props.rows.map((row) => (
          <tr key={row.entity}>
            <th scope="row">
              <EntityLink id={row.entity} index={props.index} />
            </th>
            <td class="num">{row.events}</td>
            {props.pair && (
              <td>
                <a href={`/pair/${encodeURIComponent(props.pair)}/${encodeURIComponent(row.entity)}`}>
                  the pair<span class="visually-hidden"> with {props.index.name(row.entity)}</span>
                </a>
              </td>
            )}
          </tr>
        ))}
      </Table>
    </Section>
  );
}

function UsedFormulations(props: { party: Id[] }): JSX.Element {
  const { pages, items, error, loading, next } = usePages<Formulation>(query('/api/formulations', { party: props.party, limit: '50' }));
  const index = new Index(...pages);
  return (
    <Section title="Formulations" id="formulations">
      {items.length > 0 && <FormulationTable items={items} index={index} caption="By phrase; a date opens the words of that use" />}
      {!loading && !error && items.length === 0 && <p class="note">No formulation was used at these meetings.</p>}
      <More next={next} loading={loading} error={error} what="formulations" />
    </Section>
  );
}

export function Pair(props: { a: Id; b: Id }): JSX.Element {
  const first = useGet<Thing<Entity>>(`/api/entities/${encodeURIComponent(props.a)}`);
  const second = useGet<Thing<Entity>>(`/api/entities/${encodeURIComponent(props.b)}`);
  const meetings = usePages<Event>(query('/api/events', { party: [props.a, props.b] }));
  const error = first.error ?? second.error;
  if (error) return <FailedPage error={error} />;
  if (!first.value || !second.value) return <Wait what="pair" />;
  const index = new Index(first.value, second.value);
  const party = [first.value.item.id, second.value.item.id];
  const countries = [first.value.item, second.value.item].every((item) => item.kind !== 'person');
  return (
    <>
      <Head
        title={`${first.value.item.name} and ${second.value.item.name}`}
        over="pair"
        under={
          <p>
            What <EntityLink id={party[0]} index={index} /> and <EntityLink id={party[1]} index={index} /> said and undertook when they met.
          </p>
        }
      >
        <a class="button" href={query('/search', { party })}>
          Search their meetings
        </a>
      </Head>
      <Section title="Meetings" id="meetings">
        <Meetings list={meetings} empty="They met at no meeting of this record." />
      </Section>
      {countries && (
        <Section title="Formulations over their meetings" id="strip">
          <Picture picture="strip" asked={party.join(' and ')} />
        </Section>
      )}
      <UsedFormulations party={party} />
      <Section title="Commitments" id="commitments">
        <CommitmentList path={query('/api/commitments', { party, limit: '20' })} empty="No commitment between them is known." />
      </Section>
      <Cite />
    </>
  );
}
