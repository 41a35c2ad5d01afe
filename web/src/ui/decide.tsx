/** What a person decides: the buttons, the form, the notice with which it is undone. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { decide, type Decision, onTokenWanted, Problem, token, who } from '../api';
import type { Id, Verdict } from '../types';
import { useShortcuts } from './keys';
import { Dialog, DialogHead } from './parts';

/** "merge n-1 n-2" in words, for the notice. */
const DONE: Record<string, string> = {
  merge: 'Merged',
  'not-same': 'Kept apart, from now on',
  split: 'Split',
  rename: 'Renamed',
  correct: 'Corrected',
  accept: 'Accepted',
  reject: 'Rejected',
  status: 'Status set',
  undo: 'Undone',
};

type Tell = (notice: Notice) => void;
interface Notice {
  text: string;
  undo: Id | null;
}
const tellers = new Set<Tell>();
const tell = (notice: Notice) => tellers.forEach((one) => one(notice));
const made: Id[] = []; // in this tab, the last at the end
const changes = new Set<() => void>();

/** Calls `run` after each decision. */
export function useDecided(run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const call = () => latest.current!();
    changes.add(call);
    return () => void changes.delete(call);
  }, []);
}

let busy = false;

/** Makes it, says so, and lets it be undone; true where it was kept. */
export async function make(decision: Decision): Promise<boolean> {
  if (busy) return false;
  busy = true;
  tell({ text: 'Working it out anew …', undo: null });
  try {
    const id = await decide(decision);
    if (decision.action !== 'undo') made.push(id);
    tell({ text: DONE[decision.action] ?? decision.action, undo: decision.action === 'undo' ? null : id });
    changes.forEach((call) => call());
    return true;
  } catch (error) {
    tell({ text: `Not done: ${(error as Error).message}`, undo: null });
    return false;
  } finally {
    busy = false;
  }
}

export async function undo(id: Id): Promise<boolean> {
  const done = await make({ action: 'undo', args: [id] });
  const at = made.indexOf(id);
  if (done && at >= 0) made.splice(at, 1);
  return done;
}

export function Notices(): JSX.Element {
  const [notice, setNotice] = useState<Notice | null>(null);
  useEffect(() => {
    tellers.add(setNotice);
    return () => void tellers.delete(setNotice);
  }, []);
  const last = () => {
    const id = made[made.length - 1];
    if (id) void undo(id);
    else setNotice({ text: 'Nothing was decided in this window: older decisions are undone under Review', undo: null });
  };
  useShortcuts([{ key: 'u', does: 'Undo the last decision made in this window', run: last }]);
  return (
    <div role="status" aria-live="polite">
      {notice && (
        <div class="toast">
          <span>{notice.text}</span>
          {notice.undo && (
            <button type="button" onClick={() => void undo(notice.undo!)}>
              Undo <kbd>u</kbd>
            </button>
          )}
          <button type="button" aria-label="Close this notice" onClick={() => setNotice(null)}>
            ✕
          </button>
        </div>
      )}
    </div>
  );
}

/** The dialog that asks for the token and for who decides. */
export function TokenDialog(): JSX.Element | null {
  const [answer, setAnswer] = useState<{ give: (yes: boolean) => void } | null>(null);
  const [value, setValue] = useState('');
  const [name, setName] = useState(who.get());
  useEffect(() => onTokenWanted(() => new Promise((give) => setAnswer({ give }))), []);
  if (!answer) return null;
  const end = (yes: boolean) => {
    answer.give(yes);
    setAnswer(null);
    setValue('');
  };
  return (
    <Dialog title="Who decides?" close={() => end(false)}>
      <DialogHead title="The token, please" close={() => end(false)} />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!value.trim()) return;
          token.set(value);
          who.set(name);
          end(true);
        }}
      >
        <p class="small">
          Changing the record needs the token that <code>readout serve</code> showed when it started. It is kept until this tab is closed.
        </p>
        <label class="stack">
          Token
          <input value={value} autocomplete="off" spellcheck={false} required onInput={(event) => setValue((event.target as HTMLInputElement).value)} />
        </label>
        <label class="stack">
          Your name, kept with each decision
          <input value={name} autocomplete="name" maxLength={200} onInput={(event) => setName((event.target as HTMLInputElement).value)} />
        </label>
        <button type="submit" class="primary">
          Go on
        </button>
      </form>
    </Dialog>
  );
}

const CORRECTIONS: Record<string, Record<string, string[] | null>> = {
  event: {
    date: null,
    kind: ['meeting', 'call', 'visit', 'summit', 'conference', 'signing', 'announcement', 'occurrence'],
    status: ['held', 'planned', 'cancelled', 'unknown'],
    place: null,
    requested_by: null,
  },
  statement: {
    act: ['commitment', 'call', 'position', 'assessment', 'inform', 'discussion', 'announcement', 'expression'],
    stance: ['support', 'oppose'],
    strength: null,
    negated: ['true', 'false'],
    speakers: null,
    addressees: null,
    deadline: null,
  },
  entity: { kind: ['person', 'country', 'organization', 'framework', 'initiative', 'instrument', 'place', 'issue'], iso: null, wikidata: null },
};

/** Accept, reject, and what else may be decided of a thing. */
export function Decide(props: { id: Id; kind: 'event' | 'statement' | 'entity' | 'derivation' | 'discrepancy'; verdict?: Verdict; done?: () => void; reports?: readonly { id: Id; name: string }[] }): JSX.Element {
  const [open, setOpen] = useState(false);
  const act = async (action: string) => {
    if (await make({ action, args: [props.id] })) props.done?.();
  };
  return (
    <span class="row no-print quiet">
      {props.kind !== 'entity' && (
        <>
          <button type="button" aria-pressed={props.verdict === 'accepted'} onClick={() => void act('accept')}>
            Accept
          </button>
          <button type="button" aria-pressed={props.verdict === 'rejected'} onClick={() => void act('reject')}>
            Reject
          </button>
        </>
      )}
      {CORRECTIONS[props.kind] && (
        <button type="button" onClick={() => setOpen(true)}>
          Correct …
        </button>
      )}
      {open && <CorrectDialog {...props} close={() => setOpen(false)} />}
    </span>
  );
}

function CorrectDialog(props: { id: Id; kind: string; done?: () => void; close: () => void; reports?: readonly { id: Id; name: string }[] }): JSX.Element {
  const fields = CORRECTIONS[props.kind] ?? {};
  const renames = props.kind === 'event' || props.kind === 'entity';
  const choices = [...(renames ? ['name'] : []), ...Object.keys(fields), ...(props.reports?.length ? ['split'] : [])];
  const [field, setField] = useState(choices[0]!);
  const [value, setValue] = useState('');
  const [why, setWhy] = useState('');
  const [picked, setPicked] = useState<Id[]>([]);
  const allowed = fields[field] ?? null;
  const send = async () => {
    const decision =
      field === 'name'
        ? { action: 'rename', args: [props.id, value] }
        : field === 'split'
          ? { action: 'split', args: [props.id, ...picked] }
          : { action: 'correct', args: [props.id, field, value || allowed?.[0] || ''] };
    props.close();
    if (await make({ ...decision, why })) props.done?.();
  };
  return (
    <Dialog title="Correct" close={props.close}>
      <DialogHead title="Correct" close={props.close} />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label class="stack">
          What
          <select
            value={field}
            onChange={(event) => {
              setField((event.target as HTMLSelectElement).value);
              setValue('');
            }}
          >
            {choices.map((one) => (
              <option key={one} value={one}>
                {one === 'split' ? 'split: some reports are of another meeting' : one.replace('_', ' ')}
              </option>
            ))}
          </select>
        </label>
        {field === 'split' ? (
          <fieldset class="stack">
            <legend class="small">These reports are of another</legend>
            {props.reports!.map((report) => (
              <label class="row" key={report.id}>
                <input type="checkbox" checked={picked.includes(report.id)} onChange={() => setPicked(picked.includes(report.id) ? picked.filter((id) => id !== report.id) : [...picked, report.id])} />
                {report.name}
              </label>
            ))}
          </fieldset>
        ) : (
          <label class="stack">
            Right is
            {allowed ? (
              <select value={value || allowed[0]} onChange={(event) => setValue((event.target as HTMLSelectElement).value)}>
                {allowed.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            ) : (
              <input value={value} required onInput={(event) => setValue((event.target as HTMLInputElement).value)} />
            )}
          </label>
        )}
        <label class="stack">
          Why (may be left out)
          <input value={why} maxLength={2000} onInput={(event) => setWhy((event.target as HTMLInputElement).value)} />
        </label>
        <button type="submit" class="primary">
          Decide
        </button>
      </form>
    </Dialog>
  );
}

export { Problem };
