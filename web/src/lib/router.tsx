/** Addresses and pages: a path and a query, no more. */
import { useEffect, useState } from 'preact/hooks';

export interface Place {
  path: string;
  query: URLSearchParams;
}

type Listener = () => void;
const listeners = new Set<Listener>();

export function here(): Place {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

export function go(url: string, how: 'push' | 'replace' = 'push'): void {
  if (url === location.pathname + location.search) return;
  if (how === 'replace') history.replaceState(history.state, '', url);
  else {
    history.replaceState({ ...(history.state as object | null), y: scrollY }, '');
    history.pushState(null, '', url);
  }
  listeners.forEach((tell) => tell());
}

/** The address with some of its query changed; null and '' leave a name out. */
export function withQuery(place: Place, change: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams(place.query);
  for (const [name, value] of Object.entries(change)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return place.path + (text ? `?${text}` : '');
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const tell = () => {
      document.body.dataset['went'] = 'yes'; // from now on a new page takes the focus to its title
      setPlace(here());
    };
    listeners.add(tell);
    addEventListener('popstate', tell);
    document.addEventListener('click', follow);
    return () => {
      listeners.delete(tell);
      removeEventListener('popstate', tell);
      document.removeEventListener('click', follow);
    };
  }, []);
  return place;
}

/** Plain clicks on the page's own links stay in the page. SVG's links have their address in an attribute. */
function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element | null)?.closest?.('a[href]');
  const href = link?.getAttribute('href');
  if (!link || !href || link.hasAttribute('download') || link.hasAttribute('target') || !href.startsWith('/') || href.startsWith('/api/')) return;
  if (/^\/[^?#]*\.[a-z]+$/.test(href)) return; // a file of the server's
  event.preventDefault();
  go(href);
}

/** "/meeting/:id" against "/meeting/e-12": the values in their order, or null. */
export function match(pattern: string, path: string): string[] | null {
  const wanted = pattern.split('/');
  const given = path.replace(/\/+$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const values: string[] = [];
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i]!.startsWith(':')) {
      if (!given[i]) return null;
      try {
        values.push(decodeURIComponent(given[i]!));
      } catch {
        return null;
      }
    } else if (wanted[i] !== given[i]) return null;
  }
  return values;
}
