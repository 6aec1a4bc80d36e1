// Who works with whom, how near to the centre, and what rests with whom.
import * as colors from './colors';
import { crowdOf } from './crowd';
import { nameOf, wordOf, type Documents, type Holder, type Person } from './documents';
import { announce, clean, command, h, moduleName, name, pair, path, quoted, refill, type Child } from './dom';
import { figure } from './figure';
import { count, day, plural, share, span, title } from './format';
import { layersFigure, layersOverTime, newcomersFigure } from './layers';
import { leavingSection } from './leaving';
import { draw, layOut, zoomButtons, type View } from './network';
import { table } from './table';

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
  const whatIf = leavingSection(holdings, () => showPanel());
  let selected: string | null = null, earlier: number | null = null;

  const ties = analysis.graphs.contributors.edges;
  const bounded = crowdOf(analysis.graphs.contributors.nodes.map(id => people.get(id)).filter(person => person !== undefined), ties);
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
      h('h5', {}, 'Works most on (share of its commits)'),
      owned.length === 0 ? h('p', {}, 'No module with enough commits.') : h('ul', {}, ...owned.slice(0, 4).map(edge => h('li', {}, path(moduleName(modules.get(edge.target)?.name ?? edge.target), 60), `: ${count(edge.weight)} (${share(edge.share)})`))),
      ...heldBy(place),
      h('h5', {}, 'Closest collaborators'),
      others.length === 0 ? h('p', {}, 'Nobody changed the same files.') : h('ul', {}, ...others.slice(0, 5).map(other => h('li', {}, personButton(other.id)))),
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
    return held.length === 0 ? [] : [h('h5', {}, 'Wrote what stands in (share of its lines)'),
      h('ul', {}, ...held.slice(0, 4).map(module => h('li', {}, path(moduleName(module.name), 60), `: ${count(module.lines)} (${share(module.lines / module.of)})`)))];
  }

  /** The figures at once, and where the whole stands. */
  function whatIfThey(place: number | undefined): Child[] {
    if (!holdings || place === undefined)
      return [];
    const button = h('button', { type: 'button', class: 'action', 'data-key': 'what-if', click: () => whatIf.toggle(place) }, whatIf.has(place) ? 'Keep in “what if”' : 'What if they leave?');
    return whatIf.has(place) ? [button, whatIf.figures(), h('p', {}, h('a', { href: '#what-if' }, 'Module by module'))] : [button];
  }

  showPanel();
  const elements: HTMLElement[] = [...fewSection(documents), layersFigure(documents), graph.element, whatIf.element];
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

/** The project as a whole: how much rests with how few, and how much with nobody who is still there. */
function fewSection(documents: Documents): HTMLElement[] {
  const { risk, contributors } = documents.analysis;
  const known = new Map(contributors.map(person => [person.id, person]));
  const facts: HTMLElement[] = [];
  if (risk.busFactor && risk.busFactor.value > 0)
    facts.push(...pair('Bus factor', `${count(risk.busFactor.value)}: half is known by ${risk.busFactor.people.slice(0, 5).map(person => `${clean(nameOf(known.get(person.id ?? '') ?? person), 60)} (${share(person.share)}${person.left ? ', left' : ''})`).join(', ')}${risk.busFactor.people.length > 5 ? ` and ${risk.busFactor.people.length - 5} more` : ''}`));
  if (risk.orphanedShare && risk.remainingBusFactor !== null)
    facts.push(...pair('Nobody left to ask', `${span(risk.orphanedShare)} of living lines are by people who have left (no commit since ${day(risk.leftSince)}); ${risk.remainingBusFactor === 0 ? 'that is half or more' : `${plural(risk.remainingBusFactor, 'more person', 'more people')} leaving would make it half`}`));
  facts.push(...pair('Commits', `half by ${plural(risk.caf50, 'person', 'people')}, four fifths by ${count(risk.caf80)}`));
  return [h('section', { class: 'block', id: 'few' }, h('h3', {}, 'What rests with few'),
    h('p', { class: 'note' }, 'The bus factor is the fewest people whose leaving would leave half of the code without anybody who knows it.'),
    h('dl', {}, ...facts), command('repotopology explain busFactor'))];
}
