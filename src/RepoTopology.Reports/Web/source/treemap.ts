// The code as a map: every rectangle is a file or a directory, as large as the lines that stand in it.
import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import * as colors from './colors';
import { nameOf, owners as ownersOf, type Documents, type Held } from './documents';
import { announce, clean, command, describe, h, moduleName, name, pair, path, quoted, refill, roving, s } from './dom';
import { canvas, choice, figure, type Key } from './figure';
import { age, count, plural, share } from './format';

interface Place {
  path: string; label: string; isFile: boolean; children: Place[]; lines: number; orphaned: number; days: number; aged: number; held: Map<number, number>; reach: number | null; module: string;
}

type Shade = 'owner' | 'age' | 'orphaned' | 'blast';

const leastArea = 420;
const ages = [183, 365, 730, 1461, 2922];
const ageNames = ['under 6 months', '6 to 12 months', '1 to 2 years', '2 to 4 years', '4 to 8 years', 'over 8 years'];

export interface Treemap { element: HTMLElement; show: (path: string) => void }

export function treemapFigure(documents: Documents): Treemap {
  const { holdings, analysis } = documents;
  const root = holdings ? ofFiles(documents) : ofModules(documents);
  const people = holdings?.people ?? [];
  const owners = holdings ? ownersOf(holdings, colors.categories.length) : topOf(root);
  const ownerName = (owner: number): string => clean(holdings ? nameOf(people[owner]) : (analysis.lines?.modules ?? []).map(module => module.topContributor)[owner], 40);
  const hasReach = (analysis.structure?.blastRadii.length ?? 0) > 0;
  let shade: Shade = 'owner', current = root, chosen: Place | null = null;

  const crumbs = h('nav', { class: 'crumbs', 'aria-label': 'Place in the map' });
  const detail = h('div', { class: 'panel', 'aria-live': 'polite' });
  const heightOf = (width: number): number => Math.round(Math.max(300, Math.min(620, width * 0.6)));

  const topHolder = (place: Place): [number, number] | null => {
    let best: [number, number] | null = null;
    for (const [person, lines] of place.held)
      if (best === null || lines > best[1])
        best = [person, lines];
    return best;
  };

  function fill(place: Place): string {
    switch (shade) {
      case 'owner': {
        const top = topHolder(place);
        return top === null ? colors.nobody : colors.category(owners.indexOf(top[0]));
      }
      case 'age': return place.aged === 0 ? colors.nobody : colors.ordered[ages.filter(limit => place.days / place.aged >= limit).length]!;
      case 'orphaned': return colors.step(place.lines === 0 ? 0 : Math.min(0.999, place.orphaned / place.lines));
      default: return place.reach === null ? colors.nobody : colors.step(Math.min(0.999, place.reach));
    }
  }

  function lines(place: Place): string[] {
    const top = topHolder(place);
    return [
      clean(place.path || 'everything', 160), plural(place.lines, 'line'),
      ...(top ? [`most by ${ownerName(top[0])}, ${share(top[1] / Math.max(1, place.lines))}`] : []),
      ...(place.aged > 0 ? [`half older than about ${age(place.days / place.aged)}`] : []),
      ...(holdings || place.orphaned > 0 ? [`${share(place.orphaned / Math.max(1, place.lines))} by people who have left`] : []),
      ...(place.reach !== null ? [`${share(place.reach)} of other projects use ${place.module}`] : []),
    ];
  }

  function keysOf(): Key[] {
    const steps = colors.ordered.length;
    switch (shade) {
      case 'owner': return [...owners.map((owner, i) => ({ owner, color: colors.category(i), label: ownerName(owner) })).filter(key => root.held.has(key.owner)), { color: colors.nobody, label: 'somebody else' }];
      case 'age': return ageNames.map((label, i) => ({ color: colors.ordered[i]!, label }));
      default: return [...colors.ordered.map((color, i) => ({ color, label: `${Math.round(100 * i / steps)} to ${Math.round(100 * (i + 1) / steps)} %` })), ...(shade === 'blast' ? [{ color: colors.nobody, label: 'unknown' }] : [])];
    }
  }

  function go(place: Place): void {
    current = place;
    chosen = null;
    announce(`${place.path || 'everything'}: ${plural(place.lines, 'line')}`);
    update();
  }

  function pick(place: Place): void {
    chosen = place;
    update();
  }

  /** From the whole to what is shown. */
  function trailOf(): Place[] {
    const trail: Place[] = [root];
    while (trail[trail.length - 1] !== current) {
      const next = trail[trail.length - 1]!.children.find(child => child === current || current.path.startsWith(`${child.path}/`));
      if (!next)
        break;
      trail.push(next);
    }
    return trail;
  }

  function update(): void {
    const trail = trailOf();
    refill(crumbs, ...trail.map((place, i) => i === trail.length - 1
      ? h('span', { 'aria-current': 'location', tabindex: '-1' }, name(place.label, 60))
      : h('button', { type: 'button', class: 'link', click: () => go(place) }, name(place.label, 40))));
    showDetail();
    map.redraw();
  }

  function showDetail(): void {
    detail.classList.toggle('screen', chosen === null);
    refill(detail, ...chosen ? fileDetail(chosen) : [h('h4', {}, 'No file is chosen'), h('p', {}, 'Choose a file in the map or with the search above, to see who wrote what stands in it; a title or a directory opens.')]);
  }

  function fileDetail(file: Place): HTMLElement[] {
    const holders = [...file.held].sort((a, b) => b[1] - a[1]).slice(0, 6);
    return [
      h('h4', { tabindex: '-1' }, path(file.path)),
      h('dl', {}, ...[
        ['Lines', count(file.lines)], ...(file.module ? [['Module', moduleName(clean(file.module, 60))]] : []),
        ...(file.aged > 0 ? [['Half is older than', age(file.days / file.aged)]] : []),
        ['By people who left', share(file.orphaned / Math.max(1, file.lines))],
        ...(file.reach !== null ? [['Projects that use it', share(file.reach)]] : []),
      ].flatMap(([term, value]) => pair(term!, value))),
      h('h5', {}, 'Wrote what stands'),
      h('ul', {}, ...holders.map(([person, held]) => h('li', {}, name(ownerName(person), 60), `: ${plural(held, 'line')}, ${share(held / Math.max(1, file.lines))}`))),
      command(`repotopology who ${quoted(file.path)}`),
    ];
  }

  function draw(width: number, height: number): SVGSVGElement {
    const drawing = canvas(width, height, `Map of ${current.path || 'the code'}; arrow keys go from part to part, Enter opens one, Escape goes up`);
    const tree = hierarchy(current, place => place.children).sum(place => place.isFile ? place.lines : 0).sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.path < b.data.path ? -1 : 1));
    const laid = treemap<Place>().size([width, height]).tile(treemapSquarify.ratio(1.3)).paddingInner(1).paddingTop(node => node.depth === 1 && roomy(node) ? 16 : 0).round(true)(tree);
    const marks: SVGElement[] = [];
    const label = (text: string, x: number, y: number, room: number, color: string, bold = false): void => {
      const letters = [...text], fits = Math.floor(room / 6.6);
      if (fits >= 3)
        drawing.append(s('text', { x, y, fill: color, 'font-size': 11, 'font-weight': bold ? 700 : 400, 'aria-hidden': 'true', 'pointer-events': 'none', 'unicode-bidi': 'isolate' }, letters.length > fits ? `${letters.slice(0, fits - 1).join('')}…` : text));
    };
    function roomy(node: { x0?: number; x1?: number; y0?: number; y1?: number }): boolean {
      return (node.x1! - node.x0!) > 50 && (node.y1! - node.y0!) > 40;
    }
    function visit(node: HierarchyRectangularNode<Place>): void {
      const w = node.x1 - node.x0, tall = node.y1 - node.y0;
      if (w <= 0 || tall <= 0)
        return;
      if (node.depth === 0 && node.children)
        return node.children.forEach(visit);
      if (node.children && w * tall > leastArea) {
        if (node.depth === 1 && roomy(node)) {
          const head = describe(s('rect', { x: node.x0, y: node.y0, width: w, height: 16, fill: 'var(--panel)', class: 'mark', 'data-key': node.data.path }), [...lines(node.data), 'opens'], () => go(node.data));
          marks.push(head);
          drawing.append(head);
          label(node.data.label, node.x0 + 4, node.y0 + 12, w - 8, 'var(--ink)', true);
        }
        return node.children.forEach(visit);
      }
      const place = node.data, color = fill(place);
      const mark = describe(s('rect', { x: node.x0, y: node.y0, width: w, height: tall, fill: color, class: place === chosen ? 'mark chosen' : 'mark', 'data-key': place.path }), lines(place), () => place.isFile ? pick(place) : go(place));
      marks.push(mark);
      drawing.append(mark);
      if (w > 40 && tall > 16)
        label(place.label, node.x0 + 3, node.y0 + 12, w - 6, colors.ink(color));
    }
    visit(laid);
    roving(drawing, marks);
    drawing.addEventListener('keydown', event => {
      if (event.key === 'Escape' && current !== root) {
        event.preventDefault();
        go(trailOf().at(-2) ?? root);
      }
    });
    return drawing;
  }

  const map = figure<Place>({
    id: 'map', title: 'Where the lines are, and whose',
    note: `A rectangle is a file or a directory, as large as its living lines. A title opens its directory, a file tells who wrote it.${holdings ? holdings.filesLeftOut > 0 ? ` The ${count(holdings.files.length)} largest files stand alone, ${plural(holdings.filesLeftOut, 'smaller file')} are left out.` : '' : ' Files were not given to this report, so modules stand for them.'}`,
    controls: [
      choice('Colour by', [['owner', 'who wrote most'], ['age', 'age'], ['orphaned', 'share by people who left'], ...(hasReach ? [['blast', 'blast radius'] as [string, string]] : [])], shade, value => { shade = value as Shade; update(); }),
      crumbs,
    ],
    keys: keysOf,
    height: heightOf,
    draw,
    aside: detail,
    columns: [
      { title: 'Part', value: row => row.path, cell: row => row.isFile ? path(row.path) : h('button', { type: 'button', class: 'link', click: () => go(row) }, path(row.path)) },
      { title: 'Lines', value: row => row.lines, cell: row => count(row.lines), numeric: true },
      { title: 'Most by', value: row => topHolder(row) ? ownerName(topHolder(row)![0]) : null },
      { title: 'Their share', value: row => topHolder(row) ? topHolder(row)![1] / Math.max(1, row.lines) : null, cell: row => topHolder(row) ? share(topHolder(row)![1] / Math.max(1, row.lines)) : '–', numeric: true },
      { title: 'Age about, days', value: row => row.aged > 0 ? Math.round(row.days / row.aged) : null, numeric: true },
      { title: 'By people who left', value: row => row.orphaned / Math.max(1, row.lines), cell: row => share(row.orphaned / Math.max(1, row.lines)), numeric: true },
      ...(hasReach ? [{ title: 'Blast radius', value: (row: Place) => row.reach, cell: (row: Place) => share(row.reach), numeric: true }] : []),
    ],
    rows: () => [...current.children].sort((a, b) => b.lines - a.lines),
  });
  update();
  return {
    element: map.element,
    show: wanted => {
      const found = find(root, wanted);
      if (!found)
        return;
      const parent = found.path.includes('/') ? find(root, found.path.slice(0, found.path.lastIndexOf('/'))) ?? root : root;
      current = found.isFile ? parent : found;
      chosen = found.isFile ? found : null;
      update();
      map.element.scrollIntoView({ block: 'start' });
      detail.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    },
  };
}

function place(where: string, label: string, isFile: boolean): Place {
  return { path: where, label, isFile, children: [], lines: 0, orphaned: 0, days: 0, aged: 0, held: new Map(), reach: null, module: '' };
}

function ofFiles(documents: Documents): Place {
  const holdings = documents.holdings!;
  const reach = new Map((documents.analysis.structure?.blastRadii ?? []).map(blast => [blast.module, blast.reach]));
  const root = place('', documents.analysis.repository.path, false);
  const directories = new Map<string, Place>([['', root]]);
  const directory = (path: string): Place => {
    const known = directories.get(path);
    if (known)
      return known;
    const cut = path.lastIndexOf('/');
    const made = place(path, path.slice(cut + 1), false);
    directories.set(path, made);
    directory(cut < 0 ? '' : path.slice(0, cut)).children.push(made);
    return made;
  };
  for (const file of holdings.files) {
    const cut = file.path.lastIndexOf('/');
    const leaf = place(file.path, file.path.slice(cut + 1), true);
    const module = holdings.modules[file.module]?.name ?? '';
    Object.assign(leaf, { lines: file.lines, orphaned: file.orphanedShare * (file.lines - file.unknown), reach: reach.get(module) ?? null, module });
    if (file.medianAgeDays !== null)
      Object.assign(leaf, { days: file.medianAgeDays * file.lines, aged: file.lines });
    leaf.held = new Map<number, number>(file.held as Held[]);
    directory(cut < 0 ? '' : file.path.slice(0, cut)).children.push(leaf);
  }
  sumUp(root);
  return root;
}

function ofModules(documents: Documents): Place {
  const { lines, risk } = documents.analysis;
  const root = place('', documents.analysis.repository.path, false);
  const orphaned = new Map(risk.modules.map(module => [module.name, module.orphanedShare.low]));
  const reach = new Map((documents.analysis.structure?.blastRadii ?? []).map(blast => [blast.module, blast.reach]));
  const names = (lines?.modules ?? []).map(module => module.topContributor);
  for (const module of lines?.modules ?? []) {
    const leaf = place(module.name, module.name, true);
    Object.assign(leaf, { lines: module.lines, orphaned: (orphaned.get(module.name) ?? 0) * module.lines, reach: reach.get(module.name) ?? null, module: module.name });
    if (module.topContributor !== null)
      leaf.held = new Map([[names.indexOf(module.topContributor), (module.topShare?.low ?? 0) * module.lines]]);
    root.children.push(leaf);
  }
  sumUp(root);
  return root;
}

/** Directories are the sum of what is in them; one that holds a single directory and nothing else is shown as one with it. */
function sumUp(at: Place): void {
  at.children.forEach((child, i) => {
    sumUp(child);
    const only = child.children[0];
    if (!child.isFile && child.children.length === 1 && only && !only.isFile)
      at.children[i] = Object.assign(only, { label: `${child.label}/${only.label}` });
  });
  for (const child of at.children) {
    at.lines += child.lines;
    at.orphaned += child.orphaned;
    at.days += child.days;
    at.aged += child.aged;
    for (const [person, lines] of child.held)
      at.held.set(person, (at.held.get(person) ?? 0) + lines);
    at.module ||= child.module;
  }
  if (!at.isFile && at.children.length > 0 && at.children.every(child => child.reach === at.children[0]!.reach))
    at.reach = at.children[0]!.reach;
}

const topOf = (root: Place): number[] => [...root.held].sort((a, b) => b[1] - a[1]).slice(0, colors.categories.length).map(([person]) => person);

function find(at: Place, path: string): Place | null {
  if (at.path === path)
    return at;
  for (const child of at.children)
    if (child.path === path || path.startsWith(`${child.path}/`) || child.path.startsWith(`${path}/`))
      return child.path.startsWith(`${path}/`) ? child : find(child, path);
  return null;
}
