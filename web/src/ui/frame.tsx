/** What stands around every page: where one can go, light and dark, the shortcuts. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useGet } from '../api';
import { go } from '../lib/router';
import type { About } from '../types';
import { keys, useShortcuts } from './keys';
import { Dialog, DialogHead, FileLink } from './parts';

const PLACES: { path: string; name: string; also: string[]; key: string }[] = [
  { path: '/', name: 'Meetings', also: ['/meeting', '/statement', '/report', '/pair', '/party', '/framework'], key: '1' },
  { path: '/formulations', name: 'Formulations', also: ['/formulation'], key: '2' },
  { path: '/commitments', name: 'Commitments', also: [], key: '3' },
  { path: '/timeline', name: 'Timeline', also: [], key: '4' },
  { path: '/network', name: 'Network', also: [], key: '5' },
  { path: '/search', name: 'Search', also: [], key: '/' },
  { path: '/review', name: 'Review', also: [], key: '7' },
  { path: '/add', name: 'Add', also: [], key: '8' },
];

const THEME = 'readout-theme';
type Theme = 'auto' | 'light' | 'dark';

export function applyTheme(): Theme {
  const kept = localStorage.getItem(THEME);
  const theme: Theme = kept === 'light' || kept === 'dark' ? kept : 'auto';
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  return theme;
}

function ThemeButton(): JSX.Element {
  const [theme, setTheme] = useState<Theme>(applyTheme);
  const next: Theme = theme === 'auto' ? 'dark' : theme === 'dark' ? 'light' : 'auto';
  const turn = () => {
    localStorage.setItem(THEME, next);
    setTheme(applyTheme());
  };
  useShortcuts([{ key: 'd', does: 'Light, dark, or as the system has it', run: turn }]);
  const name = { auto: 'as the system has it', light: 'light', dark: 'dark' }[theme];
  return (
    <button type="button" class="icon-button plain" onClick={turn} aria-label={`Colours: ${name}`} title={`Colours: ${name}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round">
        {theme === 'light' ? (
          <>
            <circle cx="10" cy="10" r="3.5" />
            <path d="M10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M4 16l1.4-1.4M14.6 5.4 16 4" />
          </>
        ) : theme === 'dark' ? (
          <path d="M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.500 8.500z" />
        ) : (
          <>
            <circle cx="10" cy="10" r="7" />
            <path d="M10 3v14a7 7 0 0 0 0-14z" fill="currentColor" />
          </>
        )}
      </svg>
    </button>
  );
}

function Help(props: { close: () => void }): JSX.Element {
  const [off, setOff] = useState(keys.off());
  return (
    <Dialog title="Shortcuts" close={props.close}>
      <DialogHead title="Shortcuts" close={props.close} />
      <div class="stack">
        <label class="row">
          <input
            type="checkbox"
            checked={!off}
            onChange={() => {
              keys.set(!off);
              setOff(!off);
            }}
          />
          Shortcuts are on
        </label>
        <dl class="shortcuts">
          {keys.all().map((one) => (
            <>
              <dt key={`${one.key} key`}>
                <kbd>{one.key}</kbd>
              </dt>
              <dd key={`${one.key} does`}>{one.does}</dd>
            </>
          ))}
        </dl>
        <p class="small soft">
          In a matrix: arrows, <kbd>Home</kbd>, <kbd>End</kbd>, <kbd>Page Up</kbd>, <kbd>Page Down</kbd> move, <kbd>Enter</kbd> opens the passages. <kbd>Esc</kbd> closes what is open. Each shortcut is a button or link too.
        </p>
      </div>
    </Dialog>
  );
}

export function Frame(props: { path: string; wide: boolean; children: ComponentChildren }): JSX.Element {
  const [menu, setMenu] = useState(false);
  const [help, setHelp] = useState(false);
  const about = useGet<About>('/api/record', true); // counting takes its time where the record is large
  useEffect(() => setMenu(false), [props.path]);
  useShortcuts([
    { key: '?', does: 'This list', run: () => setHelp(true) },
    ...PLACES.map((place) => ({ key: place.key, does: place.name, run: () => go(place.path) })),
  ]);
  const places = PLACES.filter((place) => place.path !== '/add' || about.value?.may.write !== false);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), document.getElementById('main')?.focus())}>
        To the content
      </a>
      <header class="top">
        <div class="top-in">
          <a class="brand" href="/">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="6" fill="#23508a" />
              <g fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round">
                <path d="M6 10h8M6 16h8M6 22h5M18 10h8M18 22h8" />
              </g>
              <circle cx="22" cy="16" r="3" fill="#fff" />
            </svg>
            Readout
          </a>
          <button type="button" class="menu-button" aria-expanded={menu} aria-controls="places" onClick={() => setMenu(!menu)}>
            Menu
          </button>
          <nav id="places" aria-label="Pages" class={menu ? 'open' : undefined}>
            <ul>
              {places.map((place) => {
                const current = place.path === props.path || place.also.some((prefix) => props.path.startsWith(`${prefix}/`));
                return (
                  <li key={place.path}>
                    <a href={place.path} aria-current={current ? 'page' : undefined}>
                      {place.name}
                    </a>
                  </li>
                );
              })}
            </ul>
          </nav>
          <div class="tools">
            <ThemeButton />
            <button type="button" class="icon-button plain" onClick={() => setHelp(true)} aria-label="Shortcuts" title="Shortcuts (?)">
              ?
            </button>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} class={props.wide ? 'wide' : undefined}>
        {props.children}
      </main>
      <footer class="foot">
        <span>
          {about.value && (
            <>
              <span dir="auto">{about.value.name}</span> · {(about.value.counts['reports'] ?? 0).toLocaleString('en')} reports, {(about.value.counts['events'] ?? 0).toLocaleString('en')} meetings · Readout {about.value.readout}
            </>
          )}
        </span>
        <nav aria-label="Formats" class="row">
          <a href="/api/feed.atom" target="_self">
            Atom feed
          </a>
          <FileLink href="/api/export.ics" name="readout.ics">
            Calendar
          </FileLink>
          <FileLink href="/api/export.jsonl" name="readout.jsonl">
            JSON Lines
          </FileLink>
        </nav>
      </footer>
      {help && <Help close={() => setHelp(false)} />}
    </>
  );
}
