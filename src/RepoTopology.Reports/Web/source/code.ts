// What the code is made of, how it hangs together, and where knowledge is thin.
import * as colors from './colors';
import type { CodeGraph, Documents, Module } from './documents';
import { clean, command, h, name, path, quoted } from './dom';
import { choice, figure, legend } from './figure';
import { age, count, fixed, plural, share } from './format';
import { draw, layOut, zoomButtons, type Network, type NetworkEdge, type NetworkNode, type View } from './network';
import { table } from './table';
import { treemapFigure } from './treemap';

const mostNodes = 150, mostEdgesPerNode = 2.5, leastEdges = 60, mostHidden = 30;

interface Drawn { nodes: NetworkNode[]; edges: NetworkEdge[]; note: string; network?: Network }

export interface CodeSection { elements: HTMLElement[]; select: (id: string) => void; showFile: (path: string) => void }

export function codeSection(documents: Documents): CodeSection {
  const map = treemapFigure(documents);
  const graph = moduleGraph(documents);
  return {
    elements: [map.element, graph.element, ...findings(documents), risks(documents), ...hotspots(documents)],
    select: graph.select,
    showFile: map.show,
  };
}

function moduleGraph(documents: Documents): { element: HTMLElement; select: (id: string) => void } {
  const levels = new Map<string, () => Drawn>([['modules', () => ofModules(documents)]]);
  for (const level of ['projects', 'namespaces', 'types'] as const) {
    const graph = documents[level];
    if (graph && graph.nodes.length > 1)
      levels.set(level, () => ofCode(graph));
  }
  const made = new Map<string, Drawn>();
  let level = documents.analysis.graphs.modules.nodes.length < 3 && levels.has('namespaces') ? 'namespaces' : 'modules';
  let selected: string | null = null, width = 800;
  const view: View = { scale: 1, x: 0, y: 0 };
  const height = (): number => Math.round(Math.max(320, Math.min(640, width * 0.62)));
  const note = h('span', {});
  const get = (): Drawn => {
    const known = made.get(level) ?? levels.get(level)!();
    made.set(level, known);
    note.textContent = level === 'modules'
      ? `A circle is a module, larger with more commits; a line joins modules that change in the same commits, an arrow leads from a module to one that it uses, a dashed line joins those that change together though neither uses the other. ${known.note}`
      : `A circle is one of the ${level}, larger with more lines; an arrow leads to what it uses, and what uses nothing lies at the bottom. Those that use one another in a circle are marked. ${known.note}`;
    return known;
  };
  const titleOf = (drawn: Drawn): Map<string, string> => new Map(drawn.nodes.map(node => [node.id, node.label]));
  const choose = (id: string): void => {
    selected = selected === id ? null : id;
    result.redraw();
  };
  const result = figure<{ from: string; to: string; kind: string; weight: number }>({
    id: 'module-graph', title: 'What hangs together',
    note,
    controls: [
      choice('Level', [...levels.keys()].map(key => [key, key]), level, value => {
        level = value;
        selected = null;
        Object.assign(view, { scale: 1, x: 0, y: 0 });
        result.redraw();
      }),
      zoomButtons(view, () => ({ width, height: height() }), () => result.redraw()),
      legend([{ color: colors.categories[0], label: 'code' }, { color: colors.nobody, label: 'tests' }, { color: colors.categories[5], label: 'in a circle' }, { color: 'var(--accent)', label: 'changes together, unused', shape: 'line' }]),
    ],
    draw: w => {
      width = w;
      const drawn = get();
      drawn.network ??= layOut(drawn.nodes, drawn.edges);
      return draw({ network: drawn.network, width, height: height(), label: `${plural(drawn.nodes.length, 'circle')} and ${plural(drawn.edges.length, 'line')}; arrow keys go from one to the next`, view, selected, labels: width < 600 ? 7 : 18, choose });
    },
    caption: 'What is tied to what',
    columns: [
      { title: 'From', value: row => row.from, cell: row => name(row.from, 70) }, { title: 'To', value: row => row.to, cell: row => name(row.to, 70) },
      { title: 'Tie', value: row => row.kind }, { title: 'Weight', value: row => row.weight, cell: row => fixed(row.weight, 0), numeric: true },
    ],
    rows: () => {
      const drawn = get(), names = titleOf(drawn);
      return drawn.edges.map(edge => ({
        from: names.get(edge.source) ?? edge.source, to: names.get(edge.target) ?? edge.target, weight: edge.weight,
        kind: { tie: 'changes with', arrow: 'uses', alert: 'uses, in a circle', hidden: 'changes with, neither uses the other' }[edge.kind ?? 'tie'],
      })).sort((a, b) => b.weight - a.weight);
    },
  });
  get();
  return {
    element: result.element,
    select: id => {
      level = 'modules';
      const select = result.element.querySelector('select');
      if (select)
        select.value = level;
      selected = id;
      result.redraw();
      result.element.scrollIntoView({ block: 'start' });
    },
  };
}

function ofModules(documents: Documents): Drawn {
  const { analysis } = documents;
  const byName = new Map(analysis.modules.map(module => [module.name, module.id]));
  const inCircle = new Map((analysis.structure?.cycles ?? []).flatMap((circle, i) => circle.map(module => [module, i] as const)));
  const tests = new Set(analysis.structure?.tests ?? []);
  const ids = new Set(analysis.graphs.modules.nodes);
  const listed = [...analysis.modules].sort((a, b) => b.commits - a.commits).filter(module => ids.has(module.id));
  const shown = listed.slice(0, mostNodes), kept = new Set(shown.map(module => module.id));
  const most = Math.max(1, ...shown.map(module => module.commits));
  const edges: NetworkEdge[] = analysis.graphs.modules.edges.filter(edge => kept.has(edge.source) && kept.has(edge.target)).map(edge => ({ ...edge, kind: 'tie' as const }));
  const heaviest = Math.max(1, ...edges.map(edge => edge.weight));
  for (const use of analysis.structure?.dependencies ?? []) {
    const source = byName.get(use.from), target = byName.get(use.to);
    if (source && target && kept.has(source) && kept.has(target))
      edges.push({ source, target, weight: heaviest * 0.2, kind: inCircle.has(use.from) && inCircle.get(use.from) === inCircle.get(use.to) ? 'alert' : 'arrow' });
  }
  for (const pair of (analysis.structure?.hiddenCoupling ?? []).slice(0, mostHidden)) {
    const source = byName.get(pair.a), target = byName.get(pair.b);
    if (source && target && kept.has(source) && kept.has(target))
      edges.push({ source, target, weight: pair.together, kind: 'hidden' });
  }
  const bounded = strongest(edges, shown.length);
  return {
    nodes: shown.map(module => ({
      id: module.id, label: clean(module.name, 40), size: 4 + 18 * Math.sqrt(module.commits / most),
      fill: inCircle.has(module.name) ? colors.categories[5] : tests.has(module.name) ? colors.nobody : colors.categories[0],
      lines: [clean(module.name), `${plural(module.commits, 'commit')} by ${plural(module.authors, 'person', 'people')}`, `bus factor ${module.busFactor}`],
    })),
    edges: bounded,
    note: bounds(shown.length, listed.length, bounded.length, edges.length),
  };
}

function ofCode(graph: CodeGraph): Drawn {
  const degree = new Map(graph.nodes.map(node => [node.id, 0]));
  for (const link of graph.links)
    for (const end of [link.source, link.target])
      degree.set(end, (degree.get(end) ?? 0) + 1);
  const listed = [...graph.nodes].sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  const shown = listed.slice(0, mostNodes), kept = new Map(shown.map(node => [node.id, node]));
  const merged = new Map<string, NetworkEdge>();
  for (const link of graph.links) {
    const source = kept.get(link.source), target = kept.get(link.target);
    if (!source || !target)
      continue;
    const key = `${link.source} ${link.target}`, known = merged.get(key);
    if (known)
      known.weight += link.weight;
    else
      merged.set(key, { source: link.source, target: link.target, weight: link.weight, kind: source.cycle !== null && source.cycle === target.cycle ? 'alert' : 'arrow' });
  }
  const all = [...merged.values()], edges = strongest(all, shown.length);
  const most = Math.max(1, ...shown.map(node => node.lines)), top = Math.max(1, ...shown.map(node => node.layer));
  // Names share their beginnings, which say nothing there.
  const common = shown.length < 3 ? '' : prefix(shown.map(node => node.label));
  const total = graph.nodes.length + (graph.graph.leftOut ?? 0);
  return {
    nodes: shown.map(node => ({
      id: node.id, label: clean(node.label.slice(common.length) || node.label, 40), level: node.layer / top, size: 4 + 16 * Math.sqrt(node.lines / most),
      fill: node.cycle !== null ? colors.categories[5] : node.test === 'yes' ? colors.nobody : colors.categories[0],
      lines: [
        clean(node.label), `${node.kind}, ${plural(node.lines, 'line')}`, ...(node.topContributor ? [`most by ${clean(node.topContributor, 40)}, ${share(node.topShare)}`] : []),
        ...(node.orphanedShare ? [`${share(node.orphanedShare)} by people who have left`] : []), ...(node.cycle !== null ? [`in circle ${node.cycle + 1}`] : []),
      ],
    })),
    edges,
    note: bounds(shown.length, total, edges.length, all.length),
  };
}

function prefix(names: string[]): string {
  const first = names[0] ?? '';
  let end = first.lastIndexOf('.') + 1;
  while (end > 0 && !names.every(name => name.startsWith(first.slice(0, end)) || name === first.slice(0, end - 1)))
    end = first.lastIndexOf('.', end - 2) + 1;
  return first.slice(0, end);
}

/** More lines than this are a tangle in which nobody sees anything. */
const strongest = (edges: NetworkEdge[], nodes: number): NetworkEdge[] =>
  [...edges].sort((a, b) => order(b) - order(a) || b.weight - a.weight).slice(0, Math.max(leastEdges, Math.round(mostEdgesPerNode * nodes)));

/** What is wrong is never left out for what is merely strong. */
const order = (edge: NetworkEdge): number => edge.kind === 'alert' || edge.kind === 'hidden' ? 1 : 0;

function bounds(nodes: number, allNodes: number, edges: number, allEdges: number): string {
  return [
    nodes < allNodes ? `The ${count(nodes)} with most ties of ${count(allNodes)} are drawn.` : '',
    edges < allEdges ? `The ${count(edges)} strongest of ${count(allEdges)} lines are drawn.` : '',
  ].join(' ').trim();
}

function findings(documents: Documents): HTMLElement[] {
  const { structure } = documents.analysis;
  if (!structure)
    return [];
  return [h('section', { class: 'block', id: 'structure' }, h('h3', {}, 'What the structure says'),
    h('ul', {},
      h('li', {}, structure.cycles.length === 0 ? 'No modules use one another in a circle.' : `${plural(structure.cycles.length, 'circle')} of modules that use one another: ${structure.cycles.slice(0, 3).map(circle => circle.map(one => clean(one, 40)).join(' → ')).join('; ')}.`),
      h('li', {}, structure.undercoordinated.length === 0 ? 'Where modules use one another and change together, somebody knows both.' : `${plural(structure.undercoordinated.length, 'dependency', 'dependencies')} whose two sides change together while those who know them have never met in the code: ${structure.undercoordinated.slice(0, 3).map(one => `${clean(one.from, 40)} → ${clean(one.to, 40)}`).join('; ')}.`),
      h('li', {}, structure.hiddenCoupling.length === 0 ? 'No modules change together more than by chance without one using the other.' : `${plural(structure.hiddenCoupling.length, 'pair')} of modules change together though neither uses the other: ${structure.hiddenCoupling.slice(0, 3).map(one => `${clean(one.a, 40)} and ${clean(one.b, 40)}`).join('; ')}.`)),
    command('repotopology explain structure'))];
}

function risks(documents: Documents): HTMLElement {
  const { analysis } = documents;
  const lines = new Map((analysis.lines?.modules ?? []).map(module => [module.name, module]));
  const risk = new Map(analysis.risk.modules.map(module => [module.name, module]));
  const people = new Map(analysis.contributors.map(person => [person.id, person.name]));
  return h('section', { class: 'block', id: 'risks' }, h('h3', {}, 'Where knowledge is thin'),
    h('p', { class: 'note' }, 'Modules by how much would be lost with few people: 1 is a busy module that one person carries. The bus factor is the fewest people with half of its commits.'),
    table<Module>({
      caption: 'Modules and their risk', rows: analysis.modules, text: row => `${row.name} ${row.directory} ${people.get(row.topContributor ?? '') ?? ''}`, columns: [
        { title: 'Module', value: row => row.name, cell: row => path(row.name) },
        { title: 'Risk', value: row => row.risk, cell: row => fixed(row.risk), numeric: true },
        { title: 'Commits', value: row => row.commits, cell: row => count(row.commits), numeric: true },
        { title: 'People', value: row => row.authors, numeric: true },
        { title: 'Most commits by', value: row => people.get(row.topContributor ?? '') ?? null, cell: row => name(people.get(row.topContributor ?? '') ?? '–', 40) },
        { title: 'Their share', value: row => row.topShare, cell: row => share(row.topShare), numeric: true },
        { title: 'Bus factor', value: row => row.busFactor, numeric: true },
        { title: 'Lines', value: row => lines.get(row.name)?.lines, cell: row => lines.has(row.name) ? count(lines.get(row.name)!.lines) : '–', numeric: true },
        { title: 'By people who left', value: row => risk.get(row.name)?.orphanedShare.low, cell: row => share(risk.get(row.name)?.orphanedShare.low), numeric: true },
        { title: 'Reads as', value: row => row.verdict?.label ?? null, cell: row => row.verdict ? row.verdict.label : '–' },
        { title: 'Explanation', value: row => `repotopology explain ${quoted(`module:${row.name}`)}`, cell: row => command(`repotopology explain ${quoted(`module:${row.name}`)}`), screen: true },
      ],
    }));
}

function hotspots(documents: Documents): HTMLElement[] {
  const spots = documents.hotspots?.hotspots;
  if (!spots || spots.length === 0)
    return [];
  return [h('section', { class: 'block', id: 'hotspots' }, h('h3', {}, 'Hotspots: busy, large and one person’s'),
    h('p', { class: 'note' }, 'Files of the window by commits × lines × the share of who wrote most, each on a logarithmic scale of 0 to 1.'),
    table({
      caption: 'Hotspots', rows: spots, text: row => `${row.name} ${row.topContributor ?? ''}`, page: 15, columns: [
        { title: 'File', value: row => row.name, cell: row => path(row.name) },
        { title: 'Score', value: row => row.score, cell: row => fixed(row.score), numeric: true },
        { title: 'Commits', value: row => row.commits, numeric: true },
        { title: 'Lines', value: row => row.lines, cell: row => count(row.lines), numeric: true },
        { title: 'Most by', value: row => row.topContributor, cell: row => name(row.topContributor ?? '–', 40) },
        { title: 'Their share', value: row => row.topShare, cell: row => share(row.topShare), numeric: true },
        { title: 'Median age', value: row => row.medianAgeDays, cell: row => age(row.medianAgeDays), numeric: true },
        { title: 'Changes with', value: row => row.changesWith?.name ?? null, cell: row => row.changesWith ? path(row.changesWith.name) : '–' },
        { title: 'Who knows it', value: row => `repotopology who ${quoted(row.name)}`, cell: row => command(`repotopology who ${quoted(row.name)}`), screen: true },
      ],
    }))];
}
