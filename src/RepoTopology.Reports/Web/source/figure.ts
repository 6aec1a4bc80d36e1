// The frame of every figure: its title, what it shows, the drawing, the same figures as a table, and both to take away.
import { h, keepFocus, s, save, type Child } from './dom';
import { csv, table, type Column } from './table';

export interface FigureOptions<T> {
  id: string;
  title: string;
  /** How to read it, in a sentence. */
  note: Child;
  /** Controls above the drawing. */
  controls?: Child[];
  /** What the colours mean: above the drawing, and in the SVG that is taken away. */
  keys?: () => Key[];
  /** Pixels; the room is kept before the drawing is there, so that nothing moves when it comes. */
  height: number | ((width: number) => number);
  /** The drawing for a width in pixels; it is asked again when the width changes. */
  draw: (width: number, height: number) => SVGSVGElement;
  caption?: string;
  columns: Column<T>[];
  rows: () => readonly T[];
  /** Beside or below the drawing. */
  aside?: HTMLElement;
}

export interface Figure { element: HTMLElement; redraw: () => void }

let source = '';

/** What all figures are made from, for those that are taken away. */
export function madeFrom(text: string): void {
  source = text;
}

const pending = new Set<() => void>();
const reservations: (() => void)[] = [];

/** Keeps room for drawings that are not there yet, once their width is known. */
export function reserveRoom(): void {
  for (const reserve of reservations)
    reserve();
}

/** What every drawing can be asked for: itself in another width, or in its place's own. */
const refits: ((width?: number) => void)[] = [];

/** The text of an A4 page between its margins, in pixels. */
const paperWidth = 700;

/** Draws everything as wide as paper is, what has not been looked at yet too: a wide drawing shrunk to paper would have letters too small to read. */
export function fitPaper(): void {
  for (const draw of [...pending])
    draw();
  for (const refit of refits)
    refit(paperWidth);
}

export function fitScreen(): void {
  for (const refit of refits)
    refit();
}

const visible = new Map<Element, () => void>();
const watcher = new IntersectionObserver(entries => {
  for (const entry of entries)
    if (entry.isIntersecting)
      visible.get(entry.target)?.();
}, { rootMargin: '600px' });

/** Runs something once: when an element comes near the part of the page that is seen, before it is printed, or when what is returned is called. */
export function whenNear(element: Element, run: () => void): () => void {
  const once = (): void => {
    if (!pending.delete(once))
      return;
    visible.delete(element);
    watcher.unobserve(element);
    run();
  };
  pending.add(once);
  visible.set(element, once);
  watcher.observe(element);
  return once;
}

export function figure<T>(options: FigureOptions<T>): Figure {
  const host = h('div', { class: 'drawing' });
  const tableHost = h('details', { class: 'behind', toggle: () => { if (tableHost.open) fillTable(); } }, h('summary', {}, 'The same as a table'));
  const keys = h('div', {});
  const heightOf = (wide: number): number => typeof options.height === 'number' ? options.height : options.height(wide);
  const room = (): number => Math.max(240, Math.floor(host.clientWidth));
  let drawn: SVGSVGElement | null = null, width = 0, isReady = false;

  function fillTable(): void {
    keepFocus(tableHost, () => {
      tableHost.querySelector('.table')?.remove();
      tableHost.append(table({ caption: options.caption ?? options.title, columns: options.columns, rows: options.rows() }));
    });
  }

  function redraw(wanted?: number): void {
    if (!isReady)
      return;
    width = wanted ?? room();
    host.style.minHeight = '';
    keepFocus(host, () => {
      drawn = options.draw(width, heightOf(width));
      host.replaceChildren(drawn);
    });
    showKeys();
    if (tableHost.open)
      fillTable();
  }

  function showKeys(): void {
    if (options.keys)
      keys.replaceChildren(legend(options.keys()));
  }

  showKeys();
  const element = h('figure', { id: options.id },
    h('figcaption', {},
      h('h3', {}, options.title),
      h('p', { class: 'note' }, options.note)),
    options.controls || options.keys ? h('div', { class: 'controls' }, ...options.controls ?? [], keys) : null,
    options.aside ? h('div', { class: 'beside' }, host, options.aside) : host,
    h('div', { class: 'under' }, tableHost, h('div', { class: 'take' },
      h('button', { type: 'button', click: () => { start(); if (drawn) save(`${options.id}.svg`, 'image/svg+xml', standalone(drawn, options.title, options.keys?.() ?? [])); }, 'aria-label': `Save as SVG: ${options.title}` }, 'SVG'),
      h('button', { type: 'button', click: () => save(`${options.id}.csv`, 'text/csv', csv(options.columns, options.rows())), 'aria-label': `Save as CSV: ${options.title}` }, 'CSV'))));

  reservations.push(() => { if (!isReady) host.style.minHeight = `${heightOf(room())}px`; });
  const start = whenNear(host, () => {
    isReady = true;
    redraw();
    refits.push(paper => redraw(paper && host.closest('.grid') ? Math.floor((paper - 24) / 2) : paper));
    let frame = 0;
    new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (Math.abs(host.clientWidth - width) > 2 && host.clientWidth > 0 && !matchMedia('print').matches)
          redraw();
      });
    }).observe(host);
  });
  return { element, redraw: () => redraw() };
}

/** An empty drawing that keeps its shape when it must be narrower. */
export function canvas(width: number, height: number, label: string, role = 'group'): SVGSVGElement {
  return s('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role, 'aria-label': label, class: 'chart' });
}

/** The drawing by itself, with its title, its keys and where it comes from, in the light colours that paper and other pages expect. */
function standalone(drawing: SVGSVGElement, title: string, keys: Key[]): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const { width, height } = drawing.viewBox.baseVal;
  const light: Record<string, string> = { ink: '#1b1f24', soft: '#565d67', line: '#d5d9de', paper: '#ffffff', panel: '#f3f5f7', accent: '#0072b2', alert: '#b34700', edge: '#ffffff' };
  const top = 30, line = 18, letter = 6.6;
  let x = 4, y = top + height + 20;
  const legendMarks: SVGElement[] = [];
  for (const key of keys) {
    const wide = 22 + letter * key.label.length + 14;
    if (x > 4 && x + wide > width) {
      x = 4;
      y += line;
    }
    legendMarks.push(s('g', { transform: `translate(${x} ${y - 11})` }, swatch(key), s('text', { x: 20, y: 11, fill: 'var(--ink)' }, key.label)));
    x += wide;
  }
  if (keys.length > 0)
    y += line + 4;
  copy.setAttribute('y', String(top));
  const whole = s('svg', { viewBox: `0 0 ${width} ${y + 6}`, width, height: y + 6, 'font-family': 'system-ui, sans-serif', 'font-size': 12 },
    s('title', {}, title), s('rect', { width: '100%', height: '100%', fill: '#ffffff' }),
    s('text', { x: 4, y: 18, fill: 'var(--ink)', 'font-size': 15, 'font-weight': 700 }, title), copy, ...legendMarks,
    s('text', { x: 4, y, fill: 'var(--soft)', 'font-size': 11 }, source));
  for (const element of whole.querySelectorAll('*'))
    for (const attribute of [...element.attributes])
      if (['tabindex', 'class', 'data-key'].includes(attribute.name))
        element.removeAttribute(attribute.name);
      else if (attribute.value.includes('var(--'))
        element.setAttribute(attribute.name, attribute.value.replace(/var\(--([a-z]+)\)/g, (_, token: string) => light[token] ?? '#000000'));
  return `${new XMLSerializer().serializeToString(whole)}\n`;
}

export interface Key { color: string; label: string; shape?: 'line' | 'dashes' | 'arrow' | 'ring' }

function swatch(key: Key): SVGElement {
  switch (key.shape) {
    case 'line': return s('line', { x1: 0, x2: 14, y1: 7, y2: 7, stroke: key.color, 'stroke-width': 3 });
    case 'dashes': return s('line', { x1: 0, x2: 14, y1: 7, y2: 7, stroke: key.color, 'stroke-width': 2, 'stroke-dasharray': '5 3' });
    case 'arrow': return s('path', { d: 'M0 7 L13 7 M8 3.5 L13 7 L8 10.5', fill: 'none', stroke: key.color, 'stroke-width': 1.5 });
    case 'ring': return s('circle', { cx: 7, cy: 7, r: 5, fill: 'none', stroke: key.color, 'stroke-width': 2.5 });
    default: return s('rect', { width: 14, height: 14, rx: 2, fill: key.color });
  }
}

/** What the colours mean. */
export function legend(keys: Key[]): HTMLElement {
  return h('ul', { class: 'legend' }, ...keys.map(key => h('li', {}, s('svg', { width: 14, height: 14, 'aria-hidden': 'true' }, swatch(key)), h('bdi', {}, key.label))));
}

/** A choice among few, as a labelled select. */
export function choice(label: string, values: [value: string, text: string][], chosen: string, change: (value: string) => void): HTMLElement {
  const select = h('select', { change: () => change(select.value) }, ...values.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
  return h('label', {}, `${label} `, select);
}
