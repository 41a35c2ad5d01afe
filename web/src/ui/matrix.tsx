/**
 * Statements against reports, as a grid (WAI-ARIA). Only the rows and columns that are seen stand in the document, and the cell
 * that has the focus, wherever it is; heights are known beforehand, so that nothing is measured while it scrolls.
 */
import { Component, type JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CellKind } from '../types';
import { Sign, SIGNS } from './parts';

export interface Column {
  key: string;
  letter: string;
  name: string;
  sub: string;
  collected: boolean;
}

export interface MatrixCell {
  kind: CellKind;
  carried: number;
  among: number;
  reason: string | null;
}

export interface Row {
  key: string;
  by: string;
  content: string;
  facets: string;
  claim: string | null;
  rejected: boolean;
  cells: ReadonlyMap<string, MatrixCell>;
}

type Line = { by: string } | { row: Row };
interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

const COLUMN = 5.5;
const HEAD = 6.5;
const BY = 2;
const ROW = 3.9;
const CELLS = 2.5; // below the words, where there is no room beside them

interface Layout {
  rem: number;
  narrow: boolean;
  nameWidth: number;
  column: number;
  tops: Float64Array; // of lines; the last is the height of all
  width: number;
  height: number;
  head: number;
}

function layOut(lines: readonly Line[], columns: number, width: number): Layout {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const narrow = width < 40 * rem;
  // Where there is room, columns first take more of it, for the names above them; then the statements do.
  const column = narrow ? 4.25 * rem : Math.max(COLUMN * rem, Math.min(11 * rem, (width - 40 * rem) / Math.max(1, columns)));
  const nameWidth = narrow ? width : Math.max(Math.min(26 * rem, width * 0.5), width - columns * column);
  const tops = new Float64Array(lines.length + 1);
  const row = (narrow ? ROW + CELLS : ROW) * rem;
  lines.forEach((line, i) => {
    tops[i + 1] = tops[i]! + ('by' in line ? BY * rem : row);
  });
  return { rem, narrow, nameWidth, column, tops, width: Math.max(width, (narrow ? 0 : nameWidth) + columns * column), height: tops[lines.length]!, head: HEAD * rem };
}

function lineAt(tops: Float64Array, y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle + 1]! > y) high = middle;
    else low = middle + 1;
  }
  return Math.min(low, tops.length - 2);
}

function seen(layout: Layout, box: { scrollTop: number; scrollLeft: number; clientHeight: number; clientWidth: number }, lines: number, columns: number): Range {
  const from = layout.narrow ? 0 : layout.nameWidth;
  return {
    top: Math.max(0, lineAt(layout.tops, box.scrollTop) - 3),
    bottom: Math.min(lines - 1, lineAt(layout.tops, box.scrollTop + box.clientHeight - layout.head) + 3),
    left: Math.max(0, Math.floor(box.scrollLeft / layout.column) - 1),
    right: Math.min(columns - 1, Math.floor((box.scrollLeft + box.clientWidth - from) / layout.column) + 1),
  };
}

const CELLS_AT_ONCE = 120;

/** From what is drawn to what is to be seen, so many cells further that one frame has time for them. */
function toward(drawn: Range, goal: Range): Range {
  const most = Math.max(4, Math.floor(CELLS_AT_ONCE / Math.max(1, goal.right - goal.left + 1)));
  const top = Math.max(drawn.top, goal.top);
  const bottom = Math.min(drawn.bottom, goal.bottom);
  const columns = Math.min(drawn.right, goal.right) - Math.max(drawn.left, goal.left) + 1;
  if (bottom < top || columns < (goal.right - goal.left) / 2) return { ...goal, bottom: Math.min(goal.bottom, goal.top + most - 1) };
  const above = Math.min(most, top - goal.top);
  return { ...goal, top: top - above, bottom: Math.min(goal.bottom, bottom + most - above) };
}

function same(a: Range, b: Range): boolean {
  return a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right;
}

/** Numbers from `from` to `to`, and `also`, which may lie outside. */
function numbers(from: number, to: number, also: number): number[] {
  const all: number[] = [];
  if (also >= 0 && also < from) all.push(also);
  for (let i = from; i <= to; i++) all.push(i);
  if (also > to) all.push(also);
  return all;
}

export function says(cell: MatrixCell | undefined): string {
  if (!cell) return 'nothing known';
  return SIGNS[cell.kind] + (cell.kind === 'said' && cell.carried < cell.among ? ` by ${cell.carried} of ${cell.among} reports` : '');
}

export function Matrix(props: { label: string; columns: readonly Column[]; rows: readonly Row[]; open: (row: string, column: string | null) => void; chosen: { row: string; column: string | null } | null }): JSX.Element {
  const { columns, rows } = props;
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => {
    const all: Line[] = [];
    let by: string | null = null;
    for (const row of rows) {
      if (row.by !== by) all.push({ by: (by = row.by) });
      all.push({ row });
    }
    return all;
  }, [rows]);
  const [size, setSize] = useState(0);
  const layout = useMemo(() => layOut(lines, columns.length, size), [lines, columns.length, size]);
  const [range, setRange] = useState<Range>({ top: 0, bottom: -1, left: 0, right: -1 });
  // Line and column of the one cell that Tab reaches; column -1 is the statement itself.
  const [active, setActive] = useState({ line: Math.min(1, lines.length - 1), column: -1 });
  const wantsFocus = useRef(false);

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () => setSize(element.clientWidth);
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    const element = box.current!;
    let asked = 0;
    let drawn: Range = { top: 0, bottom: -1, left: 0, right: -1 };
    const look = () => {
      const goal = seen(layout, element, lines.length, columns.length);
      drawn = toward(drawn, goal);
      asked = same(drawn, goal) ? 0 : requestAnimationFrame(look);
      setRange((before) => (same(before, drawn) ? before : drawn));
    };
    const scroll = () => {
      if (!asked) asked = requestAnimationFrame(look);
    };
    look();
    element.addEventListener('scroll', scroll, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      element.removeEventListener('scroll', scroll);
    };
  }, [layout, lines.length, columns.length]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    box.current!.querySelector<HTMLElement>('[tabindex="0"][data-at]')?.focus({ preventScroll: true });
  });
  useEffect(() => {
    setActive((now) => (now.line < lines.length && now.column < columns.length ? now : { line: Math.min(1, lines.length - 1), column: -1 }));
  }, [lines, columns.length]);

  const move = (line: number, column: number) => {
    const element = box.current!;
    wantsFocus.current = true;
    const top = layout.tops[line]!;
    const bottom = layout.tops[line + 1]!;
    const view = element.clientHeight - layout.head;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + view) element.scrollTop = bottom - view;
    if (column >= 0) {
      const left = column * layout.column;
      const room = element.clientWidth - (layout.narrow ? 0 : layout.nameWidth);
      if (left < element.scrollLeft) element.scrollLeft = left;
      else if (left + layout.column > element.scrollLeft + room) element.scrollLeft = left + layout.column - room;
    }
    setActive({ line, column });
  };
  const step = (from: number, by: number): number => {
    let at = Math.max(0, Math.min(lines.length - 1, from + by));
    const way = by < 0 ? -1 : 1;
    while (at >= 0 && at < lines.length && 'by' in lines[at]!) at += way;
    return at >= 0 && at < lines.length ? at : from;
  };
  const press = (event: KeyboardEvent) => {
    const at = (event.target as HTMLElement).dataset['at'];
    if (!at || event.altKey || event.metaKey) return;
    const [line, column] = at.split(',').map(Number) as [number, number];
    const rtl = getComputedStyle(box.current!).direction === 'rtl' ? -1 : 1;
    const page = Math.max(1, Math.floor(box.current!.clientHeight / (ROW * layout.rem)) - 2);
    const last = columns.length - 1;
    const sideways = (by: number) => move(line, Math.max(-1, Math.min(last, column + by * rtl)));
    switch (event.key) {
      case 'ArrowDown': move(step(line, 1), column); break;
      case 'ArrowUp': move(step(line, -1), column); break;
      case 'ArrowRight': sideways(1); break;
      case 'ArrowLeft': sideways(-1); break;
      case 'PageDown': move(step(line, page), column); break;
      case 'PageUp': move(step(line, -page), column); break;
      case 'Home': move(event.ctrlKey ? step(-1, 1) : line, -1); break;
      case 'End': move(event.ctrlKey ? step(lines.length, -1) : line, last); break;
      case 'Enter':
      case ' ': openAt(line, column); break;
      default: return;
    }
    event.preventDefault();
  };
  const openAt = (line: number, column: number) => {
    const one = lines[line]!;
    if (!('row' in one)) return;
    setActive({ line, column });
    const at = columns[column];
    if (at && !at.collected) return;
    props.open(one.row.key, at?.key ?? null);
  };
  const click = (event: MouseEvent) => {
    const at = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset['at'];
    if (!at) return;
    const [line, column] = at.split(',').map(Number) as [number, number];
    openAt(line, column);
  };

  const from = layout.narrow ? 0 : layout.nameWidth;
  const shownLines = numbers(range.top, range.bottom, Math.min(active.line, lines.length - 1));
  const shownColumns = numbers(range.left, range.right, Math.min(active.column, columns.length - 1));
  const height = Math.min(layout.head + layout.height + 18, 960);
  return (
    <div
      ref={box}
      class={layout.narrow ? 'matrix narrow' : 'matrix'}
      role="grid"
      aria-label={props.label}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length + 1}
      aria-readonly="true"
      style={{ blockSize: `${height}px` }}
      onKeyDown={press}
      onClick={click}
    >
      <div class="matrix-all" role="presentation" style={{ inlineSize: `${layout.width}px`, blockSize: `${layout.head + layout.height}px`, '--column': `${layout.column}px` }}>
        <div class="matrix-head" role="row" aria-rowindex={1} style={{ blockSize: `${layout.head}px` }}>
          <div class="matrix-corner" role="columnheader" aria-colindex={1} style={{ inlineSize: layout.narrow ? '0px' : `${layout.nameWidth}px`, padding: layout.narrow ? '0' : undefined, overflow: 'hidden' }}>
            Statement
          </div>
          {shownColumns.map((c) => {
            const column = columns[c]!;
            return (
              <div key={column.key} class="matrix-column" role="columnheader" aria-colindex={c + 2} title={`${column.name}${column.sub ? `, ${column.sub}` : ''}`} style={{ insetInlineStart: `${from + c * layout.column}px` }}>
                <span class="letter">{column.letter}</span>
                <span class="outlet" dir="auto">{column.name}</span>
                {column.sub && <span class="copies">{column.sub}</span>}
              </div>
            );
          })}
        </div>
        {shownLines.map((i) => {
          const line = lines[i];
          if (!line) return null;
          return (
            <MatrixLine
              key={'by' in line ? `by ${i}` : line.row.key}
              i={i}
              line={line}
              layout={layout}
              columns={columns}
              left={range.left}
              right={range.right}
              tab={active.line === i ? active.column : null}
              chosen={'row' in line && props.chosen?.row === line.row.key ? props.chosen.column : null}
              size={size}
            />
          );
        })}
      </div>
    </div>
  );
}

interface LineProps {
  i: number;
  line: Line;
  layout: Layout;
  columns: readonly Column[];
  left: number;
  right: number;
  tab: number | null; // the column that Tab reaches, where it is in this line
  chosen: string | null;
  size: number;
}

/** A speaker's line, or a statement's with its cells; drawn anew only when something of it changes, for while it scrolls most stays. */
class MatrixLine extends Component<LineProps> {
  override shouldComponentUpdate(next: LineProps): boolean {
    return (Object.keys(next) as (keyof LineProps)[]).some((name) => next[name] !== this.props[name]);
  }

  override render(): JSX.Element {
    const { i, line, layout, columns, tab, chosen, size } = this.props;
    const place = { insetBlockStart: `${layout.head + layout.tops[i]!}px`, blockSize: `${layout.tops[i + 1]! - layout.tops[i]!}px` };
    if ('by' in line)
      return (
        <div class="matrix-row by" role="row" aria-rowindex={i + 2} style={place}>
          <div class="row-name" role="rowheader" aria-colindex={1} aria-colspan={columns.length + 1} dir="auto" style={{ inlineSize: `${Math.min(layout.width, size || layout.width)}px` }}>
            {line.by || 'Speaker not known'}
          </div>
        </div>
      );
    const { row } = line;
    const from = layout.narrow ? 0 : layout.nameWidth;
    return (
      <div class={`matrix-row${row.rejected ? ' rejected' : ''}`} role="row" aria-rowindex={i + 2} style={place}>
        <div class="row-name" role="rowheader" aria-colindex={1} data-at={`${i},-1`} tabIndex={tab === -1 ? 0 : -1} style={{ inlineSize: `${layout.nameWidth}px`, blockSize: layout.narrow ? `${ROW * layout.rem}px` : '100%' }}>
          <div class="content" dir="auto" title={row.content}>
            {row.content}
          </div>
          <div class="facets">
            {row.claim && <b>{row.claim} · </b>}
            {row.facets}
          </div>
        </div>
        {numbers(this.props.left, this.props.right, Math.min(tab ?? -1, columns.length - 1)).map((c) => {
          const column = columns[c]!;
          const cell = column.collected ? row.cells.get(column.key) : undefined;
          const kind = column.collected ? (cell?.kind ?? 'none') : 'not-collected';
          const part = cell?.kind === 'said' && cell.carried < cell.among ? `${cell.carried}/${cell.among}` : undefined;
          return (
            <div
              key={column.key}
              class={`matrix-cell ${kind}`}
              role="gridcell"
              aria-colindex={c + 2}
              aria-label={`${column.name}: ${column.collected ? says(cell) : 'not collected'}`}
              aria-selected={chosen === column.key}
              data-at={`${i},${c}`}
              tabIndex={tab === c ? 0 : -1}
              title={cell?.reason ?? undefined}
              data-part={part}
              style={{ insetInlineStart: `${from + c * layout.column}px` }}
            >
              <Sign kind={kind} />
            </div>
          );
        })}
      </div>
    );
  }
}
