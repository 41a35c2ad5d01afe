/**
 * The library's SVG, made live. Nothing of it is taken over as markup: it is parsed as XML, and of what is known to be drawing a
 * copy is built. Its style stays outside; the page's own has the same classes.
 */
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Problem, query, text } from '../api';
import { pathOf } from '../lib/index';
import { Failed, FileLink, Wait } from './parts';

const SVG = 'http://www.w3.org/2000/svg';
const ELEMENTS = new Set(['svg', 'g', 'title', 'desc', 'defs', 'pattern', 'path', 'circle', 'rect', 'line', 'polyline', 'polygon', 'ellipse', 'text', 'tspan']);
const ATTRIBUTES = new Set([
  'class', 'width', 'height', 'viewBox', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'd', 'dx', 'dy', 'points', 'transform', 'text-anchor',
  'stroke-width', 'patternUnits', 'patternTransform', 'id', 'dominant-baseline', 'textLength', 'lengthAdjust', 'direction', 'data-id',
]);

/** A copy of `from`, of known elements and attributes alone; null where it is none of them. */
export function drawing(from: Element, depth = 0): SVGElement | null {
  if (depth > 40 || from.namespaceURI !== SVG || !ELEMENTS.has(from.localName)) return null;
  const copy = document.createElementNS(SVG, from.localName);
  for (const { name, value } of Array.from(from.attributes)) if (ATTRIBUTES.has(name)) copy.setAttribute(name, value);
  for (const child of Array.from(from.childNodes)) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.nodeValue ?? '');
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const made = drawing(child as Element, depth + 1);
      if (made) copy.append(made);
    }
  }
  return linked(copy);
}

/** What stands for a thing of the record leads to it. */
function linked(element: SVGElement): SVGElement {
  const id = element.getAttribute('data-id');
  const path = id && pathOf(id);
  if (!path) return element;
  const link = document.createElementNS(SVG, 'a');
  link.setAttribute('href', path);
  // What is seen stands in the name, for those who speak it (WCAG 2.5.3).
  const name = element.querySelector(':scope > title')?.textContent;
  const seen = Array.from(element.querySelectorAll('text'), (text) => text.textContent).join(' ');
  if (name) link.setAttribute('aria-label', seen ? `${seen}: ${name}` : name);
  link.append(element);
  return link;
}

function parse(markup: string): SVGElement | null {
  // Its style goes before it is parsed: the page's policy would report it.
  const bare = markup.replace(/<style>[^<]*<\/style>/g, '');
  const root = new DOMParser().parseFromString(bare, 'image/svg+xml').documentElement;
  if (root.namespaceURI !== SVG || root.localName !== 'svg') return null;
  const svg = drawing(root);
  if (!svg) return null;
  // With links in it a picture is a group of things, no image.
  svg.setAttribute('role', svg.querySelector('a') ? 'group' : 'img');
  const title = svg.querySelector(':scope > title')?.textContent;
  const about = svg.querySelector(':scope > desc')?.textContent;
  svg.setAttribute('aria-label', [title, about].filter(Boolean).join(': '));
  svg.querySelector(':scope > title')?.remove(); // else a tooltip over all of it
  // An image link that is met again and again is one stop for the keyboard.
  const seen = new Set<string>();
  for (const link of Array.from(svg.querySelectorAll('a'))) {
    const href = link.getAttribute('href')!;
    if (seen.has(href)) link.setAttribute('tabindex', '-1');
    seen.add(href);
  }
  return svg;
}

export function Picture(props: { picture: string; asked?: string | null }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [state, setState] = useState<{ url: string; error: Problem | null } | null>(null);
  useLayoutEffect(() => {
    const element = box.current!;
    // In steps, so that a window that is dragged wider asks seldom.
    const measure = () => setWidth(Math.max(320, Math.min(1600, Math.floor((element.clientWidth - 20) / 40) * 40)));
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, []);
  const url = width ? query(`/api/pictures/${props.picture}.svg`, { asked: props.asked, width: String(width) }) : null;
  useEffect(() => {
    if (!url) return;
    const stop = new AbortController();
    text(url, stop.signal)
      .then((markup) => {
        const svg = parse(markup);
        place.current?.replaceChildren(...(svg ? [svg] : []));
        setState({ url, error: null });
      })
      .catch((error: Error) => {
        if (error.name === 'AbortError') return;
        place.current?.replaceChildren();
        setState({ url, error: error as Problem });
      });
    return () => stop.abort();
  }, [url]);
  const png = query(`/api/pictures/${props.picture}.png`, { asked: props.asked, width: '1600' });
  const table = query(`/api/pictures/${props.picture}.csv`, { asked: props.asked });
  return (
    <figure class="stack">
      <div class="picture" ref={box}>
        {!state && <Wait what="picture" />}
        {state?.error && <Failed error={state.error} />}
        <div ref={place} />
      </div>
      <p class="row small no-print">
        {url && (
          <FileLink href={url} name={`${props.picture}.svg`}>
            SVG
          </FileLink>
        )}
        <FileLink href={png} name={`${props.picture}.png`}>
          PNG
        </FileLink>
        <FileLink href={table} name={`${props.picture}.csv`}>
          Table as CSV
        </FileLink>
      </p>
    </figure>
  );
}
