/** What the page asks the server (docs/formats/api.yaml). Answers are kept while nothing is written, so that going back shows at once what was there. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Job, Page, Review, Thing } from './types';

export class Problem extends Error {
  readonly status: number;
  readonly kind: string;

  constructor(status: number, kind: string, message: string) {
    super(message);
    this.status = status;
    this.kind = kind;
  }
}

const TOKEN = 'readout-token';

/** The token that the server showed at its start; kept for this tab alone. */
export const token = {
  get: (): string | null => sessionStorage.getItem(TOKEN),
  set: (value: string): void => sessionStorage.setItem(TOKEN, value.trim()),
  clear: (): void => sessionStorage.removeItem(TOKEN),
};

/** "#token=…" behind an address that the server printed: taken, and out of the address again. */
export function takeToken(): void {
  const found = /^#token=([^&]+)$/.exec(location.hash);
  if (!found) return;
  token.set(decodeURIComponent(found[1]!));
  history.replaceState(null, '', location.pathname + location.search);
}

type Wanted = () => Promise<boolean>;
let askToken: Wanted = () => Promise.resolve(false);
/** Who asks the person for the token: the dialog of ui/token.tsx. */
export function onTokenWanted(ask: Wanted): void {
  askToken = ask;
}

async function problem(answer: Response): Promise<Problem> {
  const said = (await answer.json().catch(() => null)) as { type?: string; title?: string; detail?: string } | null;
  return new Problem(answer.status, said?.type ?? 'about:blank', said?.detail ?? said?.title ?? `the server answered ${answer.status}`);
}

async function ask(path: string, options: RequestInit, writes: boolean): Promise<Response> {
  for (let tries = 0; ; tries++) {
    if (writes && !token.get() && !(await askToken())) throw new Problem(401, '#token', 'no token was given: nothing was changed');
    const headers = new Headers(options.headers);
    const value = token.get();
    if (value) headers.set('Authorization', `Bearer ${value}`);
    let answer: Response;
    try {
      answer = await fetch(path, { ...options, headers, credentials: 'omit' });
    } catch (error) {
      if ((error as Error).name === 'AbortError') throw error;
      throw new Problem(0, 'offline', 'the server does not answer: is readout serve still running?');
    }
    if (answer.ok) return answer;
    const what = await problem(answer);
    if (what.status !== 401 || tries > 2) throw what;
    token.clear();
    if (!(await askToken())) throw what;
  }
}

const kept = new Map<string, unknown>();
const MAX_KEPT = 60;

export function forget(): void {
  kept.clear();
}

let underWay = 0;

/** Until nothing is being loaded, nor was about to be. */
async function quiet(): Promise<void> {
  do await new Promise((done) => setTimeout(done, 50));
  while (underWay > 0);
}

async function load<T>(path: string, signal?: AbortSignal): Promise<T> {
  let value: T;
  underWay++;
  try {
    value = (await (await ask(path, { signal: signal ?? null }, false)).json()) as T;
  } finally {
    underWay--;
  }
  kept.delete(path);
  kept.set(path, value);
  if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!);
  return value;
}

export async function text(path: string, signal?: AbortSignal): Promise<string> {
  return (await ask(path, { signal: signal ?? null }, false)).text();
}

export async function blob(path: string): Promise<Blob> {
  return (await ask(path, {}, false)).blob();
}

export const get = load;

export interface Loaded<T> {
  value: T | null;
  error: Problem | null;
  again: () => void;
}

/** The answer at `path`; null asks nothing. What was kept is shown until the answer is there. With `late` all else is loaded before. */
export function useGet<T>(path: string | null, late = false): Loaded<T> {
  const [state, setState] = useState<{ path: string | null; value: T | null; error: Problem | null }>({ path, value: null, error: null });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (!path) return;
    const stop = new AbortController();
    (late ? quiet() : Promise.resolve())
      .then(() => load<T>(path, stop.signal))
      .then((value) => setState({ path, value, error: null }))
      .catch((error: Error) => {
        if (error.name !== 'AbortError') setState({ path, value: null, error: error as Problem });
      });
    return () => stop.abort();
  }, [path, times]);
  const again = useCallback(() => setTimes((n) => n + 1), []);
  const current = state.path === path;
  return {
    value: current && state.value ? state.value : path ? ((kept.get(path) as T | undefined) ?? null) : null,
    error: current ? state.error : null,
    again,
  };
}

export interface LoadedPages<T> {
  pages: Page<T>[];
  items: T[];
  error: Problem | null;
  loading: boolean;
  next: (() => void) | null;
  again: () => void;
}

const keptPages = new Map<string, Page<unknown>[]>();

/** A list, page by page; `all` goes on until the last. */
export function usePages<T>(path: string | null, all = false): LoadedPages<T> {
  const [state, setState] = useState<{ path: string | null; pages: Page<T>[]; error: Problem | null; loading: boolean }>({
    path: null,
    pages: [],
    error: null,
    loading: path !== null,
  });
  const [times, setTimes] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const fetchPage = useCallback(
    (before: Page<T>[]) => {
      if (!path) return;
      stop.current?.abort();
      const control = (stop.current = new AbortController());
      const after = before.length ? before[before.length - 1]!.page.next : null;
      const url = after ? `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(after)}` : path;
      setState({ path, pages: before, error: null, loading: true });
      load<Page<T>>(url, control.signal)
        .then((page) => {
          const pages = [...before, page];
          keptPages.set(path, pages as Page<unknown>[]);
          if (keptPages.size > 12) keptPages.delete(keptPages.keys().next().value!);
          if (all && page.page.next) fetchPage(pages);
          else setState({ path, pages, error: null, loading: false });
        })
        .catch((error: Error) => {
          if (error.name !== 'AbortError') setState({ path, pages: before, error: error as Problem, loading: false });
        });
    },
    [path, all],
  );
  useEffect(() => {
    const before = times === 0 && path ? (keptPages.get(path) as Page<T>[] | undefined) : undefined;
    if (before) setState({ path, pages: before, error: null, loading: false });
    else fetchPage([]);
    return () => stop.current?.abort();
  }, [fetchPage, times]);
  const mine = state.path === path;
  const pages = mine ? state.pages : [];
  const more = mine && !state.loading && pages.length > 0 && pages[pages.length - 1]!.page.next !== null;
  return {
    pages,
    items: pages.flatMap((page) => page.items),
    error: mine ? state.error : null,
    loading: mine ? state.loading : path !== null,
    next: more ? () => fetchPage(pages) : null,
    again: () => setTimes((n) => n + 1),
  };
}

async function send<T>(method: string, path: string, body: BodyInit | null, type?: string): Promise<{ status: number; value: T }> {
  const answer = await ask(path, { method, body, headers: type ? { 'Content-Type': type } : {} }, true);
  forget();
  keptPages.clear();
  return { status: answer.status, value: (await answer.json()) as T };
}

export interface Decision {
  action: string;
  args: string[];
  why?: string | null;
}

const WHO = 'readout-who';
export const who = {
  get: (): string => localStorage.getItem(WHO) ?? '',
  set: (name: string): void => localStorage.setItem(WHO, name.trim()),
};

/** Makes a decision and gives its identity once its effect is there. */
export async function decide(decision: Decision): Promise<Id> {
  const body = JSON.stringify({ ...decision, why: decision.why || null, who: who.get() || 'someone at the page' });
  const answer = await send<Thing<Review> | Job>('POST', '/api/reviews', body, 'application/json');
  if (answer.status !== 202) return (answer.value as Thing<Review>).item.id;
  const job = await finished(answer.value as Job, () => undefined);
  forget();
  keptPages.clear();
  if (job.state !== 'done' || !job.review) throw new Problem(422, '#decision', job.problem ?? 'the decision was not kept');
  return job.review;
}
type Id = string;

export async function upload(file: File): Promise<{ id: string }> {
  const name = encodeURIComponent(file.name.slice(-180));
  return (await send<{ id: string }>('POST', `/api/uploads?name=${name}`, file, 'application/octet-stream')).value;
}

export async function begin(what: { uploads: string[] } | { urls: string[] }): Promise<Job> {
  return (await send<Job>('POST', '/api/jobs', JSON.stringify(what), 'application/json')).value;
}

export async function stopJob(id: string): Promise<Job> {
  return (await send<Job>('DELETE', `/api/jobs/${encodeURIComponent(id)}`, null)).value;
}

export function ended(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'stopped';
}

/** Follows a job to its end, telling each change. */
export async function finished(job: Job, tell: (job: Job) => void, signal?: AbortSignal): Promise<Job> {
  let now = job;
  tell(now);
  while (!ended(now)) {
    const path = `/api/jobs/${encodeURIComponent(now.id)}?wait=true&seen=${now.change}`;
    now = (await (await ask(path, { signal: signal ?? null }, false)).json()) as Job;
    tell(now);
  }
  forget();
  keptPages.clear();
  return now;
}

export function query(path: string, values: Record<string, string | readonly string[] | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (!value) continue;
    for (const one of typeof value === 'string' ? [value] : value) search.append(name, one);
  }
  const words = search.toString();
  return words ? `${path}?${words}` : path;
}
