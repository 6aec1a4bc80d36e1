// Core to rim: the layers of people now and over time, and whether newcomers find their way in.
import * as colors from './colors';
import { addHovers, addStack, frame } from './chart';
import type { Documents } from './documents';
import { describe, roving, s } from './dom';
import { canvas, figure } from './figure';
import { count, day, fixed, plural, quarter, share, title } from './format';

const layerNames = ['core', 'regular', 'occasional', 'casual'];

export function layersFigure(documents: Documents): HTMLElement {
  const { layers } = documents.analysis;
  const people = Math.max(1, layers.reduce((sum, layer) => sum + layer.people, 0));
  const wide = (layers.find(layer => layer.name === 'core')?.people ?? 0) >= 50;
  const measures = [
    { label: 'people', of: (i: number) => layers[i]!.people / people, text: (i: number) => count(layers[i]!.people) },
    { label: 'commits', of: (i: number) => layers[i]!.share, text: (i: number) => share(layers[i]!.share) },
  ];
  return figure({
    id: 'layers', title: 'Layers: how many people, how much of the work',
    note: `The core is the fewest people with 80 % of the commits; around it those who come regularly, now and then, and once or twice.${wide ? ' Here these are many: a wide core is no core.' : ''}`,
    keys: () => layers.map(layer => ({ color: colors.layers[layer.name] ?? colors.nobody, label: `${title(layer.name)}: ${plural(layer.people, 'person', 'people')}, ${share(layer.share)} of commits` })),
    height: 84,
    draw: (width, height) => {
      const left = 70, room = width - left - 10;
      const drawing = canvas(width, height, 'People and commits of each layer');
      const marks: SVGElement[] = [];
      measures.forEach((measure, row) => {
        let x = left;
        drawing.append(s('text', { x: left - 8, y: 26 + row * 40, 'text-anchor': 'end', fill: 'var(--ink)', 'aria-hidden': 'true' }, measure.label));
        layers.forEach((layer, i) => {
          const w = room * measure.of(i), color = colors.layers[layer.name] ?? colors.nobody;
          if (w < 0.5)
            return;
          const mark = describe(s('rect', { x, y: 8 + row * 40, width: Math.max(1, w - 1), height: 28, fill: color, class: 'mark' }),
            [title(layer.name), plural(layer.people, 'person', 'people'), `${plural(layer.commits, 'commit')}, ${share(layer.share)}`]);
          marks.push(mark);
          drawing.append(mark);
          if (w > 46)
            drawing.append(s('text', { x: x + w / 2, y: 27 + row * 40, 'text-anchor': 'middle', fill: colors.ink(color), 'aria-hidden': 'true', 'pointer-events': 'none' }, measure.text(i)));
          x += w;
        });
      });
      roving(drawing, marks);
      return drawing;
    },
    columns: [
      { title: 'Layer', value: row => row.name }, { title: 'People', value: row => row.people, numeric: true },
      { title: 'Commits', value: row => row.commits, numeric: true }, { title: 'Share of commits', value: row => row.share, cell: row => share(row.share), numeric: true },
    ],
    rows: () => layers,
  }).element;
}

export function layersOverTime(documents: Documents): HTMLElement {
  const windows = documents.trend!.windows;
  const times = windows.map(window => new Date(window.to));
  const people = (place: number, layer: string): number => windows[place]!.layers.find(one => one.name === layer)?.people ?? 0;
  const stacked = layerNames.map(layer => ({ label: layer, color: colors.layers[layer]!, values: windows.map((_, place) => people(place, layer)) }));
  const most = Math.max(1, ...windows.map((_, place) => layerNames.reduce((sum, layer) => sum + people(place, layer), 0)));
  return figure({
    id: 'layers-over-time', title: 'Layers over time',
    note: `People with a commit in the ${documents.trend!.options.windowMonths} months before each quarter’s end, by layer.`,
    keys: () => stacked.map(layer => ({ color: layer.color, label: title(layer.label) })),
    height: 220,
    draw: (width, height) => {
      const f = frame({ width, height, label: 'People by layer at each quarter’s end', times, high: most, unit: 'people' });
      addStack(f, times, stacked);
      addHovers(f, times, place => [quarter(windows[place]!.to), ...layerNames.map(layer => `${title(layer)}: ${count(people(place, layer))}`)]);
      return f.drawing;
    },
    columns: [{ title: 'Window to', value: row => day(row.to) }, ...layerNames.map(layer => ({ title: title(layer), numeric: true, value: (row: typeof windows[number]) => row.layers.find(one => one.name === layer)?.people ?? 0 }))],
    rows: () => windows,
  }).element;
}

export function newcomersFigure(documents: Documents): HTMLElement {
  const cohorts = documents.trend?.newcomers ?? documents.analysis.newcomers;
  const parts = [
    { label: 'became regulars', color: colors.layers['core']!, of: (i: number) => cohorts[i]!.regulars },
    { label: 'came back', color: colors.layers['occasional']!, of: (i: number) => Math.max(0, cohorts[i]!.returned - cohorts[i]!.regulars) },
    { label: 'came once', color: colors.layers['casual']!, of: (i: number) => cohorts[i]!.people - Math.max(cohorts[i]!.returned, cohorts[i]!.regulars) },
  ];
  const most = Math.max(1, ...cohorts.map(cohort => cohort.people));
  return figure({
    id: 'newcomers', title: 'The path of newcomers',
    note: 'People by the year of their first commit: how many came back, and how many became regulars. The newest years are not over yet.',
    keys: () => parts.map(part => ({ color: part.color, label: title(part.label) })),
    height: 200,
    draw: (width, height) => {
      const left = 46, bottom = height - 22, room = width - left - 10, slot = room / Math.max(1, cohorts.length);
      const drawing = canvas(width, height, 'Newcomers of each year');
      drawing.append(s('text', { x: 4, y: 12, fill: 'var(--soft)', 'aria-hidden': 'true' }, 'people'));
      for (const part of [0, 0.5, 1])
        drawing.append(s('line', { x1: left, x2: width - 10, y1: bottom - part * (bottom - 24), y2: bottom - part * (bottom - 24), stroke: 'var(--line)' }),
          s('text', { x: left - 6, y: bottom - part * (bottom - 24) + 4, 'text-anchor': 'end', fill: 'var(--soft)', 'aria-hidden': 'true' }, fixed(most * part, 0)));
      const marks = cohorts.map((cohort, i) => {
        const x = left + i * slot + slot * 0.1, w = slot * 0.8;
        const bar = s('g', { class: 'mark' });
        let y = bottom;
        for (const part of parts) {
          const tall = part.of(i) / most * (bottom - 24);
          y -= tall;
          bar.append(s('rect', { x, y, width: w, height: Math.max(0, tall), fill: part.color, 'fill-opacity': cohort.complete ? 1 : 0.6 }));
        }
        if (slot > 34 || i % Math.ceil(40 / slot) === 0)
          drawing.append(s('text', { x: x + w / 2, y: bottom + 16, 'text-anchor': 'middle', fill: 'var(--soft)', 'aria-hidden': 'true' }, cohort.year));
        return describe(bar, [`${cohort.year}: ${plural(cohort.people, 'newcomer')}`, `${count(cohort.returned)} came back`, `${count(cohort.regulars)} became regulars${cohort.medianMonths === null ? '' : `, after ${fixed(cohort.medianMonths, 0)} months in the middle`}`, ...(cohort.complete ? [] : ['so far'])]);
      });
      drawing.append(s('g', {}, ...marks));
      roving(drawing, marks);
      return drawing;
    },
    columns: [
      { title: 'Year', value: row => row.year, cell: row => String(row.year) }, { title: 'People', value: row => row.people, numeric: true }, { title: 'Came back', value: row => row.returned, numeric: true },
      { title: 'Became regulars', value: row => row.regulars, numeric: true }, { title: 'Months until then', value: row => row.medianMonths, cell: row => fixed(row.medianMonths, 0), numeric: true },
      { title: 'Over', value: row => row.complete ? 'yes' : 'so far' },
    ],
    rows: () => cohorts,
  }).element;
}
