// What the project is, how sure that is, and what decided it.
import { command, h, pair, quoted, s } from './dom';
import type { Dimension, Documents, Indicator } from './documents';
import { canvas, figure } from './figure';
import { day, fixed, interval, plural, share, title } from './format';
import { table } from './table';

export function verdictSection(documents: Documents): HTMLElement[] {
  const { analysis, page } = documents;
  const { verdict, window } = analysis;
  const explain = (id: string) => command(`repotopology explain ${quoted(id)}`);
  const parts: HTMLElement[] = [h('p', { class: 'sentence' }, verdict.sentence)];
  const rows = [{ name: 'whole', index: verdict.index, interval: verdict.interval }, ...analysis.dimensions];
  parts.push(figure({
    id: 'axis', title: 'Between group and network',
    note: verdict.index === null
      ? 'Too few commits for an index; what can be said stands below.'
      : `0 is a group, directed from a centre behind a closed boundary; 1 is a network, where many act on their own and come and go. The index is ${fixed(verdict.index)}; 9 of 10 redraws of the same history lie between ${verdict.interval ? interval(verdict.interval).replace(' to ', ' and ') : '–'}.`,
    height: width => 54 + axisGap(width) * rows.length,
    draw: (width, height) => axis(width, height, rows, page.mixedFrom, page.networkFrom),
    columns: [
      { title: 'Dimension', value: row => row.name },
      { title: 'Index', value: row => row.index, numeric: true, cell: row => fixed(row.index) },
      { title: 'Low', value: row => row.interval?.[0], numeric: true },
      { title: 'High', value: row => row.interval?.[1], numeric: true },
    ],
    rows: () => rows,
  }).element);
  parts.push(h('div', { class: 'columns' },
    verdict.evidence.length + verdict.split.length === 0 ? null : h('div', {}, h('h3', {}, 'What decided it'), h('ul', {}, ...verdict.evidence.map(text => h('li', {}, text)), ...verdict.split.map(text => h('li', {}, text))), explain('verdict')),
    h('div', {}, h('h3', {}, 'What would change it'), h('p', {}, verdict.flip ?? (verdict.index === null ? 'More commits by more people would tell more.' : 'Nothing that was measured would change it by itself.')),
      h('p', { class: 'note' }, `${plural(window.commits, 'commit')} by ${plural(window.authors, 'person', 'people')} in ${window.months} months, from ${day(window.from)} to ${day(window.to)}.`), explain('window'))));
  parts.push(h('h3', {}, 'Four dimensions'), h('div', { class: 'cards' }, ...analysis.dimensions.map(dimensionCard)), glossary());
  return parts;
}

/** The words that stand in every section. */
function glossary(): HTMLElement {
  const words: [string, string][] = [
    ['Group, network', 'Stephen Downes’ two ways of working together: directed from a centre and of one mind, or each on their own, different, open and talking with all.'],
    ['Window', 'The months before the newest commit that the figures are of, as long as needed to reach enough commits.'],
    ['Interval', 'The window’s commits are drawn by lot a hundred times and judged again; nine of ten results lie in it.'],
    ['Core, regular, occasional, casual', 'The fewest people with 80 % of the commits; of the others those who come in at least half of the quarters; those with more than two commits; those with one or two.'],
    ['Community', 'People who change the same files as one another more than as others do.'],
    ['Centralisation', 'How far shared work runs through few people: 1 when all share with one person only, 0 when all share alike.'],
    ['Modularity', 'How clearly people fall into communities: 0 is no more than by chance.'],
    ['Living lines', 'Lines that stand in the newest commit, each of who wrote it, also after it was moved.'],
    ['People who left', 'Those without a commit for a year, or as long as was asked for, before the window’s end.'],
    ['Bus factor', 'The fewest people whose leaving would leave half without anybody who knows it: of living lines for the whole, of commits for a module.'],
    ['Blast radius', 'The share of the other projects that use one, directly or through others.'],
  ];
  return h('details', { id: 'words' }, h('summary', {}, 'What the words mean'), h('dl', {}, ...words.flatMap(([word, meaning]) => pair(word, meaning))));
}

function dimensionCard(dimension: Dimension): HTMLElement {
  const known = dimension.indicators.filter(indicator => indicator.score !== null && indicator.phrase);
  const telling = [...known].sort((a, b) => b.coverage * Math.abs(b.score! - 0.5) - a.coverage * Math.abs(a.score! - 0.5))[0];
  return h('article', { class: 'card', id: `dimension-${dimension.name}` },
    h('h4', {}, title(dimension.name), ' ', h('span', { class: 'figure' }, fixed(dimension.index))),
    bar(dimension),
    h('p', {}, telling?.phrase ? title(telling.phrase) + '.' : 'Not enough was seen to tell.'),
    command(`repotopology explain ${dimension.name}`),
    h('details', {}, h('summary', {}, `${plural(dimension.indicators.length, 'indicator')}`), table<Indicator>({
      caption: `Indicators of ${dimension.name}`, rows: dimension.indicators, columns: [
        { title: 'Indicator', value: row => row.title ?? row.name },
        { title: 'Value', value: row => row.value, cell: row => fixed(row.value), numeric: true },
        { title: 'Score', value: row => row.score, cell: row => fixed(row.score), numeric: true, hint: '0 is group-like, 1 is network-like' },
        { title: 'Interval', value: row => row.interval?.[0], cell: row => interval(row.interval) },
        { title: 'Seen', value: row => row.coverage, cell: row => share(row.coverage), numeric: true, hint: 'How much of the record tells it' },
        { title: 'In words', value: row => row.phrase },
        { title: 'Explanation', value: row => `repotopology explain ${row.name}`, cell: row => command(`repotopology explain ${row.name}`) },
      ],
    })));
}

function bar(dimension: Dimension): SVGSVGElement {
  const drawing = s('svg', { viewBox: '0 0 200 14', class: 'bar', role: 'img', 'aria-label': `${dimension.name} ${fixed(dimension.index)}, interval ${interval(dimension.interval)}` });
  drawing.append(s('line', { x1: 4, x2: 196, y1: 7, y2: 7, stroke: 'var(--line)', 'stroke-width': 4, 'stroke-linecap': 'round' }));
  mark(drawing, value => 4 + 192 * value, 7, dimension);
  return drawing;
}

function mark(drawing: SVGElement, x: (value: number) => number, y: number, row: { index: number | null; interval: readonly [number, number] | null }, large = false): void {
  if (row.interval)
    drawing.append(s('line', { x1: x(row.interval[0]), x2: x(row.interval[1]), y1: y, y2: y, stroke: 'var(--accent)', 'stroke-width': large ? 8 : 4, 'stroke-opacity': 0.45, 'stroke-linecap': 'round' }));
  if (row.index !== null)
    drawing.append(s('circle', { cx: x(row.index), cy: y, r: large ? 8 : 5, fill: 'var(--accent)', stroke: 'var(--paper)', 'stroke-width': 1.5 }));
}

const axisGap = (width: number): number => width < 560 ? 46 : 34;

function axis(width: number, height: number, rows: { name: string; index: number | null; interval: readonly [number, number] | null }[], mixed: number, network: number): SVGSVGElement {
  const isNarrow = width < 560, left = isNarrow ? 12 : 110, right = width - 16, gap = axisGap(width);
  const label = rows.map(row => `${row.name} ${fixed(row.index)}`).join(', ');
  const drawing = canvas(width, height, `Index of the whole and of each dimension: ${label}`, 'img');
  const x = (value: number): number => Math.round((left + (right - left) * Math.max(0, Math.min(1, value))) * 10) / 10;
  const zones: [number, number, string][] = [[0, mixed, 'group-like'], [mixed, network, 'mixed'], [network, 1, 'network-like']];
  for (const [from, to, name] of zones)
    drawing.append(
      s('rect', { x: x(from), y: 26, width: x(to) - x(from), height: height - 46, fill: name === 'mixed' ? 'var(--panel)' : 'none', stroke: 'var(--line)' }),
      s('text', { x: (x(from) + x(to)) / 2, y: 18, 'text-anchor': 'middle', fill: 'var(--soft)' }, name));
  rows.forEach((row, i) => {
    const y = 26 + gap * (i + 0.5) + (isNarrow ? 8 : 0);
    drawing.append(
      s('line', { x1: x(0), x2: x(1), y1: y, y2: y, stroke: 'var(--line)' }),
      s('text', { x: isNarrow ? left + 4 : left - 10, y: isNarrow ? y - 13 : y + 4, 'text-anchor': isNarrow ? 'start' : 'end', fill: 'var(--ink)', 'font-weight': i === 0 ? 700 : 400 },
        `${title(row.name)}${isNarrow ? ` ${fixed(row.index)}` : ''}`));
    mark(drawing, x, y, row, i === 0);
  });
  for (const value of [0, 0.25, 0.5, 0.75, 1])
    drawing.append(s('text', { x: x(value), y: height - 4, 'text-anchor': 'middle', fill: 'var(--soft)' }, value));
  return drawing;
}
