/** Shortcuts: each is listed under "?", each is a button too, and all can be switched off (WCAG 2.1.4). */
import { useEffect, useRef } from 'preact/hooks';

export interface Shortcut {
  key: string; // as KeyboardEvent.key has it
  does: string;
  run: () => void;
}

const OFF = 'readout-keys-off';
const sets = new Set<{ current: readonly Shortcut[] }>();

export const keys = {
  off: (): boolean => localStorage.getItem(OFF) === '1',
  set: (off: boolean): void => (off ? localStorage.setItem(OFF, '1') : localStorage.removeItem(OFF)),
  all: (): Shortcut[] => {
    const seen = new Map<string, Shortcut>();
    for (const set of sets) for (const shortcut of set.current) seen.set(shortcut.key, shortcut);
    return [...seen.values()];
  },
};

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.matches) return false;
  return element.matches('textarea, select, [contenteditable]') || (element.matches('input') && !element.matches('[type="checkbox"], [type="radio"], [type="button"]'));
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || keys.off()) return;
  const inDialog = (event.target as Element | null)?.closest?.('dialog') ?? document.querySelector('dialog[open]');
  // The latest set counts first: what lies on top of the page.
  for (const set of [...sets].reverse()) {
    const shortcut = set.current.find((one) => one.key === event.key);
    if (!shortcut) continue;
    if (inDialog && !(set as { dialog?: boolean }).dialog) continue;
    event.preventDefault();
    shortcut.run();
    return;
  }
}

let listening = false;

export function useShortcuts(shortcuts: readonly Shortcut[], inDialog = false): void {
  const set = useRef<{ current: readonly Shortcut[]; dialog: boolean }>({ current: shortcuts, dialog: inDialog });
  set.current!.current = shortcuts;
  useEffect(() => {
    if (!listening) {
      listening = true;
      document.addEventListener('keydown', press);
    }
    const mine = set.current!;
    sets.add(mine);
    return () => void sets.delete(mine);
  }, []);
}
