/** What was undertaken, by whom, towards what, until when; what later meetings say of it. */
import type { JSX } from 'preact';
import { query, usePages } from '../api';
import { day } from '../lib/dates';
import { Index } from '../lib/index';
import { go, type Place, withQuery } from '../lib/router';
import type { Commitment } from '../types';
import { make, useDecided } from '../ui/decide';
import { Cite, CsvButton, EntityLinks, EventLink, Head, More, Quote } from '../ui/parts';

const STATUS: Record<string, string> = { open: 'open', fulfilled: 'fulfilled', dropped: 'dropped', unknown: 'not known' };

export function CommitmentLine(props: { commitment: Commitment; index: Index; withEvent?: boolean }): JSX.Element {
  const { commitment: one, index } = props;
  const statement = index.statements.get(one.statement);
  const target = one.target && (index.entities.has(one.target) ? index.name(one.target) : one.target);
  const about = [target && `towards ${target}`, one.framework && `within ${index.name(one.framework)}`].filter(Boolean).join(' · ');
  return (
    <li>
      <div>
        <p class="soft small">
          <EntityLinks ids={one.parties} index={index} />
          {statement?.strength && ` · “${statement.strength}”`}
          {statement && statement.joint && statement.claimed_by.length > 0 && <> · claimed by {index.names(statement.claimed_by)}</>}
        </p>
        <p class="action" dir="auto">
          <a href={`/statement/${encodeURIComponent(one.statement)}`}>{one.action}</a>
        </p>
        <p class="small soft">
          {props.withEvent && statement && <EventLink id={statement.event} index={index} withDate />}
          {props.withEvent && statement && about && ' · '}
          {about}
        </p>
        {statement?.evidence[0] && props.withEvent && (
          <p class="small">
            <Quote evidence={statement.evidence[0]} index={index} />
          </p>
        )}
        {one.followed.length > 0 ? (
          <ul class="small">
            {one.followed.map((step, i) => (
              <li key={i}>
                <b>{step.how}</b> at <EventLink id={step.event} index={index} withDate />
              </li>
            ))}
          </ul>
        ) : (
          <p class="small soft">No later meeting in this record tells of it; that is not to say that it was not done.</p>
        )}
      </div>
      <div class="side-box stack">
        {one.deadline && <p class="small">until {day(one.deadline)}</p>}
        <label class="row small no-print">
          Status
          <select
            value={one.status}
            onChange={(event) => {
              const select = event.target as HTMLSelectElement;
              void make({ action: 'status', args: [one.statement, select.value] }).then((kept) => {
                if (!kept) select.value = one.status;
              });
            }}
          >
            {Object.entries(STATUS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {one.reviews?.length > 0 && <p class="small soft">set by a person</p>}
      </div>
    </li>
  );
}

export function CommitmentList(props: { path: string; empty: string }): JSX.Element {
  const { pages, items, error, loading, next, again } = usePages<Commitment>(props.path);
  useDecided(again);
  const index = new Index(...pages);
  return (
    <>
      <ul class="commitments">
        {items.map((one) => (
          <CommitmentLine key={one.statement} commitment={one} index={index} withEvent />
        ))}
      </ul>
      {!loading && !error && items.length === 0 && <p class="note">{props.empty}</p>}
      <More next={next} loading={loading && items.length === 0} error={error} what="commitments" />
      {items.length > 0 && (
        <p class="row no-print">
          <CsvButton
            name="commitments"
            partial={next !== null}
            head={['statement', 'parties', 'action', 'target', 'framework', 'deadline', 'status', 'followed', 'event']}
            rows={() =>
              items.map((one) => [
                one.statement,
                index.names(one.parties),
                one.action,
                one.target ? index.name(one.target) : null,
                index.name(one.framework),
                one.deadline,
                one.status,
                one.followed.map((step) => `${step.how} at ${index.event(step.event)}`).join('; '),
                index.statements.has(one.statement) ? index.event(index.statements.get(one.statement)!.event) : null,
              ])
            }
          />
        </p>
      )}
    </>
  );
}

export function Commitments(props: { place: Place }): JSX.Element {
  const { place } = props;
  const status = place.query.get('status') ?? '';
  const due = place.query.get('due') ?? '';
  const party = place.query.getAll('party');
  const path = query('/api/commitments', { status, due, party, limit: '50' });
  return (
    <>
      <Head title="Commitments" under="What was undertaken at meetings, newest first, with what later meetings say of it. That no later report tells of a thing does not mean that it was not done; people set the status.">
        <label class="row">
          Status
          <select value={status} onChange={(event) => go(withQuery(place, { status: (event.target as HTMLSelectElement).value }))}>
            <option value="">any</option>
            {Object.entries(STATUS).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="row">
          Deadline
          <select value={due} onChange={(event) => go(withQuery(place, { due: (event.target as HTMLSelectElement).value }))}>
            <option value="">or none</option>
            <option value="true">stated</option>
            <option value="false">none stated</option>
          </select>
        </label>
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            const value = (new FormData(event.target as HTMLFormElement).get('party') as string).trim();
            go(withQuery(place, { party: value }));
          }}
        >
          <label class="row">
            Party <input name="party" defaultValue={party[0] ?? ''} size={14} />
          </label>
          <button type="submit">Show</button>
        </form>
      </Head>
      <CommitmentList path={path} empty="No commitment fits." />
      <Cite />
    </>
  );
}
