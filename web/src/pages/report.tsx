/** One report as it was published, what the record takes from it highlighted; its versions; and one statement with all its evidence. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { query, useGet, usePages } from '../api';
import { Index, quotePath, reportName } from '../lib/index';
import { type Place, withQuery } from '../lib/router';
import { plural, type Span } from '../lib/text';
import type { Id, Page, Report, Statement, Thing } from '../types';
import { Decide, useDecided } from '../ui/decide';
import { Cite, CopyButton, CsvButton, Disputes, EntityLinks, EventLink, Failed, FailedPage, Few, Head, Quote, ReportLink, ReportMeta, Section, Sign, SIGNS, VerdictChip, Wait, Why } from '../ui/parts';
import { ReportText, useScrollTo } from '../ui/passages';
import { Derivations } from './meeting';

function spansOf(at: string | null): Span[] {
  return (at ?? '').split(',').flatMap((part): Span[] => {
    const found = /^(\d{1,9})-(\d{1,9})$/.exec(part);
    return found && Number(found[1]) < Number(found[2]) ? [[Number(found[1]), Number(found[2])]] : [];
  });
}

export function ReportPage(props: { id: Id; place: Place }): JSX.Element {
  const { id, place } = props;
  const { value, error, again } = useGet<Thing<Report>>(`/api/reports/${encodeURIComponent(id)}`);
  const said = usePages<Statement>(`/api/reports/${encodeURIComponent(id)}/statements?limit=500`, true);
  const versions = useGet<Page<Report>>(value ? query('/api/reports', { key: value.item.key }) : null);
  const at = spansOf(place.query.get('at'));
  const chosen = place.query.get('s');
  const marks = useMemo(() => {
    const all = said.items.flatMap((line) => line.evidence.filter((one) => one.report === id).flatMap((one) => one.spans.map((span) => ({ key: line.id, span }))));
    return [...all, ...at.map((span) => ({ key: 'at', span }))];
  }, [said.items.length, id, place.query.get('at')]);
  useScrollTo(chosen || at.length ? '.report-text mark.chosen' : null, value !== null && (!chosen || said.items.length > 0));
  if (error) return <FailedPage error={error} again={again} />;
  if (!value) return <Wait what="report" />;
  const report = value.item;
  const index = new Index(value, ...said.pages);
  const others = [...(versions.value?.items ?? [])].filter((one) => one.key === report.key).sort((a, b) => a.version - b.version);
  const latest = others[others.length - 1];
  return (
    <>
      <Head title={report.title ?? reportName(report)} lang={report.language} over="report" under={<ReportMeta report={report} index={index} />}>
        <Why id={report.origins[0] ?? report.id} index={index} label="Why this origin?" />
        <CopyButton label="Copy link" text={location.href} />
      </Head>
      {others.length > 1 && (
        <div class={`note ${latest && latest.id !== report.id ? 'some' : ''}`}>
          <p>
            Version {report.version} of {others.length}.{latest && latest.id !== report.id && ' The page was changed later; what the record quotes from this version stands here.'}
          </p>
          <p class="row">
            {others.map((one) => (
              <a key={one.id} class="button" href={`/report/${encodeURIComponent(one.id)}`} aria-current={one.id === report.id ? 'true' : undefined}>
                Version {one.version}
                {one.modified || one.published ? `, ${(one.modified ?? one.published)!.slice(0, 10)}` : ''}
              </a>
            ))}
          </p>
        </div>
      )}
      <div class="report-layout">
        <article aria-label="Text of the report">
          <ReportText
            report={report}
            marks={marks}
            draw={(text, keys, start) => {
              if (!keys.length) return text;
              const strong = keys.includes('at') || (chosen !== null && keys.includes(chosen));
              const line = keys.find((key) => key !== 'at');
              const mark = <mark class={strong ? 'evidence chosen' : 'evidence'}>{text}</mark>;
              return line ? (
                <a key={start} class="evidence" href={withQuery(place, { s: line, at: null })} title="Evidence of a statement">
                  {mark}
                </a>
              ) : (
                mark
              );
            }}
          />
        </article>
        <aside class="stack small" aria-label="What is known of this report">
          <dl class="facts">
            <dt>Source</dt>
            <dd dir="auto">{report.url ?? report.source}</dd>
            {report.credit && (
              <>
                <dt>Credit</dt>
                <dd dir="auto">{report.credit}</dd>
              </>
            )}
            {report.byline && (
              <>
                <dt>By</dt>
                <dd dir="auto">{report.byline}</dd>
              </>
            )}
            {report.dateline.place && (
              <>
                <dt>Dateline</dt>
                <dd dir="auto">{[report.dateline.place, report.dateline.date].filter(Boolean).join(', ')}</dd>
              </>
            )}
            <dt>Language</dt>
            <dd>{report.language ?? 'not known'}</dd>
            <dt>SHA-256</dt>
            <dd>
              <code>{report.sha256}</code>
            </dd>
            <dt>Tells</dt>
            <dd>
              {(value.events ?? [])
                .filter((event) => event.reports.includes(report.id))
                .map((event) => (
                  <div key={event.id}>
                    <EventLink id={event.id} index={index} withDate />
                  </div>
                ))}
              {!(value.events ?? []).some((event) => event.reports.includes(report.id)) && <span class="soft">no meeting</span>}
            </dd>
          </dl>
          <div class="row spread">
            <h2 class="month">{plural(said.items.length, 'statement')} found in it</h2>
            {said.items.length > 0 && (
              <CsvButton
                name="report"
                head={['statement', 'speakers', 'act', 'stance', 'strength', 'quote', 'start', 'end']}
                rows={() =>
                  said.items.flatMap((line) =>
                    line.evidence.filter((one) => one.report === id).map((one) => [line.id, index.names(line.speakers), line.act, line.stance, line.strength, one.quote, one.spans[0]?.[0], one.spans[one.spans.length - 1]?.[1]]),
                  )
                }
              />
            )}
          </div>
          {said.loading && <Wait what="statements" />}
          {said.error && <Failed error={said.error} />}
          <ol class="stack">
            {said.items.map((line) => (
              <li key={line.id}>
                <a href={withQuery(place, { s: line.id, at: null })} aria-current={chosen === line.id ? 'true' : undefined} dir="auto" class="quote">
                  {line.content}
                </a>
                <div class="soft tiny">
                  {index.names(line.speakers) || 'speaker not known'} · {line.act}
                </div>
              </li>
            ))}
          </ol>
        </aside>
      </div>
      {value.discrepancies?.length ? (
        <Section title="Contradicts itself" id="disputed">
          <Disputes items={value.discrepancies} index={index} />
        </Section>
      ) : null}
      {value.derivations?.length ? <Derivations items={value.derivations} index={index} done={again} /> : null}
      <Cite id={report.id} />
    </>
  );
}

export function StatementPage(props: { id: Id }): JSX.Element {
  const { value, error, again } = useGet<Thing<Statement>>(`/api/statements/${encodeURIComponent(props.id)}`);
  useDecided(again);
  if (error) return <FailedPage error={error} again={again} />;
  if (!value) return <Wait what="statement" />;
  const line = value.item;
  const index = new Index(value);
  const [first, second] = [...new Set([...line.evidence.map((one) => one.report), ...line.absence.map((one) => one.report)])];
  return (
    <>
      <Head
        title={line.content ?? 'Statement'}
        over={
          <span class="row">
            statement · {[line.act, line.stance, line.strength && `“${line.strength}”`, line.negated && 'negated'].filter(Boolean).join(', ')} <VerdictChip verdict={line.verdict} reviews={line.reviews} />
          </span>
        }
        under={
          <p>
            <EntityLinks ids={line.speakers} index={index} />
            {line.addressees.length > 0 && (
              <>
                {' to '}
                <EntityLinks ids={line.addressees} index={index} />
              </>
            )}
            {' at '}
            <EventLink id={line.event} index={index} withDate />
            {line.joint && line.claimed_by.length > 0 && (
              <>
                {' · claimed by '}
                <EntityLinks ids={line.claimed_by} index={index} />
              </>
            )}
          </p>
        }
      >
        {first && (
          <a class="button" href={query(`/meeting/${encodeURIComponent(line.event)}`, { s: line.id, a: first, b: second ?? first })}>
            Passages side by side
          </a>
        )}
        <Decide id={line.id} kind="statement" verdict={line.verdict} done={again} />
        <Why id={line.id} index={index} />
      </Head>
      <Section
        title="Who says it"
        aside={
          <CsvButton
            name="statement"
            head={['report', 'kind', 'quote_or_reason', 'start', 'end', 'confidence']}
            rows={() => [
              ...line.evidence.map((one) => [index.report(one.report), 'said', one.quote, one.spans[0]?.[0], one.spans[one.spans.length - 1]?.[1], one.confidence]),
              ...line.absence.map((one) => [index.report(one.report), one.kind, one.reason, null, null, null]),
            ]}
          />
        }
      >
        <Few
          items={line.evidence}
          what="quotes"
          list={(shown) => (
            <ul class="stack">
              {shown.map((one, i) => (
                <li key={i} class="signed">
                  <Sign kind="said" named />
                  <span>
                    <Quote evidence={one} index={index} /> <span class="soft tiny">confidence {Math.round(one.confidence * 100)} %</span>
                  </span>
                </li>
              ))}
            </ul>
          )}
        />
      </Section>
      {line.absence.length > 0 && (
        <Section title="Who does not">
          <Few
            items={line.absence}
            what="reports"
            list={(shown) => (
              <ul class="stack">
                {shown.map((one, i) => (
                  <li key={i} class="signed">
                    <Sign kind={one.kind} />
                    <span>
                      <ReportLink id={one.report} index={index} />: {SIGNS[one.kind]}
                      {one.reason && <span class="soft"> – {one.reason}</span>}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          />
        </Section>
      )}
      <Cite id={line.id} />
    </>
  );
}

export { quotePath };
