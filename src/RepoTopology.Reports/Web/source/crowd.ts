// People as circles: how large, how near to the centre, and how many stand alone.
import * as colors from './colors';
import { nameOf, type Person } from './documents';
import { clean } from './dom';
import { count, plural, share } from './format';
import type { NetworkEdge, NetworkNode } from './network';

const mostPeople = 400, mostTies = 1200;

/** Its note says what was bounded. */
export interface Crowd { nodes: (NetworkNode & { community: number })[]; edges: NetworkEdge[]; note: string }

/** As many circles and lines as can be told apart; who is beyond stands together with their community. */
export function crowdOf(people: Person[], ties: { source: string; target: string; weight: number }[]): Crowd {
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
  const nodes: Crowd['nodes'] = shown.map((person, rank) => ({
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
