// What if they leave? Who is chosen, and what that would do.
import { nameOf, wordOf, type Holdings } from './documents';
import { clean, command, h, moduleName, name, pair, path, quoted, refill, type Child } from './dom';
import { count, plural, share } from './format';
import { table } from './table';
import { without, type Loss } from './whatif';

export interface Leaving {
  element: HTMLElement;
  has: (place: number) => boolean;
  toggle: (place: number) => void;
  /** What it would do to the whole. */
  figures: () => HTMLElement;
}

/** People are known by their places among the holders. */
export function leavingSection(holdings: Holdings | null, changed: () => void): Leaving {
  const leaving = new Set<number>();

  function toggle(place: number): void {
    if (!leaving.delete(place))
      leaving.add(place);
    changed();
    show();
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

  function show(): void {
    if (!holdings)
      return;
    element.classList.toggle('screen', leaving.size === 0);
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
      h('dl', { class: 'figures' }, ...figuresOf(found)),
      before.length === 0 ? null : h('p', {}, `${before.map(place => clean(nameOf(held.people[place]), 60)).join(', ')} made no commit for so long as to be counted among those who have left already; that changes nothing here.`),
      h('p', {}, lost.length === 0 ? 'No further module would lose most of its authors.' : `${plural(lost.length, 'module')} would have nobody left who wrote most of it: ${lost.slice(0, 5).map(module => clean(moduleName(module.name), 40)).join(', ')}${lost.length > 5 ? ` and ${lost.length - 5} more` : ''}.`),
      table({
        caption: 'Modules with lines of theirs', rows: found.modules, text: row => row.name, page: 10, columns: [
          { title: 'Module', value: row => row.name, cell: row => path(moduleName(row.name)) },
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

  const element = h('section', { class: 'block', id: 'what-if' }, h('h3', {}, 'What if they leave?'),
    h('p', { class: 'note' }, 'Which parts would have nobody left who wrote them. It says where knowledge should be shared while everybody is there, and nothing about anybody’s plans. The bus factor is the fewest of those who stay whose lines, with what nobody is left to ask about, are half of all; 0 says that half is so already.'),
    ...(holdings ? [options, h('div', { class: 'controls' }, h('label', {}, 'Person ', input), unknown), loss] : [h('p', {}, 'This needs who wrote each line: ', command('repotopology report'))]));

  show();
  return { element, toggle, has: place => leaving.has(place), figures: () => h('dl', { class: 'figures' }, ...holdings ? figuresOf(without(holdings, leaving)) : []) };
}

const figuresOf = (found: Loss): HTMLElement[] => [
  ...pair('Lines they wrote', `${count(found.theirs)} of ${count(found.lines)}`),
  ...pair('Nobody left to ask', `${share(found.before)} → ${share(found.after)}`),
  ...pair('Bus factor of who stays', `${found.busFactorBefore} → ${found.busFactorAfter}`),
];
