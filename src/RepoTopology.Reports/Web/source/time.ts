// How it came to be so: dimensions, people and lines over the quarters.
import * as colors from './colors';
import { addHovers, addLine, addStack, frame, type Layer } from './chart';
import { owners, type Documents, type TrendWindow } from './documents';
import { clean, command, h, s } from './dom';
import { figure } from './figure';
import { count, day, fixed, interval, plural, quarter, share, title } from './format';

export function timeSection(documents: Documents): HTMLElement[] {
  const parts: HTMLElement[] = [];
  const { trend, holdings } = documents;
  if (trend && trend.windows.length > 0) {
    parts.push(h('div', { class: 'block' }, h('h3', {}, 'Shifts'),
      trend.transitions.length === 0 ? h('p', {}, 'No lasting shift between group and network is seen.') : h('ul', {}, ...trend.transitions.map(shift => h('li', {},
        `Around ${quarter(shift.date)} it shifted ${shift.direction.replace(/-/g, ' ').replace('towards ', 'towards a ')}: from ${shift.before.label} (${fixed(shift.before.index)}) to ${shift.after.label} (${fixed(shift.after.index)} by ${quarter(shift.afterEnd)}).`,
        h('ul', {}, ...shift.indicators.slice(0, 3).map(moved => h('li', {}, `${moved.title}: from ${amount(moved.title, moved.before)} to ${amount(moved.title, moved.after)}`)))))),
      trend.breaks.length === 0 ? null : h('p', { class: 'note' }, 'Where the record itself changed: ', trend.breaks.map(one => one.sentence).join(' ')),
      command('repotopology trend')));
    parts.push(overTime(documents, 'index', 'Group or network', window => ({ index: window.index, interval: window.interval })));
    parts.push(h('div', { class: 'grid' }, ...['autonomy', 'diversity', 'openness', 'interactivity'].map(name => overTime(documents, name, title(name), window => {
        const dimension = window.dimensions.find(one => one.name === name);
        return { index: dimension?.index ?? null, interval: dimension?.interval ?? null };
      }))));
    if (trend.windows.some(window => window.layerDrift !== null))
      parts.push(driftFigure(documents));
  } else {
    parts.push(h('p', {}, 'The quarters were not given to this report: ', command('repotopology trend --format json')));
  }
  if (holdings && holdings.overTime.dates.length > 1)
    parts.push(h('div', { class: 'grid' }, linesBy(documents, 'owner'), linesBy(documents, 'cohort')));
  else if (documents.analysis.lines)
    parts.push(linesAlone(documents));
  return parts;
}

/** Shares read as percentages, as everywhere else. */
const amount = (what: string, value: number): string => what.startsWith('share') ? share(value) : fixed(value);

function overTime(documents: Documents, id: string, name: string, of: (window: TrendWindow) => { index: number | null; interval: readonly [number, number] | null }): HTMLElement {
  const { windows, transitions } = documents.trend!;
  const { mixedFrom, networkFrom } = documents.page;
  const times = windows.map(window => new Date(window.to));
  return figure<TrendWindow>({
    id: `trend-${id}`, title: name, note: id === 'index' ? 'The whole; 0 is a group, 1 a network. The band is the interval, the grey field reads as mixed, dashed lines are lasting shifts.' : 'The band is the interval of 9 of 10 redraws.',
    height: 190,
    draw: (width, height) => {
      const f = frame({ width, height, label: `${name} at each quarter’s end`, times, high: 1, unit: 'index', tick: value => value.toFixed(2).replace(/0$/, '') });
      if (id === 'index')
        f.drawing.prepend(s('rect', { x: f.left, width: f.right - f.left, y: f.y(networkFrom), height: f.y(mixedFrom) - f.y(networkFrom), fill: 'var(--panel)' }));
      addLine(f, windows.map((window, i) => ({ time: times[i]!, value: of(window).index, interval: of(window).interval })), colors.categories[0]);
      for (const shift of transitions) {
        const x = f.x(new Date(shift.date));
        f.drawing.append(s('line', { x1: x, x2: x, y1: f.top, y2: f.bottom, stroke: 'var(--alert)', 'stroke-dasharray': '4 3', 'stroke-width': 1.5, 'aria-hidden': 'true' }));
        if (id === 'index')
          f.drawing.append(s('text', { x: x > width * 0.7 ? x - 4 : x + 4, y: f.top + 10, 'text-anchor': x > width * 0.7 ? 'end' : 'start', fill: 'var(--alert)', 'aria-hidden': 'true' }, `${quarter(shift.date)} ${shift.direction.replace('towards-', '→ ')}`));
      }
      addHovers(f, times, place => [`${quarter(windows[place]!.to)}: ${fixed(of(windows[place]!).index)}`, `interval ${interval(of(windows[place]!).interval)}`, `${plural(windows[place]!.commits, 'commit')} by ${plural(windows[place]!.authors, 'person', 'people')}, ${windows[place]!.label.replace(/-/g, ' ')}`]);
      return f.drawing;
    },
    columns: [
      { title: 'Window to', value: row => day(row.to) }, { title: 'Months', value: row => row.months, numeric: true }, { title: 'Commits', value: row => row.commits, numeric: true },
      { title: 'People', value: row => row.authors, numeric: true }, { title: 'Index', value: row => of(row).index, cell: row => fixed(of(row).index), numeric: true },
      { title: 'Low', value: row => of(row).interval?.[0], cell: row => fixed(of(row).interval?.[0]), numeric: true }, { title: 'High', value: row => of(row).interval?.[1], cell: row => fixed(of(row).interval?.[1]), numeric: true },
    ],
    rows: () => windows,
  }).element;
}

function driftFigure(documents: Documents): HTMLElement {
  const windows = documents.trend!.windows.filter(window => window.layerDrift !== null);
  const tally = (window: TrendWindow) => {
    let stayed = 0, moved = 0, came = 0, left = 0;
    for (const move of window.layerDrift!.moves)
      if (move.from === null)
        came += move.people;
      else if (move.to === null)
        left += move.people;
      else if (move.from === move.to)
        stayed += move.people;
      else
        moved += move.people;
    return { stayed, moved, came, left };
  };
  const tallies = windows.map(tally);
  const times = windows.map(window => new Date(window.to));
  const above: Layer[] = [
    { label: 'Stayed in their layer', color: colors.categories[0], values: tallies.map(one => one.stayed) },
    { label: 'Moved between layers', color: colors.categories[4], values: tallies.map(one => one.moved) },
    { label: 'Came', color: colors.categories[2], values: tallies.map(one => one.came) },
  ];
  const below = { label: 'Left', color: colors.categories[5], values: tallies.map(one => -one.left) };
  return figure<TrendWindow>({
    id: 'drift', title: 'Membership drift',
    note: `At each quarter’s end the people of the ${plural(documents.trend!.options.windowMonths, 'month')} before are held against those of as many months before that: who is in both or only in the later stands above the line, who is only in the earlier below.`,
    keys: () => [...above, below],
    height: 220,
    draw: (width, height) => {
      const high = Math.max(1, ...tallies.map(one => one.stayed + one.moved + one.came)), low = Math.min(0, ...tallies.map(one => -one.left));
      const f = frame({ width, height, label: 'Who stayed, came and left', times, low, high, unit: 'people', tick: value => count(Math.abs(value)) });
      addStack(f, times, above);
      addStack(f, times, [below]);
      f.drawing.append(s('line', { x1: f.left, x2: f.right, y1: f.y(0), y2: f.y(0), stroke: 'var(--ink)', 'aria-hidden': 'true' }));
      addHovers(f, times, place => [quarter(windows[place]!.to), `${count(tallies[place]!.stayed)} stayed, ${count(tallies[place]!.moved)} moved`, `${count(tallies[place]!.came)} came, ${count(tallies[place]!.left)} left`]);
      return f.drawing;
    },
    columns: [
      { title: 'Window to', value: row => day(row.to) }, { title: 'Stayed', value: row => tally(row).stayed, numeric: true }, { title: 'Moved', value: row => tally(row).moved, numeric: true },
      { title: 'Came', value: row => tally(row).came, numeric: true }, { title: 'Left', value: row => tally(row).left, numeric: true },
    ],
    rows: () => windows,
  }).element;
}

function linesBy(documents: Documents, by: 'owner' | 'cohort'): HTMLElement {
  const { overTime, people } = documents.holdings!;
  const times = overTime.dates.map(date => new Date(date));
  const known = owners(documents.holdings!);
  const layers: Layer[] = by === 'owner'
    ? [
      ...overTime.owners.filter(owner => known.includes(owner.person)).map(owner => ({ label: clean(people[owner.person]?.name, 40), color: colors.category(known.indexOf(owner.person)), values: owner.lines })),
      {
        label: 'everybody else', color: '#b5b5b5',
        values: overTime.others.map((lines, place) => lines + overTime.owners.filter(owner => !known.includes(owner.person)).reduce((sum, owner) => sum + (owner.lines[place] ?? 0), 0)),
      },
    ]
    : grouped(overTime.cohorts);
  const further: Layer[] = [{ label: 'bots and agents', color: '#d9d9d9', values: overTime.machines }, { label: 'unknown', color: '#efefef', values: overTime.unknown }]
    .filter(layer => layer.values.some(value => value > 0));
  const all = [...layers, ...further].filter(layer => layer.values.some(value => value > 0));
  const total = (place: number): number => all.reduce((sum, layer) => sum + (layer.values[place] ?? 0), 0);
  return figure<number>({
    id: `lines-by-${by}`, title: by === 'owner' ? 'Living lines by who wrote them' : 'Living lines by when their authors came',
    note: by === 'owner' ? 'Lines that stood at each quarter’s end, of those who wrote most over all of them.' : 'Lines that stood at each quarter’s end, by the year of their author’s first commit.',
    keys: () => all,
    height: 260,
    draw: (width, height) => {
      const f = frame({ width, height, label: by === 'owner' ? 'Living lines by person' : 'Living lines by cohort', times, high: Math.max(1, ...times.map((_, place) => total(place))), unit: 'lines' });
      addStack(f, times, all);
      addHovers(f, times, place => [`${quarter(overTime.dates[place]!)}: ${plural(total(place), 'line')}`,
        ...all.map(layer => ({ label: layer.label, value: layer.values[place] ?? 0 })).filter(one => one.value > 0).sort((a, b) => b.value - a.value).slice(0, 8).map(one => `${one.label}: ${share(one.value / Math.max(1, total(place)))}`)]);
      return f.drawing;
    },
    columns: [{ title: 'Date', value: place => day(overTime.dates[place]) }, ...all.map(layer => ({ title: layer.label, numeric: true, value: (place: number) => layer.values[place] ?? 0, cell: (place: number) => count(layer.values[place] ?? 0) }))],
    rows: () => times.map((_, place) => place),
  }).element;
}

/** Years one by one while they are few, then in spans. */
function grouped(cohorts: { year: number; lines: number[] }[]): Layer[] {
  const known = cohorts.filter(cohort => cohort.year > 0);
  const size = Math.max(1, Math.ceil(known.length / 6));
  const layers: Layer[] = [];
  for (let i = 0; i < known.length; i += size) {
    const some = known.slice(i, i + size), first = some[0]!.year, last = some[some.length - 1]!.year;
    layers.push({ label: first === last ? `${first}` : `${first}–${last}`, color: colors.ordered[colors.ordered.length - 1 - layers.length] ?? colors.nobody, values: some[0]!.lines.map((_, place) => some.reduce((sum, cohort) => sum + (cohort.lines[place] ?? 0), 0)) });
  }
  return layers;
}

function linesAlone(documents: Documents): HTMLElement {
  const samples = documents.analysis.lines!.overTime;
  const times = samples.map(sample => new Date(sample.date));
  return figure({
    id: 'lines-over-time', title: 'Living lines', note: h('span', {}, 'Lines that stood at each quarter’s end. Whose they were is told by ', command('repotopology report --format json')),
    height: 220,
    draw: (width, height) => {
      const f = frame({ width, height, label: 'Living lines at each quarter’s end', times, high: Math.max(1, ...samples.map(sample => sample.lines)), unit: 'lines' });
      addStack(f, times, [{ label: 'lines', color: colors.categories[0], values: samples.map(sample => sample.lines) }]);
      addHovers(f, times, place => [`${quarter(samples[place]!.date)}: ${plural(samples[place]!.lines, 'line')}`, `half written by ${samples[place]!.halfHeldBy} of ${samples[place]!.people} people`]);
      return f.drawing;
    },
    columns: [
      { title: 'Date', value: row => day(row.date) }, { title: 'Lines', value: row => row.lines, numeric: true }, { title: 'People', value: row => row.people, numeric: true },
      { title: 'Half written by', value: row => row.halfHeldBy, numeric: true },
    ],
    rows: () => samples,
  }).element;
}
