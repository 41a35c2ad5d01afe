/** Meetings over time; who met whom: the library's pictures, each with its equal table. */
import type { JSX } from 'preact';
import { query, useGet } from '../api';
import { range } from '../lib/dates';
import { go, type Place, withQuery } from '../lib/router';
import type { Id } from '../types';
import { Cite, CsvButton, Failed, Head, Section, Table, Wait } from '../ui/parts';
import { Picture } from '../ui/picture';

interface TimelineTable {
  about: string;
  notes: string[];
  meetings: { event: Id; from: string; to: string; name: string; place: string; sign: string; reports: number; origins: number }[];
}

interface NetworkTable {
  about: string;
  notes: string[];
  parties: { entity: Id; kind: string; name: string; of: string | null; meetings: number; shown: boolean }[];
  ties: { a: Id; b: Id; meetings: number; drawn: boolean; events: Id[] }[];
}

function Asked(props: { place: Place }): JSX.Element {
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        go(withQuery(props.place, { asked: (new FormData(event.target as HTMLFormElement).get('asked') as string).trim() }));
      }}
    >
      <label class="row">
        Of <input name="asked" defaultValue={props.place.query.get('asked') ?? ''} placeholder="all; or Kenya; Kenya and Somalia" size={26} />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

/** A long table is cut here, and goes on with a button: its whole is the CSV. */
const ROWS = 200;

export function Timeline(props: { place: Place }): JSX.Element {
  const asked = props.place.query.get('asked');
  const { value, error } = useGet<TimelineTable>(query('/api/pictures/timeline.json', { asked }));
  const all = props.place.query.get('all') === 'yes';
  const rows = value ? [...value.meetings].reverse() : [];
  return (
    <>
      <Head title="Timeline" under={value?.about ?? 'Meetings over time.'}>
        <Asked place={props.place} />
      </Head>
      {!error && <Picture picture="timeline" asked={asked} />}
      {error && <Failed error={error} />}
      {!value && !error && <Wait what="table" />}
      {value && (
        <Section
          title="The same as a table"
          id="table"
          aside={
            <CsvButton
              name="timeline"
              head={['event', 'from', 'to', 'name', 'place', 'sign', 'reports', 'origins']}
              rows={() => value.meetings.map((one) => [one.event, one.from, one.to, one.name, one.place, one.sign, one.reports, one.origins])}
            />
          }
        >
          <Table caption="Newest first" head={['When', 'Meeting', 'Where', 'How it is known', { text: 'Reports', num: true }, { text: 'Origins', num: true }]}>
            {(all ? rows : rows.slice(0, ROWS)).map((one) => (
              <tr key={one.event}>
                <td class="nowrap">{range(one)}</td>
                <th scope="row">
                  <a href={`/meeting/${encodeURIComponent(one.event)}`} dir="auto">
                    {one.name}
                  </a>
                </th>
                <td dir="auto">{one.place}</td>
                <td>{one.sign}</td>
                <td class="num">{one.reports}</td>
                <td class="num">{one.origins}</td>
              </tr>
            ))}
          </Table>
          {!all && rows.length > ROWS && (
            <p class="row">
              <a class="button" href={withQuery(props.place, { all: 'yes' })}>
                All {rows.length.toLocaleString('en')} rows
              </a>
            </p>
          )}
        </Section>
      )}
      <Cite />
    </>
  );
}

export function Network(props: { place: Place }): JSX.Element {
  const asked = props.place.query.get('asked');
  const picture = props.place.query.get('of') === 'persons' ? 'persons' : 'network';
  const { value, error } = useGet<NetworkTable>(query(`/api/pictures/${picture}.json`, { asked }));
  const names = new Map(value?.parties.map((party) => [party.entity, party.name]));
  const all = props.place.query.get('all') === 'yes';
  const cut = <T,>(rows: T[]): T[] => (all ? rows : rows.slice(0, ROWS));
  return (
    <>
      <Head title="Who met whom" under={value?.about}>
        <button type="button" aria-pressed={picture === 'network'} onClick={() => go(withQuery(props.place, { of: null }))}>
          Countries and bodies
        </button>
        <button type="button" aria-pressed={picture === 'persons'} onClick={() => go(withQuery(props.place, { of: 'persons' }))}>
          Persons
        </button>
        <Asked place={props.place} />
      </Head>
      {!error && <Picture key={picture} picture={picture} asked={asked} />}
      {error && <Failed error={error} />}
      {!value && !error && <Wait what="table" />}
      {value && (
        <div class="columns apart">
          <Section
            title="Pairs that met"
            id="ties"
            aside={<CsvButton name="ties" head={['a', 'a_name', 'b', 'b_name', 'meetings']} rows={() => value.ties.map((tie) => [tie.a, names.get(tie.a), tie.b, names.get(tie.b), tie.meetings])} />}
          >
            <Table caption="The most often first" head={['Pair', { text: 'Meetings', num: true }]}>
              {cut(value.ties).map((tie) => (
                <tr key={`${tie.a} ${tie.b}`}>
                  <th scope="row">
                    <a href={`/pair/${encodeURIComponent(tie.a)}/${encodeURIComponent(tie.b)}`} dir="auto">
                      {names.get(tie.a) ?? tie.a} and {names.get(tie.b) ?? tie.b}
                    </a>
                  </th>
                  <td class="num">{tie.meetings}</td>
                </tr>
              ))}
            </Table>
          </Section>
          <Section
            title="Parties"
            id="parties"
            aside={<CsvButton name="parties" head={['entity', 'kind', 'name', 'of', 'meetings']} rows={() => value.parties.map((one) => [one.entity, one.kind, one.name, one.of, one.meetings])} />}
          >
            <Table caption="The most often first" head={['Party', 'Of', { text: 'Meetings', num: true }]}>
              {cut(value.parties).map((one) => (
                <tr key={one.entity}>
                  <th scope="row">
                    <a href={`/party/${encodeURIComponent(one.entity)}`} dir="auto">
                      {one.name}
                    </a>
                  </th>
                  <td dir="auto">{one.of ?? one.kind}</td>
                  <td class="num">{one.meetings}</td>
                </tr>
              ))}
            </Table>
          </Section>
        </div>
      )}
      {value && !all && value.ties.length > ROWS && (
        <p class="row">
          <a class="button" href={withQuery(props.place, { all: 'yes' })}>
            All rows
          </a>
        </p>
      )}
      <Cite />
    </>
  );
}
