// Who works with whom, how near to the centre, and what rests with whom.
import * as colors from './colors';
import { addHovers, addStack, frame } from './chart';
import { nameOf, wordOf, type Documents, type Holder, type Holdings, type Person } from './documents';
import { announce, clean, command, describe, h, name, path, quoted, refill, roving, s, type Child } from './dom';
import { canvas, figure } from './figure';
import { count, day, fixed, plural, quarter, share, span, title } from './format';
import { draw, layOut, zoomButtons, type NetworkEdge, type NetworkNode, type View } from './network';
import { table } from './table';
import { without, type Loss } from './whatif';

const mostPeople = 400, mostTies = 1200;
const layerNames = ['core', 'regular', 'occasional', 'casual'];

export interface PeopleSection {
  elements: HTMLElement[];
  /** Shows somebody of the window, by id. */
  select: (id: string) => void;
  /** Shows somebody who wrote what stands, by place among the holders. */
  selectHolder: (place: number) => void;
}

export function peopleSection(documents: Documents): PeopleSection {
  const { analysis, holdings } = documents;
  const people = new Map(analysis.contributors.map(person => [person.id, person]));
  const persons = analysis.contributors.filter(person => person.kind === 'person');
  const modules = new Map(analysis.modules.map(module => [module.id, module]));
  const placeOf = new Map((holdings?.people ?? []).map((person, i) => [person.id ?? '', i]));
  const leaving = new Set<number>();
  let selected: string | null = null, earlier: number | null = null;

  const ties = analysis.graphs.contributors.edges;
  const bounded = bound(analysis.graphs.contributors.nodes.map(id => people.get(id)).filter(person => person !== undefined), ties);
  const view: View = { scale: 1, x: 0, y: 0 };
  let network: ReturnType<typeof layOut> | null = null;
  let width = 800;
  const heightOf = (wide: number): number => bounded.nodes.length < 3 ? 160 : Math.round(Math.max(320, Math.min(640, wide * 0.75)));
  const panel = h('div', { class: 'panel', 'aria-live': 'polite' });
  const communities = [...new Set(bounded.nodes.map(node => node.community))].filter(community => community >= 0).sort((a, b) => a - b);

  const graph = figure<Person>({
    id: 'people-graph', title: 'Who works on the same files',
    note: `A circle is a person, larger with more commits; a line joins people who changed the same files, bolder the more often. Colours are communities of people who work together; the core is drawn to the centre and ringed. ${bounded.note}`,
    controls: [zoomButtons(view, () => ({ width, height: heightOf(width) }), () => graph.redraw())],
    keys: () => [
      ...communities.slice(0, colors.categories.length).map(community => ({ color: colors.category(community), label: `community ${community + 1}` })),
      ...(communities.length > colors.categories.length ? [{ color: colors.nobody, label: 'further communities' }] : []),
      { color: 'var(--ink)', label: 'core', shape: 'ring' as const },
    ],
    height: heightOf,
    draw: (w, height) => {
      width = w;
      network ??= layOut(bounded.nodes, bounded.edges);
      return draw({ network, width, height, label: `${plural(bounded.nodes.length, 'circle')}, ${plural(bounded.edges.length, 'tie')}; arrow keys go from person to person, Enter selects`, view, selected, labels: width < 600 ? 6 : 14, choose: select });
    },
    aside: panel,
    caption: 'People and how many others they share files with',
    columns: [
      { title: 'Person', value: row => nameOf(row), cell: row => name(nameOf(row)) },
      { title: 'Layer', value: row => row.layer },
      { title: 'Community', value: row => row.community === null ? null : row.community + 1, numeric: true },
      { title: 'Commits', value: row => row.commits, numeric: true },
      { title: 'Works with', value: row => collaborators(row.id).length, numeric: true },
      { title: 'Closest', value: row => collaborators(row.id).slice(0, 3).map(other => other.name).join('; '), cell: row => name(collaborators(row.id).slice(0, 3).map(other => clean(other.name, 30)).join('; '), 120) },
    ],
    rows: () => persons,
  });

  const tiesOf = new Map<string, { id: string; weight: number }[]>();
  for (const tie of ties)
    for (const [from, to] of [[tie.source, tie.target], [tie.target, tie.source]] as const)
      (tiesOf.get(from) ?? tiesOf.set(from, []).get(from)!).push({ id: to, weight: tie.weight });
  for (const list of tiesOf.values())
    list.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));

  function collaborators(id: string): { id: string; name: string; weight: number }[] {
    return (tiesOf.get(id) ?? []).map(tie => ({ ...tie, name: nameOf(people.get(tie.id)) || tie.id }));
  }

  const personButton = (id: string): HTMLElement => h('button', { type: 'button', class: 'link', click: () => select(id) }, name(nameOf(people.get(id)) || id, 60));

  function select(id: string): void {
    if (id.startsWith('rest:'))
      return;
    selected = selected === id ? null : id;
    earlier = null;
    showPanel();
    graph.redraw();
    if (selected)
      announce(`${clean(nameOf(people.get(selected)))} selected`);
  }

  function selectHolder(place: number): void {
    selected = null;
    earlier = place;
    showPanel();
    graph.redraw();
    announce(`${clean(nameOf(holdings?.people[place]))} selected`);
  }

  function showPanel(): void {
    const person = selected ? people.get(selected) : undefined, holder = earlier === null ? undefined : holdings?.people[earlier];
    panel.classList.toggle('screen', !person && !holder);
    refill(panel, ...person ? ofPerson(person) : holder ? ofHolder(holder, earlier!) : [
      h('h4', {}, 'Nobody is selected'), h('p', {}, 'Choose somebody in the drawing, in the table below or with the search above, to see their modules and whom they work with.'),
    ]);
  }

  function ofPerson(person: Person): Child[] {
    const place = placeOf.get(person.id);
    const owned = analysis.graphs.ownership.edges.filter(edge => edge.source === person.id).sort((a, b) => b.weight - a.weight);
    const others = collaborators(person.id);
    return [
      h('h4', { tabindex: '-1' }, name(nameOf(person))),
      h('dl', {},
        ...pair('Layer', person.layer ? title(person.layer) : '–'), ...pair('Commits', `${count(person.commits)} (${share(person.share)}), ${count(person.lifetimeCommits)} ever`),
        ...pair('Files changed', count(person.files)), ...pair('Active', `${day(person.firstCommit)} to ${day(person.lastCommit)}`),
        ...(place !== undefined ? pair('Lines that stand', count(holdings!.people[place]!.lines)) : [])),
      ...whatIfThey(place),
      h('h5', {}, 'Works most on'),
      owned.length === 0 ? h('p', {}, 'No module with enough commits.') : h('ul', {}, ...owned.slice(0, 6).map(edge => h('li', {}, name(modules.get(edge.target)?.name ?? edge.target, 40), `: ${plural(edge.weight, 'commit')}, ${share(edge.share)} of the module’s`))),
      ...heldBy(place),
      h('h5', {}, 'Closest collaborators'),
      others.length === 0 ? h('p', {}, 'Nobody changed the same files.') : h('ul', {}, ...others.slice(0, 6).map(other => h('li', {}, personButton(other.id)))),
      h('p', {}, command(`repotopology explain ${quoted(`person:${wordOf(person)}`)}`)),
    ];
  }

  /** Somebody whose lines stand, but who made no commit in the window. */
  function ofHolder(holder: Holder, place: number): Child[] {
    return [
      h('h4', { tabindex: '-1' }, name(nameOf(holder))),
      h('p', {}, `No commit in these ${analysis.window.months} months${holder.left ? '; counted among those who have left' : ''}.`),
      h('dl', {}, ...pair('Lines that stand', count(holder.lines))),
      ...whatIfThey(place), ...heldBy(place),
    ];
  }

  function heldBy(place: number | undefined): Child[] {
    const held = holdings && place !== undefined
      ? holdings.modules.map(module => ({ name: module.name, lines: module.held.find(([who]) => who === place)?.[1] ?? 0, of: module.lines })).filter(module => module.lines > 0).sort((a, b) => b.lines - a.lines)
      : [];
    return held.length === 0 ? [] : [h('h5', {}, 'Wrote what stands in'),
      h('ul', {}, ...held.slice(0, 6).map(module => h('li', {}, name(module.name, 40), `: ${plural(module.lines, 'line')}, ${share(module.lines / module.of)} of the module’s`)))];
  }

  /** The figures at once, and where the whole stands. */
  function whatIfThey(place: number | undefined): Child[] {
    if (!holdings || place === undefined)
      return [];
    const button = h('button', { type: 'button', class: 'action', 'data-key': 'what-if', click: () => toggle(place) }, leaving.has(place) ? 'Keep in “what if”' : 'What if they leave?');
    return leaving.has(place) ? [button, h('dl', { class: 'figures' }, ...lossFigures(without(holdings, leaving))), h('p', {}, h('a', { href: '#what-if' }, 'Module by module'))] : [button];
  }

  const lossFigures = (found: Loss): HTMLElement[] => [
    ...pair('Lines they wrote', `${count(found.theirs)} of ${count(found.lines)}`),
    ...pair('Nobody left to ask', `${share(found.before)} → ${share(found.after)}`),
    ...pair('Bus factor of who stays', `${found.busFactorBefore} → ${found.busFactorAfter}`),
  ];

  function toggle(place: number): void {
    if (!leaving.delete(place))
      leaving.add(place);
    showPanel();
    showLoss();
  }

  const loss = h('div', { id: 'what-if-result', 'aria-live': 'polite' });
  const placeNamed = new Map((holdings?.people ?? []).map((person, place) => [clean(nameOf(person), 80).toLowerCase(), place]).reverse() as [string, number][]);
  const options = h('datalist', { id: 'what-if-people' }, ...(holdings?.people ?? []).slice(0, 1000).map(person => h('option', { value: clean(nameOf(person), 80) })));
  const unknown = h('p', { class: 'note', role: 'status' });
  const input = h('input', {
    type: 'search', list: 'what-if-people', 'aria-label': 'Somebody to leave', placeholder: 'Name',
    input: () => { unknown.textContent = ''; },
    change: () => {
      const typed = input.value.trim(), place = placeNamed.get(typed.toLowerCase());
      unknown.textContent = typed === '' || place !== undefined ? '' : `Nobody whose lines stand is called ${clean(typed, 80)}.`;
      if (place === undefined)
        return;
      input.value = '';
      if (!leaving.has(place))
        toggle(place);
    },
  });

  function showLoss(): void {
    if (!holdings)
      return;
    whatIf.classList.toggle('screen', leaving.size === 0);
    refill(loss, ...leaving.size === 0 ? nobodyLeaves(holdings) : losses(holdings));
  }

  function nobodyLeaves({ people }: Holdings): Child[] {
    const first = people.findIndex(person => !person.left);
    return first < 0 ? [] : [h('p', {}, 'Nobody is chosen. Try ', h('button', { type: 'button', class: 'link', click: () => toggle(first) }, name(nameOf(people[first]))), ', who wrote most of what stands.')];
  }

  function losses(held: Holdings): Child[] {
    const found = without(held, leaving);
    const lost = found.modules.filter(module => module.lost), before = [...leaving].filter(place => held.people[place]?.left);
    return [
      h('ul', { class: 'chips', 'aria-label': 'Would leave' }, ...[...leaving].map(place => h('li', {}, h('button', { type: 'button', 'aria-label': `Keep ${clean(nameOf(held.people[place]))}`, click: () => toggle(place) }, name(nameOf(held.people[place]), 60), ' ×')))),
      h('dl', { class: 'figures' }, ...lossFigures(found)),
      before.length === 0 ? null : h('p', {}, `${before.map(place => clean(nameOf(held.people[place]), 60)).join(', ')} made no commit for so long as to be counted among those who have left already; that changes nothing here.`),
      h('p', {}, lost.length === 0 ? 'No further module would lose most of its authors.' : `${plural(lost.length, 'module')} would have nobody left who wrote most of it: ${lost.slice(0, 5).map(module => clean(module.name, 40)).join(', ')}${lost.length > 5 ? ` and ${lost.length - 5} more` : ''}.`),
      table({
        caption: 'Modules with lines of theirs', rows: found.modules, text: row => row.name, page: 10, columns: [
          { title: 'Module', value: row => row.name, cell: row => path(row.name) },
          { title: 'Lines', value: row => row.lines, cell: row => count(row.lines), numeric: true },
          { title: 'Theirs', value: row => row.theirs, cell: row => count(row.theirs), numeric: true },
          { title: 'Nobody to ask, today', value: row => row.before, cell: row => share(row.before), numeric: true },
          { title: 'Without them', value: row => row.after, cell: row => h('span', { class: row.lost ? 'alert' : '' }, share(row.after)), numeric: true },
          { title: 'Who knows most then', value: row => row.next === null ? null : nameOf(held.people[row.next]), cell: row => row.next === null ? 'nobody' : name(nameOf(held.people[row.next]), 60) },
        ],
      }),
      command(`repotopology what-if --without ${[...leaving].map(place => quoted(wordOf(held.people[place]))).join(' ')}`),
    ];
  }

  const whatIf = h('section', { class: 'block', id: 'what-if' }, h('h3', {}, 'What if they leave?'),
    h('p', { class: 'note' }, 'Which parts would have nobody left who wrote them. It says where knowledge should be shared while everybody is there, and nothing about anybody’s plans. The bus factor is the fewest of those who stay whose lines, with what nobody is left to ask about, are half of all; 0 says that half is so already.'),
    ...(holdings ? [options, h('div', { class: 'controls' }, h('label', {}, 'Person ', input), unknown), loss] : [h('p', {}, 'This needs who wrote each line: ', command('repotopology report'))]));

  showPanel();
  showLoss();
  const elements: HTMLElement[] = [...fewSection(documents), layersFigure(documents), graph.element, whatIf];
  const trend = documents.trend;
  if (trend && trend.windows.length > 1)
    elements.push(layersOverTime(documents));
  elements.push(newcomersFigure(documents));
  elements.push(h('section', { class: 'block' }, h('h3', {}, 'Everybody'), table<Person>({
    caption: 'People of the window', rows: persons, text: row => `${nameOf(row)} ${row.layer ?? ''}`, columns: [
      { title: 'Person', value: row => nameOf(row), cell: row => personButton(row.id) },
      { title: 'Layer', value: row => row.layer ?? row.kind },
      { title: 'Commits', value: row => row.commits, cell: row => count(row.commits), numeric: true },
      { title: 'Share', value: row => row.share, cell: row => share(row.share), numeric: true },
      { title: 'Files', value: row => row.files, cell: row => count(row.files), numeric: true },
      { title: 'Commits ever', value: row => row.lifetimeCommits, cell: row => count(row.lifetimeCommits), numeric: true },
      { title: 'First', value: row => day(row.firstCommit), cell: row => h('span', { class: 'nowrap' }, day(row.firstCommit)) },
      { title: 'Last', value: row => day(row.lastCommit), cell: row => h('span', { class: 'nowrap' }, day(row.lastCommit)) },
    ],
  })));
  const show = (): void => {
    graph.element.scrollIntoView({ block: 'start' });
    panel.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
  };
  return {
    elements,
    select: id => { if (selected !== id) select(id); show(); },
    selectHolder: place => { selectHolder(place); show(); },
  };
}

function pair(term: string, value: string): HTMLElement[] {
  return [h('dt', {}, term), h('dd', {}, value)];
}

/** The project as a whole: how much rests with how few, and how much with nobody who is still there. */
function fewSection(documents: Documents): HTMLElement[] {
  const { risk } = documents.analysis;
  const facts: HTMLElement[] = [];
  if (risk.busFactor && risk.busFactor.value > 0)
    facts.push(...pair('Bus factor', `${count(risk.busFactor.value)}: half is known by ${risk.busFactor.people.slice(0, 5).map(person => `${clean(person.name, 40)} (${share(person.share)}${person.left ? ', left' : ''})`).join(', ')}${risk.busFactor.people.length > 5 ? ` and ${risk.busFactor.people.length - 5} more` : ''}`));
  if (risk.orphanedShare && risk.remainingBusFactor !== null)
    facts.push(...pair('Nobody left to ask', `${span(risk.orphanedShare)} of living lines are by people who have left (no commit since ${day(risk.leftSince)}); ${risk.remainingBusFactor === 0 ? 'that is half or more' : `${plural(risk.remainingBusFactor, 'more person', 'more people')} leaving would make it half`}`));
  facts.push(...pair('Commits', `half by ${plural(risk.caf50, 'person', 'people')}, four fifths by ${count(risk.caf80)}`));
  return [h('section', { class: 'block', id: 'few' }, h('h3', {}, 'What rests with few'),
    h('p', { class: 'note' }, 'The bus factor is the fewest people whose leaving would leave half of the code without anybody who knows it.'),
    h('dl', {}, ...facts), command('repotopology explain busFactor'))];
}

/** As many circles and lines as can be told apart; who is beyond stands together with their community. */
function bound(people: Person[], ties: { source: string; target: string; weight: number }[]): { nodes: (NetworkNode & { community: number })[]; edges: NetworkEdge[]; note: string } {
  const sorted = [...people].sort((a, b) => b.commits - a.commits || (a.id < b.id ? -1 : 1));
  const shown = sorted.slice(0, mostPeople), rest = sorted.slice(mostPeople);
  const most = Math.max(1, ...shown.map(person => person.commits));
  const sizes = shown.map(person => 4 + 18 * Math.sqrt(person.commits / most));
  // Those with most commits in the centre, each with the room that their circle takes.
  const rooms = sizes.map(size => (size + 5) ** 2), room = Math.max(12 * rooms[rooms.length - 1]!, rooms.reduce((sum, one) => sum + one, 0));
  let taken = 0;
  const rims = rooms.map((own, rank) => {
    const rim = rank === 0 ? 0 : Math.sqrt((taken + own / 2) / room);
    taken += own;
    return rim;
  });
  const nodes: (NetworkNode & { community: number })[] = shown.map((person, rank) => ({
    id: person.id, label: clean(nameOf(person), 60), community: person.community ?? -1, rim: rims[rank]!, size: sizes[rank]!, fill: colors.category(person.community ?? -1), ...(person.layer === 'core' ? { ring: 'var(--ink)' } : {}),
    lines: [clean(nameOf(person)), `${plural(person.commits, 'commit')}, ${share(person.share)}`, person.layer ?? person.kind],
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

function layersOverTime(documents: Documents): HTMLElement {
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
