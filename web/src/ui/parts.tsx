/** What pages are made of. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { blob, type Problem, token, useGet } from '../api';
import { published, range } from '../lib/dates';
import { fieldName, Index, pathOf, quotePath, reportName } from '../lib/index';
import { type Cell, csv, download, keep } from '../lib/table';
import { languageOf, plural, type Span, spaced } from '../lib/text';
import type { CellKind, Citation, Discrepancy, Event, Evidence, Id, Page, Report, Verdict } from '../types';

export function Head(props: { title: string; over?: ComponentChildren; under?: ComponentChildren; children?: ComponentChildren; lang?: string | null }): JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${props.title} – Readout`;
  }, [props.title]);
  // After going to another page the reader, of whatever kind, is at its title.
  useEffect(() => {
    if (document.body.dataset['went']) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div class="head">
      {props.over && <p class="over">{props.over}</p>}
      <h1 ref={title} tabIndex={-1} dir="auto" lang={languageOf(props.lang)}>
        {props.title}
      </h1>
      {props.under && <div class="under">{props.under}</div>}
      {props.children && <div class="row">{props.children}</div>}
    </div>
  );
}

export function Section(props: { title: string; id?: string; aside?: ComponentChildren; children: ComponentChildren }): JSX.Element {
  const id = props.id ?? props.title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return (
    <section aria-labelledby={`h-${id}`} id={id}>
      <div class="section-head">
        <h2 id={`h-${id}`}>{props.title}</h2>
        {props.aside && <div class="row small">{props.aside}</div>}
      </div>
      {props.children}
    </section>
  );
}

export function Wait(props: { what: string }): JSX.Element {
  return (
    <p class="wait" role="status">
      Loading {props.what} …
    </p>
  );
}

/** In the place of a page. */
export function FailedPage(props: { error: Problem; again?: () => void }): JSX.Element {
  return (
    <>
      <Head title={props.error.status === 404 ? 'Not in this record' : 'Not loaded'} />
      <Failed {...props} />
    </>
  );
}

export function Failed(props: { error: Problem; again?: () => void }): JSX.Element {
  return (
    <div class="note bad" role="alert">
      <p>{props.error.message}</p>
      {props.again && props.error.status !== 404 && (
        <p class="row">
          <button type="button" onClick={props.again}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

/** What stands at the end of a list that goes on. */
export function More(props: { next: (() => void) | null; loading: boolean; error: Problem | null; what: string }): JSX.Element | null {
  if (props.error) return <Failed error={props.error} />;
  if (props.loading) return <Wait what={props.what} />;
  if (!props.next) return null;
  return (
    <p class="row no-print">
      <button type="button" onClick={props.next}>
        Show more {props.what}
      </button>
    </p>
  );
}

const FEW = 24;

/** The first of a list of any length, and more of it at a click, twice as many each time: what nobody reads to its end makes no page slow. */
export function Few<T>(props: { items: readonly T[]; what: string; list: (shown: readonly T[]) => JSX.Element }): JSX.Element {
  const [most, setMost] = useState(FEW);
  return (
    <>
      {props.list(props.items.slice(0, most))}
      {props.items.length > most && (
        <p class="row">
          <button type="button" class="no-print" onClick={() => setMost(2 * most)}>
            Show more {props.what}
          </button>
          <span class="soft small">
            {most.toLocaleString('en')} of {props.items.length.toLocaleString('en')} shown
          </span>
        </p>
      )}
    </>
  );
}

export function EntityLink(props: { id: Id | null | undefined; index: Index }): JSX.Element | null {
  if (!props.id) return null;
  const entity = props.index.entities.get(props.id);
  const path = entity?.kind === 'framework' ? `/framework/${encodeURIComponent(props.id)}` : `/party/${encodeURIComponent(props.id)}`;
  return (
    <a href={path} dir="auto">
      {props.index.name(props.id)}
    </a>
  );
}

export function EntityLinks(props: { ids: readonly Id[]; index: Index }): JSX.Element {
  return (
    <>
      {props.ids.map((id, i) => (
        <span key={id}>
          {i > 0 && (i === props.ids.length - 1 ? ' and ' : ', ')}
          <EntityLink id={id} index={props.index} />
        </span>
      ))}
    </>
  );
}

export function EventLink(props: { id: Id; index: Index; withDate?: boolean }): JSX.Element {
  const event = props.index.events.get(props.id);
  return (
    <>
      <a href={`/meeting/${encodeURIComponent(props.id)}`} dir="auto">
        {props.index.event(props.id)}
      </a>
      {props.withDate && event && <span class="soft">, {range(event.date) || 'without a date'}</span>}
    </>
  );
}

export function ReportLink(props: { id: Id; index: Index }): JSX.Element {
  const report = props.index.reports.get(props.id);
  return (
    <a href={`/report/${encodeURIComponent(props.id)}`} dir="auto" title={report?.title ?? undefined}>
      {props.index.report(props.id)}
    </a>
  );
}

/** A quote that opens the report at its words. */
export function Quote(props: { evidence: Evidence; index: Index }): JSX.Element {
  const report = props.index.reports.get(props.evidence.report);
  return (
    <span>
      <a class="quote" href={quotePath(props.evidence.report, props.evidence.spans)} dir="auto" lang={languageOf(report?.language)}>
        “{props.evidence.quote}”
      </a>
      {report && (
        <span class="soft small" dir="auto">
          {' '}
          {props.index.report(report.id)}
        </span>
      )}
    </span>
  );
}

/** A text with some of its code points marked. */
export function Marked(props: { text: string; marks: readonly Span[] }): JSX.Element {
  const points = Array.from(props.text);
  const out: ComponentChildren[] = [];
  let at = 0;
  for (const [start, end] of props.marks) {
    if (start < at) continue;
    out.push(points.slice(at, start).join(''), <mark>{points.slice(start, end).join('')}</mark>);
    at = end;
  }
  out.push(points.slice(at).join(''));
  return <>{out}</>;
}

export const SIGNS: Record<CellKind, string> = {
  said: 'said',
  weaker: 'weaker',
  contradicted: 'contradicted',
  'not-mentioned': 'not mentioned',
  'too-short': 'too short to tell',
  unsure: 'unsure',
  'not-collected': 'not collected',
};

export function Sign(props: { kind: CellKind | 'none'; named?: boolean }): JSX.Element {
  return <i class={`sign ${props.kind}`} {...(props.named && props.kind !== 'none' ? { role: 'img', 'aria-label': SIGNS[props.kind] } : { 'aria-hidden': true })} />;
}

export function Legend(): JSX.Element {
  return (
    <ul class="legend" aria-label="What the signs mean">
      {(Object.keys(SIGNS) as CellKind[]).map((kind) => (
        <li key={kind}>
          <Sign kind={kind} /> {SIGNS[kind]}
        </li>
      ))}
    </ul>
  );
}

export function VerdictChip(props: { verdict: Verdict | undefined; reviews?: readonly Id[] }): JSX.Element | null {
  if (props.verdict) return <span class={`chip person ${props.verdict === 'rejected' ? 'bad' : 'good'}`}>{props.verdict} by a person</span>;
  if (props.reviews?.length) return <span class="chip person">a person decided</span>;
  return null;
}

export function Status(props: { event: Event }): JSX.Element | null {
  const { status } = props.event;
  if (status === 'held') return null;
  return <span class={`chip ${status === 'planned' ? 'planned' : status === 'cancelled' ? 'bad' : 'quiet'}`}>{status === 'unknown' ? 'not known whether held' : status}</span>;
}

export function CsvButton(props: { name: string; head: string[]; rows: () => Cell[][]; partial?: boolean }): JSX.Element {
  return (
    <button type="button" onClick={() => download(`${props.name}.csv`, csv(props.head, props.rows()))}>
      Table as CSV{props.partial ? ' (as far as shown)' : ''}
    </button>
  );
}

/** A file of the server's. Where reading needs the token too, a plain link would not send it. */
export function FileLink(props: { href: string; name: string; children: ComponentChildren }): JSX.Element {
  const [failed, setFailed] = useState('');
  const click = (event: MouseEvent) => {
    if (!token.get()) return;
    event.preventDefault();
    blob(props.href).then(
      (bytes) => keep(props.name, bytes),
      (error: Error) => setFailed(error.message),
    );
  };
  return (
    <>
      <a href={props.href} download={props.name} onClick={click}>
        {props.children}
      </a>
      {failed && <span role="alert">{failed}</span>}
    </>
  );
}

/** A table in a box that scrolls where it finds no room. */
export function Table(props: { caption: string; head: (string | { text: string; num: true })[]; children: ComponentChildren }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const element = box.current!;
    const look = () => setScrolls(element.scrollWidth > element.clientWidth + 1);
    const watch = new ResizeObserver(look);
    watch.observe(element);
    look();
    return () => watch.disconnect();
  }, []);
  return (
    <div class="table-box" ref={box} {...(scrolls ? { tabIndex: 0, role: 'group', 'aria-label': `${props.caption}, scrolls` } : {})}>
      <table>
        <caption>{props.caption}</caption>
        <thead>
          <tr>
            {props.head.map((one) => (
              <th scope="col" key={typeof one === 'string' ? one : one.text} class={typeof one === 'string' ? undefined : 'num'}>
                {typeof one === 'string' ? one : one.text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  );
}

export function Dialog(props: { title: string; class?: string; close: () => void; children: ComponentChildren }): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current!;
    const before = document.activeElement as HTMLElement | null;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>('h2')?.focus();
    return () => {
      if (dialog.open) dialog.close();
      before?.focus?.();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={props.class ?? 'box'}
      aria-label={props.title}
      onCancel={(event) => {
        event.preventDefault();
        props.close();
      }}
      onClick={(event) => {
        if (event.target === box.current) props.close();
      }}
    >
      {props.children}
    </dialog>
  );
}

export function DialogHead(props: { title: string; close: () => void }): JSX.Element {
  return (
    <header>
      <h2 tabIndex={-1}>{props.title}</h2>
      <button type="button" onClick={props.close}>
        Close
      </button>
    </header>
  );
}

function copy(text: string, done: (worked: boolean) => void): void {
  const old = () => {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const worked = document.execCommand('copy'); // where the page is served over plain HTTP to another machine
    area.remove();
    done(worked);
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => done(true), old);
  else old();
}

export function CopyButton(props: { text: string; label: string }): JSX.Element {
  const [state, setState] = useState('');
  useEffect(() => {
    if (!state) return;
    const timer = setTimeout(() => setState(''), 4000);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <>
      <button type="button" onClick={() => copy(props.text, (worked) => setState(worked ? 'Copied' : 'Could not copy'))}>
        {props.label}
      </button>
      <span role="status">{state}</span>
    </>
  );
}

/** How this view is cited, and its permalink. */
export function Cite(props: { id?: Id }): JSX.Element {
  const [open, setOpen] = useState(false);
  const { value, error } = useGet<Citation>(open ? (props.id ? `/api/cite/${encodeURIComponent(props.id)}` : '/api/cite') : null);
  const link = location.href;
  return (
    <details class="cite" onToggle={(event) => setOpen((event.target as HTMLDetailsElement).open)}>
      <summary>Cite this view</summary>
      {error && <Failed error={error} />}
      {open && !value && !error && <Wait what="citation" />}
      {value && (
        <div class="stack">
          <p dir="auto">
            {value.text} <span class="nowrap">{link}</span>
          </p>
          {value.sources.length > 0 && (
            <ul class="stack">
              {value.sources.map((source) => (
                <li key={source.report} dir="auto">
                  {source.text}
                </li>
              ))}
            </ul>
          )}
          <div class="row">
            <CopyButton label="Copy citation" text={[`${value.text} ${link}`, ...value.sources.map((source) => source.text)].join('\n')} />
            <CopyButton label="Copy link" text={link} />
          </div>
        </div>
      )}
    </details>
  );
}

interface Reason {
  of: string;
  gives: string | null;
  rule: string;
  list: string | null;
  entry: string | null;
  measures?: { name: string; value: number; adds: number | null }[];
  likely?: number | null;
  evidence?: Evidence[];
}

/** Why the record concludes what it does of a thing. */
export function Why(props: { id: Id; index: Index; label?: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" class="quiet" onClick={() => setOpen(true)}>
        {props.label ?? 'Why?'}
      </button>
      {open && <WhyDialog id={props.id} index={props.index} close={() => setOpen(false)} />}
    </>
  );
}

function WhyDialog(props: { id: Id; index: Index; close: () => void }): JSX.Element {
  const { value, error, again } = useGet<Page<{ id: Id; of: string; reasons: Reason[] }>>(`/api/explain/${encodeURIComponent(props.id)}`);
  return (
    <Dialog title="Why the record says so" close={props.close}>
      <DialogHead title="Why the record says so" close={props.close} />
      {error && <Failed error={error} again={again} />}
      {!value && !error && <Wait what="reasons: the record is concluded once more" />}
      {value?.items.map((item) => (
        <dl class="facts" key={item.of}>
          {item.reasons.map((reason, i) => (
            <ReasonLine key={i} reason={reason} index={props.index} />
          ))}
        </dl>
      ))}
    </Dialog>
  );
}

function ReasonLine(props: { reason: Reason; index: Index }): JSX.Element {
  const { reason } = props;
  const gives = reason.gives && (props.index.entities.has(reason.gives) ? props.index.name(reason.gives) : props.index.reports.has(reason.gives) ? props.index.report(reason.gives) : reason.gives);
  return (
    <>
      <dt>{spaced(reason.of)}</dt>
      <dd dir="auto">
        {gives && <b>{gives}: </b>}
        {reason.rule}
        {reason.entry && (
          <>
            {' '}
            (<code>{reason.list}</code>: {reason.entry})
          </>
        )}
        {reason.evidence?.slice(0, 3).map((one, i) => (
          <div class="small" key={i}>
            <Quote evidence={one} index={props.index} />
          </div>
        ))}
      </dd>
    </>
  );
}

/** Disputed fields: each value with who says it. */
export function Disputes(props: { items: readonly Discrepancy[]; index: Index; aside?: (one: Discrepancy) => ComponentChildren }): JSX.Element {
  return (
    <ul class="disputes">
      {props.items.map((one) => (
        <li key={one.id} id={one.id}>
          <div class="row spread">
            <h3>
              {fieldName(one)}
              {one.report && (
                <span class="soft small">
                  {' '}
                  – <ReportLink id={one.report} index={props.index} /> contradicts itself
                </span>
              )}
            </h3>
            <div class="row">
              <VerdictChip verdict={one.verdict} reviews={one.reviews} />
              {props.aside?.(one)}
            </div>
          </div>
          <ul class="values">
            {one.values.map((value, i) => (
              <li key={i} class={value.value !== null && value.value === one.best ? 'best' : undefined}>
                <div>
                  <span class="value" dir="auto">
                    {valueName(one, value.value, props.index)}
                  </span>
                  {value.value !== null && value.value === one.best && one.because && <div class="small soft">most speaks for it: {one.because}</div>}
                </div>
                <div class="small">
                  {value.evidence.map((evidence, j) => (
                    <div key={j}>
                      <Quote evidence={evidence} index={props.index} />
                    </div>
                  ))}
                  {value.evidence.length === 0 && value.reports.map((id) => <ReportLink key={id} id={id} index={props.index} />)}
                </div>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function valueName(one: Discrepancy, value: string | null, index: Index): string {
  if (value === null) return 'not stated';
  if (index.entities.has(value)) return index.name(value);
  return one.field === 'date' || one.field === 'dateline-date' ? range({ from: value, to: null }) || value : value;
}

export function ReportMeta(props: { report: Report; index: Index }): JSX.Element {
  const { report } = props;
  const date = published(report.published);
  return (
    <>
      <span dir="auto">{reportName(report)}</span>
      {date && (
        <>
          {' · '}
          {date}
          {report.published_guessed && <span class="soft"> (taken from the text)</span>}
        </>
      )}
      {report.side && (
        <>
          {' · account of '}
          <EntityLink id={report.side} index={props.index} />
        </>
      )}
    </>
  );
}

export function counts(reports: number, origins: number): string {
  return `${plural(reports, 'report')}, ${plural(origins, 'origin')}`;
}

export { pathOf };
