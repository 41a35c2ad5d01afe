/** Reports go in: files dropped or chosen, addresses of pages and feeds; how far the work is. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { begin, ended, finished, get, stopJob, upload, useGet } from '../api';
import { plural } from '../lib/text';
import type { About, Job } from '../types';
import { Cite, Head } from '../ui/parts';

const MAX_UPLOADS = 1000;

/** Files of what was dropped; of folders all that lies in them. */
async function filesOf(transfer: DataTransfer): Promise<File[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null || entry.isFile)) return Array.from(transfer.files);
  const files: File[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.isFile) files.push(await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)));
    else {
      const reader = (entry as FileSystemDirectoryEntry).createReader();
      for (;;) {
        const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
        if (!some.length) break;
        for (const one of some) await walk(one);
      }
    }
  };
  for (const entry of entries) if (entry) await walk(entry);
  return files;
}

interface Sending {
  done: number;
  of: number;
  failures: { id: string; message: string }[];
}

export function Add(): JSX.Element {
  const about = useGet<About>('/api/record');
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<Sending | null>(null);
  const [jobs, setJobs] = useState<Job[]>([]);
  const [problem, setProblem] = useState('');
  const stop = useRef(new AbortController());
  const put = (job: Job) => setJobs((before) => (before.some((one) => one.id === job.id) ? before.map((one) => (one.id === job.id ? job : one)) : [job, ...before]));
  const follow = (job: Job) => finished(job, put, stop.current!.signal).catch((error: Error) => error.name !== 'AbortError' && setProblem(error.message));
  useEffect(() => {
    get<{ items: Job[] }>('/api/jobs')
      .then(({ items }) => {
        const adds = items.filter((job) => job.kind !== 'decide');
        setJobs(adds);
        adds.filter((job) => !ended(job)).forEach((job) => void follow(job));
      })
      .catch(() => undefined); // an older server: the list begins empty
    return () => stop.current!.abort();
  }, []);

  const send = async (files: readonly File[]) => {
    setProblem('');
    const most = about.value?.limits.upload_bytes ?? Infinity;
    const state: Sending = { done: 0, of: files.length, failures: [] };
    const ids: string[] = [];
    setSending({ ...state });
    try {
      for (const file of files.slice(0, MAX_UPLOADS * 100)) {
        if (file.size > most) state.failures.push({ id: file.name, message: `larger than ${Math.floor(most / 1048576)} MiB: add it with readout add` });
        else if (file.size === 0) state.failures.push({ id: file.name, message: 'empty' });
        else ids.push((await upload(file)).id);
        state.done++;
        setSending({ ...state, failures: [...state.failures] });
        if (ids.length === MAX_UPLOADS) void follow(await begin({ uploads: ids.splice(0) }));
      }
      if (ids.length) void follow(await begin({ uploads: ids }));
    } catch (error) {
      setProblem((error as Error).message);
    }
    setSending(state.failures.length ? { ...state } : null);
  };
  const fetchUrls = async (text: string) => {
    setProblem('');
    const urls = text.split(/\s+/).filter(Boolean);
    const wrong = urls.find((url) => !/^https?:\/\//.test(url));
    if (!urls.length || wrong) {
      setProblem(wrong ? `"${wrong}" is no address: it begins with http:// or https://` : 'no address was given');
      return;
    }
    try {
      for (let i = 0; i < urls.length; i += 100) void follow(await begin({ urls: urls.slice(i, i + 100) }));
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <>
      <Head title="Add reports" under="Text, HTML, Markdown, JSON Lines, CSV, feeds (RSS, Atom), web archives (WARC, WACZ), each compressed or not. What is in the record already changes nothing." />
      <div class="columns">
        <section aria-label="Files" class="stack">
          <div
            class={`drop ${over ? 'over' : ''}`}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault();
              setOver(false);
              if (event.dataTransfer) void filesOf(event.dataTransfer).then(send, (error: Error) => setProblem(error.message));
            }}
          >
            <p class="quote">Drop files or folders here</p>
            <p class="soft small">or choose them:</p>
            <label>
              <span class="visually-hidden">Files to add</span>
              <input
                type="file"
                multiple
                onChange={(event) => {
                  const input = event.target as HTMLInputElement;
                  void send(Array.from(input.files ?? []));
                  input.value = '';
                }}
              />
            </label>
          </div>
          {sending && (
            <div>
              <p>
                Sending {sending.done.toLocaleString('en')} of {plural(sending.of, 'file')}
              </p>
              <progress aria-label="Files sent" max={sending.of} value={sending.done} />
              <Failures failures={sending.failures} />
            </div>
          )}
        </section>
        <section aria-label="Addresses" class="stack">
          {about.value?.may.fetch === false ? (
            <p class="note">This program was built without fetching: addresses cannot be added.</p>
          ) : (
            <form
              class="stack"
              onSubmit={(event) => {
                event.preventDefault();
                void fetchUrls(new FormData(event.target as HTMLFormElement).get('urls') as string);
              }}
            >
              <label class="stack">
                Addresses of pages or feeds, one a line
                <textarea name="urls" rows={5} spellcheck={false} placeholder="https://ministry.example/news.rss" />
              </label>
              <button type="submit" class="primary">
                Fetch and add
              </button>
            </form>
          )}
        </section>
      </div>
      {problem && (
        <p class="note bad" role="alert">
          {problem}
        </p>
      )}
      {jobs.length > 0 && (
        <section aria-label="What is being added">
          <ol class="jobs">
            {jobs.map((job) => (
              <JobLine key={job.id} job={job} stop={() => stopJob(job.id).then(put, (error: Error) => setProblem(error.message))} />
            ))}
          </ol>
        </section>
      )}
      <div role="status" class="visually-hidden">
        {jobs[0] && summary(jobs[0])}
      </div>
      <Cite />
    </>
  );
}

function summary(job: Job): string {
  if (job.state === 'waiting') return 'Waiting for its turn';
  if (job.state === 'running') return `${job.stage ? job.stage.charAt(0).toUpperCase() + job.stage.slice(1) : 'Working'}: ${plural(job.done, 'item')}`;
  if (job.state === 'stopped') return 'Stopped; what was fetched is kept';
  if (job.state === 'failed') return `Failed: ${job.problem ?? 'no reason is known'}`;
  const tally = job.tally;
  if (!tally) return 'Done';
  const parts = [`${plural(tally.read, 'report')} added`];
  if (tally.duplicates) parts.push(`${tally.duplicates} known already`);
  if (tally.skipped) parts.push(`${tally.skipped} in a language that is not read`);
  if (tally.unchanged) parts.push(`${tally.unchanged} unchanged`);
  if (tally.held_back) parts.push(`${tally.held_back} held back`);
  if (tally.failed) parts.push(`${tally.failed} failed`);
  return `Done: ${parts.join(', ')}`;
}

function JobLine(props: { job: Job; stop: () => void }): JSX.Element {
  const { job } = props;
  const bar = job.total_bytes > 0 ? { max: job.total_bytes, value: job.done_bytes } : {};
  return (
    <li>
      <div class="row spread">
        <p>{summary(job)}</p>
        {(job.state === 'waiting' || (job.state === 'running' && job.kind === 'fetch')) && (
          <button type="button" onClick={props.stop}>
            Stop
          </button>
        )}
        {job.state === 'done' && <a href="/">To the meetings</a>}
      </div>
      {(job.state === 'running' || job.state === 'waiting') && <progress aria-label="Progress" {...bar} />}
      <Failures failures={job.failures} />
      {job.passed.length > 0 && (
        <p class="small soft">
          Left alone: {job.passed.map((one) => `${one.count} ${one.reason}`).join(', ')}
        </p>
      )}
    </li>
  );
}

function Failures(props: { failures: readonly { id: string; message: string }[] }): JSX.Element | null {
  if (!props.failures.length) return null;
  return (
    <ul class="note bad small">
      {props.failures.map((one, i) => (
        <li key={i} dir="auto">
          {one.id}: {one.message}
        </li>
      ))}
    </ul>
  );
}
