/** The meetings, newest first; those with differences worth reading marked. */
import type { JSX } from 'preact';
import { type LoadedPages, query, usePages } from '../api';
import { range, year } from '../lib/dates';
import { Index } from '../lib/index';
import { go, type Place, withQuery } from '../lib/router';
import { plural } from '../lib/text';
import { Cite, counts, CsvButton, EventLink, Head, More, Status, VerdictChip } from '../ui/parts';
import type { Event, Note } from '../types';

export function MeetingLine(props: { event: Event; index: Index }): JSX.Element {
  const { event, index } = props;
  const note: Partial<Note> = index.notes.get(event.id) ?? {};
  const told = event.reports.length > 0;
  const more = [
    note.place,
    told ? counts(event.reports.length, event.origins) : `mentioned in ${plural(event.mentioned_in.length, 'report')}`,
    note.statements ? plural(note.statements, 'statement') : null,
  ].filter(Boolean);
  return (
    <li>
      <span class="when">{range(event.date) || 'no date'}</span>
      <div>
        <span class="name">
          <EventLink id={event.id} index={index} />
        </span>
        <div class="more" dir="auto">
          {more.join(' · ')}
        </div>
      </div>
      <span class="signs">
        {note.differs && <span class="chip differs">differs</span>}
        <Status event={event} />
        <VerdictChip verdict={event.verdict} reviews={event.reviews} />
      </span>
    </li>
  );
}

/** A list of meetings, under their years. Who shows it has asked for it, with what else is shown, not after that. */
export function Meetings(props: { list: LoadedPages<Event>; grouped?: boolean; empty: string }): JSX.Element {
  const { pages, items, error, loading, next } = props.list;
  const index = new Index(...pages);
  const groups: { name: string; events: Event[] }[] = [];
  for (const event of items) {
    const name = !props.grouped ? '' : event.reports.length ? year(event.date.from) : `Only mentioned, ${year(event.date.from).toLowerCase()}`;
    const last = groups[groups.length - 1];
    if (last && last.name === name) last.events.push(event);
    else groups.push({ name, events: [event] });
  }
  return (
    <>
      {groups.map((group, i) => (
        <div key={`${group.name} ${i}`}>
          {props.grouped && <h2 class="month">{group.name}</h2>}
          <ol class="meetings">
            {group.events.map((event) => (
              <MeetingLine key={event.id} event={event} index={index} />
            ))}
          </ol>
        </div>
      ))}
      {!loading && !error && items.length === 0 && <p class="note">{props.empty}</p>}
      <More next={next} loading={loading} error={error} what="meetings" />
      {items.length > 0 && (
        <p class="row no-print">
          <CsvButton
            name="meetings"
            partial={next !== null}
            head={['id', 'from', 'to', 'name', 'kind', 'status', 'place', 'reports', 'mentioned_in', 'origins', 'differs']}
            rows={() =>
              items.map((event) => {
                const note = index.notes.get(event.id);
                return [event.id, event.date.from, event.date.to, index.event(event.id), event.kind, event.status, note?.place, event.reports.length, event.mentioned_in.length, event.origins, note?.differs];
              })
            }
          />
        </p>
      )}
    </>
  );
}

export function Home(props: { place: Place }): JSX.Element {
  const { place } = props;
  const differs = place.query.get('differs') === 'true';
  const status = place.query.get('status') ?? '';
  const told = place.query.get('told') ?? '';
  const list = usePages<Event>(query('/api/events', { differs: differs ? 'true' : null, status, told }));
  return (
    <>
      <Head title="Meetings" under="Newest first. “Differs” marks meetings whose reports do not agree, or where one side alone claims an agreement.">
        <button type="button" aria-pressed={differs} onClick={() => go(withQuery(place, { differs: differs ? null : 'true' }))}>
          Only where reports differ
        </button>
        <label class="row">
          Show
          <select value={told} onChange={(event) => go(withQuery(place, { told: (event.target as HTMLSelectElement).value }))}>
            <option value="">told or mentioned</option>
            <option value="true">told by reports</option>
            <option value="false">only mentioned</option>
          </select>
        </label>
        <label class="row">
          Status
          <select value={status} onChange={(event) => go(withQuery(place, { status: (event.target as HTMLSelectElement).value }))}>
            <option value="">any</option>
            <option value="held">held</option>
            <option value="planned">planned</option>
            <option value="cancelled">cancelled</option>
            <option value="unknown">not known</option>
          </select>
        </label>
      </Head>
      <Meetings list={list} grouped empty="No meeting here. Reports are added under “Add”, or with readout add." />
      <Cite />
    </>
  );
}
