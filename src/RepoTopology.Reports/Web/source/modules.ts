// What uses what and what changes together: modules, and C# by project, namespace and type.
import * as colors from './colors';
import { nameOf, type CodeGraph, type Documents, type Module } from './documents';
import { announce, clean, command, h, moduleName, pair, path, quoted, refill, type Child } from './dom';
import { choice, figure, type Key } from './figure';
import { age, count, fixed, plural, share } from './format';
import { draw, layOut, zoomButtons, type Network, type NetworkEdge, type NetworkNode, type View } from './network';

const mostNodes = 150, mostEdgesPerNode = 2.5, leastEdges = 60, mostHidden = 30;

interface Tie { from: string; to: string; kind: string; amount: number; of: string }

interface Drawn {
  nodes: NetworkNode[]; edges: NetworkEdge[]; note: string; network?: Network;
  /** What is tied to what, whole and with whole names. */
  ties: Tie[];
  /** What there is to know about a node. */
  about: (id: string) => Child[];
}

const grey = colors.nobody, blue = colors.categories[0], red = colors.categories[5];

export function moduleGraph(documents: Documents): { element: HTMLElement; select: (id: string) => void } {
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
  const heightOf = (wide: number): number => get().nodes.length < 3 ? 160 : Math.round(Math.max(320, Math.min(640, wide * 0.7)));
  const note = h('span', {}), panel = h('div', { class: 'panel', 'aria-live': 'polite' });
  const get = (): Drawn => {
    const known = made.get(level) ?? levels.get(level)!();
    made.set(level, known);
    note.textContent = known.note;
    return known;
  };
  const show = (value: string): void => {
    level = value;
    selected = null;
    Object.assign(view, { scale: 1, x: 0, y: 0 });
    showPanel();
    result.redraw();
  };
  const choose = (id: string): void => {
    selected = selected === id ? null : id;
    showPanel();
    result.redraw();
  };
  const showPanel = (): void => {
    panel.classList.toggle('screen', selected === null);
    refill(panel, ...selected === null
      ? [h('h4', {}, 'Nothing is selected'), h('p', {}, 'Choose a circle, or a module with the search above, to see what it uses, what uses it and who works on it.')]
      : get().about(selected));
    if (selected !== null)
      announce(`${panel.querySelector('h4')?.textContent ?? ''} selected`);
  };
  const result = figure<Tie>({
    id: 'module-graph', title: 'What hangs together',
    note,
    controls: [
      choice('Level', [...levels.keys()].map(key => [key, key]), level, show),
      zoomButtons(view, () => ({ width, height: heightOf(width) }), () => result.redraw()),
    ],
    keys: () => keysOf(get()),
    height: heightOf,
    draw: (w, height) => {
      width = w;
      const drawn = get();
      drawn.network ??= layOut(drawn.nodes, drawn.edges);
      return draw({ network: drawn.network, width, height, label: `${plural(drawn.nodes.length, 'circle')} and ${plural(drawn.edges.length, 'line')}; arrow keys go from one to the next, Enter selects`, view, selected, labels: width < 600 ? 7 : 18, choose });
    },
    aside: panel,
    caption: 'What is tied to what',
    columns: [
      { title: 'From', value: row => row.from, cell: row => path(row.from) }, { title: 'To', value: row => row.to, cell: row => path(row.to) },
      { title: 'Tie', value: row => row.kind }, { title: 'How much', value: row => row.amount, cell: row => count(row.amount), numeric: true }, { title: 'Of', value: row => row.of },
    ],
    rows: () => get().ties,
  });
  showPanel();
  return {
    element: result.element,
    select: id => {
      const select = result.element.querySelector('select');
      if (select)
        select.value = 'modules';
      show('modules');
      choose(id);
      result.element.scrollIntoView({ block: 'start' });
      panel.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    },
  };
}

/** What is drawn, and no more. */
function keysOf(drawn: Drawn): Key[] {
  const has = (fill: string): boolean => drawn.nodes.some(node => node.fill === fill), ties = (kind: string): boolean => drawn.edges.some(edge => (edge.kind ?? 'tie') === kind);
  return [
    ...(has(grey) || has(red) ? [{ color: blue, label: 'code' }] : []),
    ...(has(grey) ? [{ color: grey, label: 'tests' }] : []),
    ...(has(red) ? [{ color: red, label: 'in a circle' }] : []),
    ...(ties('arrow') || ties('alert') ? [{ color: 'var(--soft)', label: 'uses', shape: 'arrow' as const }] : []),
    ...(ties('alert') ? [{ color: 'var(--alert)', label: 'uses, in a circle', shape: 'arrow' as const }] : []),
    ...(ties('tie') ? [{ color: 'var(--soft)', label: 'change together', shape: 'line' as const }] : []),
    ...(ties('hidden') ? [{ color: 'var(--accent)', label: 'change together, neither uses the other', shape: 'dashes' as const }] : []),
  ];
}

function listed(heading: string, names: string[]): Child[] {
  return names.length === 0 ? [] : [h('h5', {}, heading), h('ul', {}, ...names.slice(0, 6).map(one => h('li', {}, path(one)))), ...(names.length > 6 ? [h('p', {}, `and ${names.length - 6} more`)] : [])];
}

function ofModules(documents: Documents): Drawn {
  const { analysis } = documents;
  const byName = new Map(analysis.modules.map(module => [module.name, module.id]));
  const inCircle = new Map((analysis.structure?.cycles ?? []).flatMap((circle, i) => circle.map(module => [module, i] as const)));
  const tests = new Set(analysis.structure?.tests ?? []);
  const ids = new Set(analysis.graphs.modules.nodes);
  const listedModules = [...analysis.modules].sort((a, b) => b.commits - a.commits).filter(module => ids.has(module.id));
  const shown = listedModules.slice(0, mostNodes), kept = new Set(shown.map(module => module.id));
  const most = Math.max(1, ...shown.map(module => module.commits));
  const structure = analysis.structure, names = new Map(analysis.modules.map(module => [module.id, moduleName(module.name)]));
  const pairOf = (a: string, b: string): string => a < b ? `${a} ${b}` : `${b} ${a}`;
  const hidden = (structure?.hiddenCoupling ?? []).slice(0, mostHidden).map(pair => ({ source: byName.get(pair.a), target: byName.get(pair.b), together: pair.together }));
  const hiddenPairs = new Set(hidden.map(pair => pairOf(pair.source ?? '', pair.target ?? '')));
  const together = analysis.graphs.modules.edges.filter(edge => !hiddenPairs.has(pairOf(edge.source, edge.target)));
  const heaviest = Math.max(1, ...together.map(edge => edge.weight));
  const edges: NetworkEdge[] = [], ties: Tie[] = [];
  const tie = (source: string | undefined, target: string | undefined, kind: NonNullable<NetworkEdge['kind']>, words: string, weight: number, amount: number, of: string): void => {
    if (!source || !target)
      return;
    ties.push({ from: names.get(source) ?? source, to: names.get(target) ?? target, kind: words, amount, of });
    if (kept.has(source) && kept.has(target))
      edges.push({ source, target, weight, kind });
  };
  for (const edge of together)
    tie(edge.source, edge.target, 'tie', 'change together', edge.weight, edge.weight, 'commits, shared out over their modules');
  for (const use of structure?.dependencies ?? []) {
    const isCircle = inCircle.has(use.from) && inCircle.get(use.from) === inCircle.get(use.to);
    // As thin as a weak tie: references have no measure in common with commits.
    tie(byName.get(use.from), byName.get(use.to), isCircle ? 'alert' : 'arrow', isCircle ? 'uses, in a circle' : 'uses', heaviest * 0.2, use.references, 'references');
  }
  for (const pair of hidden)
    tie(pair.source, pair.target, 'hidden', 'change together, neither uses the other', pair.together, pair.together, 'commits');
  const drawn = strongest(edges, shown.length);
  return {
    nodes: shown.map(module => ({
      id: module.id, label: clean(moduleName(module.name)), size: 4 + 18 * Math.sqrt(module.commits / most),
      fill: inCircle.has(module.name) ? red : tests.has(module.name) ? grey : blue,
      lines: [clean(moduleName(module.name)), `${plural(module.commits, 'commit')} by ${plural(module.authors, 'person', 'people')}`, `bus factor ${module.busFactor}`],
    })),
    edges: drawn, ties,
    note: [
      'A circle is a module, larger with more commits; a line joins modules that change in the same commits',
      structure ? ', an arrow leads from a module to one that it uses, a dashed line joins those that change together though neither uses the other. ' : '. ',
      bounds(shown.length, listedModules.length, drawn.length, edges.length),
    ].join(''),
    about: id => aboutModule(documents, analysis.modules.find(module => module.id === id)),
  };
}

function aboutModule(documents: Documents, module: Module | undefined): Child[] {
  if (!module)
    return [];
  const { analysis } = documents;
  const lines = analysis.lines?.modules.find(one => one.name === module.name), left = analysis.risk.modules.find(one => one.name === module.name);
  const top = analysis.contributors.find(person => person.id === module.topContributor);
  const facts: [string, string][] = [
    ['Commits', `${count(module.commits)} by ${plural(module.authors, 'person', 'people')}`],
    ...(top ? [['Most commits', `${clean(nameOf(top), 40)}, ${share(module.topShare)}`] as [string, string]] : []),
    ['Bus factor', `${count(module.busFactor)}, by commits`],
    ...(lines ? [['Lines', count(lines.lines)] as [string, string]] : []),
    ...(left ? [['By people who left', share(left.orphanedShare.low)] as [string, string]] : []),
    ['Risk', fixed(module.risk)],
    ...(module.verdict ? [['Reads as', module.verdict.label] as [string, string]] : []),
  ];
  const uses = analysis.structure?.dependencies ?? [];
  return [
    h('h4', { tabindex: '-1' }, path(moduleName(module.name))),
    h('dl', {}, ...facts.flatMap(([term, value]) => pair(term, value))),
    ...listed('Uses', uses.filter(use => use.from === module.name).sort((a, b) => b.references - a.references).map(use => moduleName(use.to))),
    ...listed('Used by', uses.filter(use => use.to === module.name).sort((a, b) => b.references - a.references).map(use => moduleName(use.from))),
    h('p', {}, command(`repotopology explain ${quoted(`module:${module.name}`)}`)),
  ];
}

function ofCode(graph: CodeGraph): Drawn {
  const degree = new Map(graph.nodes.map(node => [node.id, 0]));
  for (const link of graph.links)
    for (const end of [link.source, link.target])
      degree.set(end, (degree.get(end) ?? 0) + 1);
  const byDegree = [...graph.nodes].sort((a, b) => (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
  const shown = byDegree.slice(0, mostNodes), kept = new Set(shown.map(node => node.id));
  const byId = new Map(graph.nodes.map(node => [node.id, node]));
  const merged = new Map<string, NetworkEdge>();
  for (const link of graph.links) {
    const source = byId.get(link.source), target = byId.get(link.target);
    if (!source || !target)
      continue;
    const key = `${link.source} ${link.target}`, known = merged.get(key);
    if (known)
      known.weight += link.weight;
    else
      merged.set(key, { source: link.source, target: link.target, weight: link.weight, kind: source.cycle !== null && source.cycle === target.cycle ? 'alert' : 'arrow' });
  }
  const all = [...merged.values()].sort((a, b) => b.weight - a.weight), near = all.filter(edge => kept.has(edge.source) && kept.has(edge.target)), edges = strongest(near, shown.length);
  const most = Math.max(1, ...shown.map(node => node.lines)), top = Math.max(1, ...shown.map(node => node.layer));
  // Names share their beginnings, which say nothing there.
  const common = shown.length < 3 ? '' : prefix(shown.map(node => node.label));
  const total = graph.nodes.length + (graph.graph.leftOut ?? 0);
  return {
    nodes: shown.map(node => ({
      id: node.id, label: clean(node.label.slice(common.length) || node.label), level: node.layer / top, size: 4 + 16 * Math.sqrt(node.lines / most),
      fill: node.cycle !== null ? red : node.test === 'yes' ? grey : blue,
      lines: [
        clean(node.label), `${node.kind}, ${plural(node.lines, 'line')}`, ...(node.topContributor ? [`most by ${clean(node.topContributor, 40)}, ${share(node.topShare)}`] : []),
        ...(node.orphanedShare ? [`${share(node.orphanedShare)} by people who have left`] : []), ...(node.cycle !== null ? [`in circle ${node.cycle + 1}`] : []),
      ],
    })),
    edges,
    ties: all.map(edge => ({ from: byId.get(edge.source)!.label, to: byId.get(edge.target)!.label, kind: edge.kind === 'alert' ? 'uses, in a circle' : 'uses', amount: edge.weight, of: 'references' })),
    note: `A circle is one of the ${graph.graph.name}, larger with more lines; an arrow leads to what it uses, and what uses nothing lies at the bottom. ${bounds(shown.length, total, edges.length, near.length)}`,
    about: id => aboutCode(byId, all, id),
  };
}

function aboutCode(nodes: Map<string, CodeGraph['nodes'][number]>, uses: NetworkEdge[], id: string): Child[] {
  const node = nodes.get(id);
  if (!node)
    return [];
  const facts: [string, string][] = [
    ['Lines', count(node.lines)], ...(node.topContributor ? [['Most by', `${clean(node.topContributor, 40)}, ${share(node.topShare)}`] as [string, string]] : []),
    ['By people who left', share(node.orphanedShare)], ['Half is older than', age(node.medianAgeDays)],
  ];
  const label = (other: string): string => nodes.get(other)?.label ?? other;
  return [
    h('h4', { tabindex: '-1' }, path(node.label)),
    h('dl', {}, ...facts.flatMap(([term, value]) => pair(term, value))),
    ...listed('Uses', uses.filter(edge => edge.source === id).map(edge => label(edge.target))),
    ...listed('Used by', uses.filter(edge => edge.target === id).map(edge => label(edge.source))),
  ];
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
