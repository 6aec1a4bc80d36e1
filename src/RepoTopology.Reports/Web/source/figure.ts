// The frame of every figure: its title, what it shows, the drawing, the same figures as a table, and both to take away.
import { h, s, save, type Child } from './dom';
import { csv, table, type Column } from './table';

export interface FigureOptions<T> {
  id: string;
  title: string;
  /** How to read it, in a sentence. */
  note: Child;
  /** Controls above the drawing. */
  controls?: Child[];
  /** The drawing for a width in pixels; it is asked again when the width changes. */
  draw: (width: number) => SVGSVGElement;
  caption?: string;
  columns: Column<T>[];
  rows: () => readonly T[];
  /** Beside or below the drawing. */
  aside?: HTMLElement;
}

export interface Figure { element: HTMLElement; redraw: () => void }

const pending = new Set<() => void>();

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
  let drawn: SVGSVGElement | null = null, width = 0, isReady = false;

  function fillTable(): void {
    tableHost.querySelector('.table')?.remove();
    tableHost.append(table({ caption: options.caption ?? options.title, columns: options.columns, rows: options.rows() }));
  }

  function redraw(wanted?: number): void {
    if (!isReady)
      return;
    width = wanted ?? Math.max(240, Math.floor(host.clientWidth));
    drawn = options.draw(width);
    host.replaceChildren(drawn);
    if (tableHost.open)
      fillTable();
  }

  const element = h('figure', { id: options.id },
    h('figcaption', {},
      h('h3', {}, options.title),
      h('p', { class: 'note' }, options.note)),
    options.controls ? h('div', { class: 'controls' }, ...options.controls) : null,
    options.aside ? h('div', { class: 'beside' }, host, options.aside) : host,
    h('div', { class: 'under' }, tableHost, h('div', { class: 'take' },
      h('button', { type: 'button', click: () => { start(); if (drawn) save(`${options.id}.svg`, 'image/svg+xml', standalone(drawn)); }, 'aria-label': `Save as SVG: ${options.title}` }, 'SVG'),
      h('button', { type: 'button', click: () => save(`${options.id}.csv`, 'text/csv', csv(options.columns, options.rows())), 'aria-label': `Save as CSV: ${options.title}` }, 'CSV'))));

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

/** The drawing by itself, in the light colours that paper and other pages expect. */
function standalone(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('font-family', 'system-ui, sans-serif');
  copy.setAttribute('font-size', '12');
  const light: Record<string, string> = { ink: '#1b1f24', soft: '#5b636d', line: '#d5d9de', paper: '#ffffff', panel: '#f5f7f9', accent: '#0072b2', alert: '#d55e00' };
  for (const element of [copy, ...copy.querySelectorAll('*')])
    for (const attribute of [...element.attributes])
      if (['tabindex', 'class'].includes(attribute.name))
        element.removeAttribute(attribute.name);
      else if (attribute.value.includes('var(--'))
        element.setAttribute(attribute.name, attribute.value.replace(/var\(--([a-z]+)\)/g, (_, token: string) => light[token] ?? '#000000'));
  copy.prepend(s('rect', { width: '100%', height: '100%', fill: '#ffffff' }));
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

export interface Key { color: string; label: string; shape?: 'line' | 'ring' }

/** What the colours mean. */
export function legend(keys: Key[]): HTMLElement {
  return h('ul', { class: 'legend' }, ...keys.map(key => h('li', {},
    s('svg', { width: 14, height: 14, 'aria-hidden': 'true' }, key.shape === 'line'
      ? s('line', { x1: 0, x2: 14, y1: 7, y2: 7, stroke: key.color, 'stroke-width': 3 })
      : key.shape === 'ring' ? s('circle', { cx: 7, cy: 7, r: 5, fill: 'none', stroke: key.color, 'stroke-width': 2.5 })
      : s('rect', { width: 14, height: 14, rx: 2, fill: key.color })), h('bdi', {}, key.label))));
}

/** A choice among few, as a labelled select. */
export function choice(label: string, values: [value: string, text: string][], chosen: string, change: (value: string) => void): HTMLElement {
  const select = h('select', { change: () => change(select.value) }, ...values.map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
  return h('label', {}, `${label} `, select);
}
