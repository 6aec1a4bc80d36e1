// Charts with a time axis: lines with intervals, and stacked areas.
import { scaleLinear, scaleUtc, type ScaleLinear, type ScaleTime } from 'd3-scale';
import { area, line, stack } from 'd3-shape';
import { describe, roving, s } from './dom';
import { canvas } from './figure';
import { short } from './format';

export interface Frame { drawing: SVGSVGElement; x: ScaleTime<number, number>; y: ScaleLinear<number, number>; left: number; right: number; top: number; bottom: number }

export interface FrameOptions { width: number; height: number; label: string; times: Date[]; low?: number; high: number; unit: string; tick?: (value: number) => string }

const round = (value: number): number => Math.round(value * 10) / 10;

/** Axes with few ticks, and the unit where the reader begins. */
export function frame(options: FrameOptions): Frame {
  const { width, height, times } = options;
  const left = 46, right = width - 12, top = 24, bottom = height - 22;
  const drawing = canvas(width, height, options.label);
  const first = times[0] ?? new Date(0), last = times[times.length - 1] ?? new Date(1);
  const x = scaleUtc().domain([first, last > first ? last : new Date(+first + 1)]).range([left, right]);
  const y = scaleLinear().domain([options.low ?? 0, options.high > (options.low ?? 0) ? options.high : (options.low ?? 0) + 1]).range([bottom, top]).nice(4);
  const axes = s('g', { 'aria-hidden': 'true' });
  const seen = new Set<string>();
  for (const tick of y.ticks(4)) {
    const text = (options.tick ?? short)(tick);
    // Rounded to the same text, a second line says nothing; below zero it does.
    if (seen.has(`${tick < 0}${text}`))
      continue;
    seen.add(`${tick < 0}${text}`);
    axes.append(
      s('line', { x1: left, x2: right, y1: round(y(tick)), y2: round(y(tick)), stroke: 'var(--line)' }),
      s('text', { x: left - 6, y: round(y(tick)) + 4, 'text-anchor': 'end', fill: 'var(--soft)' }, text));
  }
  const ticks = x.ticks(Math.max(2, Math.min(12, Math.floor(width / 80))));
  const byYear = +last - +first > 3 * 365 * 86_400_000;
  for (const tick of ticks)
    axes.append(
      s('line', { x1: round(x(tick)), x2: round(x(tick)), y1: bottom, y2: bottom + 4, stroke: 'var(--soft)' }),
      s('text', { x: round(x(tick)), y: bottom + 16, 'text-anchor': 'middle', fill: 'var(--soft)' },
        byYear ? tick.toISOString().slice(0, 4) : tick.toISOString().slice(0, 7)));
  axes.append(s('text', { x: 4, y: 12, fill: 'var(--soft)' }, options.unit));
  drawing.append(axes);
  return { drawing, x, y, left, right, top, bottom };
}

export interface Point { time: Date; value: number | null; interval: readonly [number, number] | null }

/** One figure over time, with what it may be around it. */
export function addLine(f: Frame, points: Point[], color: string): void {
  const known = (point: Point): boolean => point.value !== null;
  f.drawing.append(s('g', { 'aria-hidden': 'true' },
    s('path', {
      d: area<Point>().defined(point => point.interval !== null).x(point => round(f.x(point.time))).y0(point => round(f.y(point.interval![0]))).y1(point => round(f.y(point.interval![1])))(points) ?? '',
      fill: color, 'fill-opacity': 0.2,
    }),
    s('path', { d: line<Point>().defined(known).x(point => round(f.x(point.time))).y(point => round(f.y(point.value!)))(points) ?? '', fill: 'none', stroke: color, 'stroke-width': 2, 'stroke-linejoin': 'round' })));
}

/** Invisible columns that say what was at each date. */
export function addHovers(f: Frame, times: Date[], lines: (place: number) => string[]): void {
  const edges = times.map((time, i) => i === 0 ? f.left : (f.x(times[i - 1]!) + f.x(time)) / 2);
  const marks = times.map((_, i) => {
    const from = edges[i]!, to = edges[i + 1] ?? f.right;
    return describe(s('rect', { x: round(from), y: f.top, width: round(Math.max(1, to - from)), height: f.bottom - f.top, fill: 'transparent', class: 'hover' }), lines(i));
  });
  f.drawing.append(s('g', {}, ...marks));
  roving(f.drawing, marks);
}

export interface Layer { label: string; color: string; values: number[] }

/** Amounts upon one another, the first at the bottom. */
export function addStack(f: Frame, times: Date[], layers: Layer[]): void {
  const series = stack<number, number>().keys(layers.map((_, i) => i)).value((place, key) => layers[key]!.values[place] ?? 0)(times.map((_, i) => i));
  f.drawing.append(s('g', { 'aria-hidden': 'true' }, ...series.map((points, i) => s('path', {
    d: area<(typeof points)[number]>().x((_, place) => round(f.x(times[place]!))).y0(point => round(f.y(point[0]))).y1(point => round(f.y(point[1])))(points) ?? '',
    fill: layers[i]!.color, stroke: 'var(--edge)', 'stroke-width': 0.6,
  }))));
}
