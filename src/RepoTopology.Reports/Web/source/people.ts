// Who works with whom, how near to the centre, and what rests with whom.
import * as colors from './colors';
import { addHovers, addStack, frame } from './chart';
import type { Documents, Person } from './documents';
import { announce, clean, command, describe, h, name, quoted, roving, s } from './dom';
import { canvas, figure, legend } from './figure';
import { count, day, fixed, plural, quarter, share, title } from './format';
import { draw, layOut, zoomButtons, type NetworkEdge, type NetworkNode, type View } from './network';
import { table } from './table';
import { without } from './whatif';

const mostPeople = 400, mostTies = 1200;
const layerNames = ['core', 'regular', 'occasional', 'casual'];

export interface PeopleSection { elements: HTMLElement[]; select: (id: string) => void }

export function peopleSection(documents: Documents): PeopleSection {
  const { analysis, holdings } = documents;
  const people = new Map(analysis.contributors.map(person => [person.id, person]));
  const modules = new Map(analysis.modules.map(module => [module.id, module]));
  const placeOf = new Map((holdings?.people ?? []).map((person, i) => [person.id ?? '', i]));
  const leaving = new Set<number>();
  let selected: string | null = null;

  const ties = analysis.graphs.contributors.edges;
  const bounded = bound(analysis.graphs.contributors.nodes.map(id => people.get(id)).filter(person => person !== undefined), ties);
  const view: View = { scale: 1, x: 0, y: 0 };
  let network: ReturnType<typeof layOut> | null = null;
  let width = 800;
  const height = (): number => Math.round(Math.max(320, Math.min(640, width * 0.75)));
  const panel = h('div', { class: 'panel', 'aria-live': 'polite' });
  const communities = [...new Set(bounded.nodes.map(node => node.community))].filter(community => community >= 0).sort((a, b) => a - b);

  const graph = figure<Person>({
    id: 'people-graph', title: 'Who works on the same files',
    note: `A circle is a person, larger with more commits; a line joins people who changed the same files, bolder the more often. Colours are communities of people who work together; the core is drawn to the centre and ringed dark. ${bounded.note}`,
    controls: [
      zoomButtons(view, () => ({ width, height: height() }), () => graph.redraw()),
      legend([
        ...communities.slice(0, colors.categories.length).map(community => ({ color: colors.category(community), label: `community ${community + 1}` })),
        ...(communities.length > colors.categories.length ? [{ color: colors.nobody, label: 'further communities' }] : []),
        { color: 'var(--ink)', label: 'core', shape: 'ring' as const },
      ]),
    ],
    draw: w => {
      width = w;
      network ??= layOut(bounded.nodes, bounded.edges);
      return draw({ network, width, height: height(), label: `${plural(bounded.nodes.length, 'circle')}, ${plural(bounded.edges.length, 'tie')}; arrow keys go from person to person, Enter selects`, view, selected, labels: width < 600 ? 6 : 14, choose: select });
    },
    aside: panel,
    caption: 'People and how many others they share files with',
    columns: [
      { title: 'Person', value: row => row.name, cell: row => name(row.name) },
      { title: 'Layer', value: row => row.layer },
      { title: 'Community', value: row => row.community === null ? null : row.community + 1, numeric: true },
      { title: 'Commits', value: row => row.commits, numeric: true },
      { title: 'Works with', value: row => collaborators(row.id).length, numeric: true },
      { title: 'Closest', value: row => collaborators(row.id).slice(0, 3).map(other => other.name).join('; '), cell: row => name(collaborators(row.id).slice(0, 3).map(other => clean(other.name, 30)).join('; '), 120) },
    ],
    rows: () => analysis.contributors,
  });

  const tiesOf = new Map<string, { id: string; weight: number }[]>();
  for (const tie of ties)
    for (const [from, to] of [[tie.source, tie.target], [tie.target, tie.source]] as const)
      (tiesOf.get(from) ?? tiesOf.set(from, []).get(from)!).push({ id: to, weight: tie.weight });
  for (const list of tiesOf.values())
    list.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));

  function collaborators(id: string): { id: string; name: string; weight: number }[] {
    return (tiesOf.get(id) ?? []).map(tie => ({ ...tie, name: people.get(tie.id)?.name ?? tie.id }));
  }

  function personButton(id: string, text?: string): HTMLElement {
    return h('button', { type: 'button', class: 'link', click: () => select(id) }, name(text ?? people.get(id)?.name ?? id, 60));
  }

  function select(id: string): void {
    if (id.startsWith('rest:'))
      return;
    selected = selected === id ? null : id;
    showPanel();
    graph.redraw();
    if (selected)
      announce(`${clean(people.get(selected)?.name)} selected`);
  }

  function showPanel(): void {
    const person = selected ? people.get(selected) : undefined;
    panel.classList.toggle('screen', !person);
    if (!person) {
      panel.replaceChildren(h('h4', {}, 'Nobody is selected'), h('p', {}, 'Choose somebody in the drawing, in the table below or with the search above, to see their modules and whom they work with.'));
      return;
    }
    const place = placeOf.get(person.id);
    const owned = analysis.graphs.ownership.edges.filter(edge => edge.source === person.id).sort((a, b) => b.weight - a.weight);
    const held = holdings && place !== undefined
      ? holdings.modules.map(module => ({ name: module.name, lines: module.held.find(([who]) => who === place)?.[1] ?? 0, of: module.lines })).filter(module => module.lines > 0).sort((a, b) => b.lines - a.lines)
      : [];
    const others = collaborators(person.id);
    panel.replaceChildren(
      h('h4', {}, name(person.name)),
      h('dl', {},
        ...pair('Layer', person.layer ? title(person.layer) : '–'), ...pair('Commits', `${count(person.commits)} (${share(person.share)}), ${count(person.lifetimeCommits)} ever`),
        ...pair('Files changed', count(person.files)), ...pair('Active', `${day(person.firstCommit)} to ${day(person.lastCommit)}`),
        ...(place !== undefined ? pair('Lines that stand', count(holdings!.people[place]!.lines)) : [])),
      h('h5', {}, 'Works most on'),
      owned.length === 0 ? h('p', {}, 'No module with enough commits.') : h('ul', {}, ...owned.slice(0, 6).map(edge => h('li', {}, name(modules.get(edge.target)?.name ?? edge.target, 40), ` – ${share(edge.share)} of its commits`))),
      ...(held.length > 0 ? [h('h5', {}, 'Wrote what stands in'), h('ul', {}, ...held.slice(0, 6).map(module => h('li', {}, name(module.name, 40), ` – ${share(module.lines / module.of)} of its lines`)))] : []),
      h('h5', {}, 'Closest collaborators'),
      others.length === 0 ? h('p', {}, 'Nobody changed the same files.') : h('ul', {}, ...others.slice(0, 6).map(other => h('li', {}, personButton(other.id)))),
      ...(place !== undefined ? [h('button', { type: 'button', class: 'action', click: () => { toggle(place); } }, leaving.has(place) ? 'Keep in “what if”' : 'What if they leave?')] : []),
      h('p', {}, command(`repotopology explain ${quoted(`person:${person.name}`)}`)));
  }

  function toggle(place: number): void {
    if (!leaving.delete(place))
      leaving.add(place);
    showPanel();
    showLoss();
  }

  const loss = h('div', { id: 'what-if-result', 'aria-live': 'polite' });
  const options = h('datalist', { id: 'what-if-people' }, ...(holdings?.people ?? []).slice(0, 1000).map(person => h('option', { value: clean(person.name, 80) })));
  const input = h('input', {
    type: 'search', list: 'what-if-people', 'aria-label': 'Somebody to leave', placeholder: 'Name',
    change: () => {
      const place = (holdings?.people ?? []).findIndex(person => clean(person.name, 80) === input.value);
      if (place >= 0 && !leaving.has(place)) {
        input.value = '';
        toggle(place);
      }
    },
  });

  function showLoss(): void {
    if (!holdings)
      return;
    whatIf.classList.toggle('screen', leaving.size === 0);
    if (leaving.size === 0) {
      const core = holdings.people.findIndex(person => !person.left);
      loss.replaceChildren(h('p', {}, 'Nobody is chosen. Try ', core >= 0 ? h('button', { type: 'button', class: 'link', click: () => toggle(core) }, name(holdings.people[core]!.name)) : 'a name', ', who wrote most of what stands.'));
      return;
    }
    const found = without(holdings, leaving);
    const lost = found.modules.filter(module => module.lost);
    loss.replaceChildren(
      h('ul', { class: 'chips', 'aria-label': 'Would leave' }, ...[...leaving].map(place => h('li', {}, h('button', { type: 'button', 'aria-label': `Keep ${clean(holdings.people[place]?.name)}`, click: () => toggle(place) }, name(holdings.people[place]?.name, 40), ' ×')))),
      h('dl', { class: 'figures' },
        ...pair('Lines they wrote', `${count(found.theirs)} of ${count(found.lines)}`),
        ...pair('Nobody left to ask', `${share(found.before)} → ${share(found.after)}`),
        ...pair('Bus factor', `${found.busFactorBefore} → ${found.busFactorAfter}`)),
      h('p', {}, lost.length === 0 ? 'No module would lose most of its lines’ authors that has them today.' : `${plural(lost.length, 'module')} would have nobody left who wrote most of it: ${lost.slice(0, 5).map(module => clean(module.name, 40)).join(', ')}${lost.length > 5 ? ` and ${lost.length - 5} more` : ''}.`),
      table({
        caption: 'Modules with lines of theirs', rows: found.modules, text: row => row.name, page: 10, columns: [
          { title: 'Module', value: row => row.name, cell: row => name(row.name, 60) },
          { title: 'Lines', value: row => row.lines, cell: row => count(row.lines), numeric: true },
          { title: 'Theirs', value: row => row.theirs, cell: row => count(row.theirs), numeric: true },
          { title: 'Nobody to ask, today', value: row => row.before, cell: row => share(row.before), numeric: true },
          { title: 'Without them', value: row => row.after, cell: row => h('span', { class: row.lost ? 'alert' : '' }, share(row.after)), numeric: true },
          { title: 'Who knows most then', value: row => row.next === null ? null : holdings.people[row.next]?.name, cell: row => row.next === null ? 'nobody' : name(holdings.people[row.next]?.name, 40) },
        ],
      }),
      command(`repotopology what-if --without ${[...leaving].map(place => quoted(holdings.people[place]?.name ?? '')).join(' ')}`));
  }

  const whatIf = h('section', { class: 'block', id: 'what-if' }, h('h3', {}, 'What if they leave?'),
    h('p', { class: 'note' }, 'Which parts would have nobody left who wrote them. It says where knowledge should be shared while everybody is there, and nothing about anybody’s plans.'),
    ...(holdings ? [options, h('div', { class: 'controls' }, h('label', {}, 'Add ', input)), loss] : [h('p', {}, 'This needs who wrote each line: ', command('repotopology report'))]));

  showPanel();
  showLoss();
  const elements: HTMLElement[] = [layersFigure(documents), graph.element, whatIf];
  const trend = documents.trend;
  if (trend && trend.windows.length > 1)
    elements.push(layersOverTime(documents));
  elements.push(newcomersFigure(documents));
  elements.push(h('section', { class: 'block' }, h('h3', {}, 'Everybody'), table<Person>({
    caption: 'People of the window', rows: analysis.contributors, text: row => `${row.name} ${row.layer ?? ''}`, columns: [
      { title: 'Person', value: row => row.name, cell: row => personButton(row.id) },
      { title: 'Layer', value: row => row.layer ?? row.kind },
      { title: 'Commits', value: row => row.commits, cell: row => count(row.commits), numeric: true },
      { title: 'Share', value: row => row.share, cell: row => share(row.share), numeric: true },
      { title: 'Files', value: row => row.files, cell: row => count(row.files), numeric: true },
      { title: 'Commits ever', value: row => row.lifetimeCommits, cell: row => count(row.lifetimeCommits), numeric: true },
      { title: 'First', value: row => day(row.firstCommit), cell: row => h('span', { class: 'nowrap' }, day(row.firstCommit)) },
      { title: 'Last', value: row => day(row.lastCommit), cell: row => h('span', { class: 'nowrap' }, day(row.lastCommit)) },
    ],
  })));
  return { elements, select: id => { if (selected !== id) select(id); graph.element.scrollIntoView({ block: 'start' }); } };
}

function pair(term: string, value: string): HTMLElement[] {
  return [h('dt', {}, term), h('dd', {}, value)];
}

/** As many circles and lines as can be told apart; who is beyond stands together with their community. */
function bound(people: Person[], ties: { source: string; target: string; weight: number }[]): { nodes: (NetworkNode & { community: number })[]; edges: NetworkEdge[]; note: string } {
  const sorted = [...people].sort((a, b) => b.commits - a.commits || (a.id < b.id ? -1 : 1));
  const shown = sorted.slice(0, mostPeople), rest = sorted.slice(mostPeople);
  const most = Math.max(1, ...shown.map(person => person.commits));
  const nodes: (NetworkNode & { community: number })[] = shown.map((person, rank) => ({
    // Those with most commits in the centre, and as many on every piece of the disc.
    id: person.id, label: clean(person.name, 40), community: person.community ?? -1, rim: Math.sqrt(rank / Math.max(12, shown.length)),
    size: 4 + 18 * Math.sqrt(person.commits / most), fill: colors.category(person.community ?? -1), ...(person.layer === 'core' ? { ring: 'var(--ink)' } : {}),
    lines: [clean(person.name), `${plural(person.commits, 'commit')}, ${share(person.share)}`, person.layer ?? person.kind],
  }));
  const home = new Map<string, string>(shown.map(person => [person.id, person.id]));
  const groups = new Map<number, Person[]>();
  for (const person of rest) {
    const community = person.community ?? -1;
    (groups.get(community) ?? groups.set(community, []).get(community)!).push(person);
    home.set(person.id, `rest:${community}`);
  }
  // Small communities that are left out altogether stand together.
  for (const [community, members] of [...groups])
    if (community >= colors.categories.length) {
      (groups.get(-1) ?? groups.set(-1, []).get(-1)!).push(...members);
      groups.delete(community);
      for (const member of members)
        home.set(member.id, 'rest:-1');
    }
  for (const [community, members] of groups)
    nodes.push({
      id: `rest:${community}`, label: `+${members.length} people`, community, rim: 1.05, size: 5 + Math.sqrt(members.length), fill: colors.category(community), dashed: true, ring: 'var(--soft)',
      lines: [`${plural(members.length, 'more person', 'more people')} of ${community < 0 ? 'small communities' : `community ${community + 1}`}`, `${plural(members.reduce((sum, person) => sum + person.commits, 0), 'commit')}`],
    });
  const merged = new Map<string, NetworkEdge>();
  for (const tie of ties) {
    const source = home.get(tie.source), target = home.get(tie.target);
    if (!source || !target || source === target)
      continue;
    const key = source < target ? `${source} ${target}` : `${target} ${source}`;
    const known = merged.get(key);
    if (known)
      known.weight += tie.weight;
    else
      merged.set(key, { source, target, weight: tie.weight });
  }
  const all = [...merged.values()].sort((a, b) => b.weight - a.weight);
  const notes = [
    rest.length > 0 ? `${count(shown.length)} people with most commits stand alone, ${plural(rest.length, 'more')} together in dashed circles.`.replace('mores', 'more') : '',
    all.length > mostTies ? `The ${count(mostTies)} strongest of ${count(all.length)} ties are drawn.` : '',
  ];
  return { nodes, edges: all.slice(0, mostTies), note: notes.join(' ').trim() };
}

function layersFigure(documents: Documents): HTMLElement {
  const { layers } = documents.analysis;
  const people = Math.max(1, layers.reduce((sum, layer) => sum + layer.people, 0));
  const measures = [
    { label: 'people', of: (i: number) => layers[i]!.people / people, text: (i: number) => count(layers[i]!.people) },
    { label: 'commits', of: (i: number) => layers[i]!.share, text: (i: number) => share(layers[i]!.share) },
  ];
  return figure({
    id: 'layers', title: 'Layers: how many people, how much of the work',
    note: 'The core is the fewest people with 80 % of the commits; around it those who come regularly, now and then, and once or twice.',
    controls: [legend(layers.map(layer => ({ color: colors.layers[layer.name] ?? colors.nobody, label: `${title(layer.name)}: ${plural(layer.people, 'person', 'people')}, ${share(layer.share)} of commits` })))],
    draw: width => {
      const left = 70, height = 84, room = width - left - 10;
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

function layersOverTime(documents: Documents): HTMLElement {
  const windows = documents.trend!.windows;
  const times = windows.map(window => new Date(window.to));
  const people = (place: number, layer: string): number => windows[place]!.layers.find(one => one.name === layer)?.people ?? 0;
  const stacked = layerNames.map(layer => ({ label: layer, color: colors.layers[layer]!, values: windows.map((_, place) => people(place, layer)) }));
  const most = Math.max(1, ...windows.map((_, place) => layerNames.reduce((sum, layer) => sum + people(place, layer), 0)));
  return figure({
    id: 'layers-over-time', title: 'Layers over time',
    note: `People with a commit in the ${documents.trend!.options.windowMonths} months before each quarter’s end, by layer.`,
    controls: [legend(stacked.map(layer => ({ color: layer.color, label: title(layer.label) })))],
    draw: width => {
      const f = frame({ width, height: 220, label: 'People by layer at each quarter’s end', times, high: most, unit: 'people' });
      addStack(f, times, stacked);
      addHovers(f, times, place => [quarter(windows[place]!.to), ...layerNames.map(layer => `${title(layer)}: ${count(people(place, layer))}`)]);
      return f.drawing;
    },
    columns: [{ title: 'Window to', value: row => day(row.to) }, ...layerNames.map(layer => ({ title: title(layer), numeric: true, value: (row: typeof windows[number]) => row.layers.find(one => one.name === layer)?.people ?? 0 }))],
    rows: () => windows,
  }).element;
}

function newcomersFigure(documents: Documents): HTMLElement {
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
    controls: [legend(parts.map(part => ({ color: part.color, label: title(part.label) })))],
    draw: width => {
      const height = 200, left = 46, bottom = height - 22, room = width - left - 10, slot = room / Math.max(1, cohorts.length);
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
