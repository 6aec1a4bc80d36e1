// What would have nobody who knows it, if some people were to leave: the arithmetic of 'repotopology what-if', on what is embedded.
import type { HeldModule, Holdings } from './documents';

export interface Loss {
  lines: number; theirs: number; before: number; after: number; unknown: number; busFactorBefore: number; busFactorAfter: number;
  modules: { name: string; lines: number; theirs: number; before: number; after: number; lost: boolean; next: number | null; nextLines: number }[];
}

export function without(holdings: Holdings, leaving: ReadonlySet<number>): Loss {
  const left = (person: number): boolean => holdings.people[person]?.left ?? false;
  const gone = (person: number): boolean => left(person) || leaving.has(person);
  const lines = sum(holdings.modules.map(module => module.lines));
  const heldBy = (who: (person: number) => boolean): number => sum(holdings.people.map((person, i) => who(i) ? person.lines : 0));
  return {
    lines,
    theirs: heldBy(person => leaving.has(person)),
    before: ratio(heldBy(left), lines),
    after: ratio(heldBy(gone), lines),
    unknown: ratio(sum(holdings.modules.map(module => module.unknown)), lines),
    busFactorBefore: busFactor(holdings, left),
    busFactorAfter: busFactor(holdings, gone),
    modules: holdings.modules.map(module => {
      const theirs = linesOf(module, person => leaving.has(person));
      const before = ratio(linesOf(module, left), module.lines), after = ratio(linesOf(module, gone), module.lines);
      const next = module.held.find(([person]) => !gone(person));
      return { name: module.name, lines: module.lines, theirs, before, after, lost: after >= 0.5 && before < 0.5, next: next?.[0] ?? null, nextLines: next?.[1] ?? 0 };
    }).filter(module => module.theirs > 0).sort((a, b) => b.theirs - a.theirs),
  };
}

/** How many of those who stay hold half of what people hold, beside those who are gone. */
function busFactor(holdings: Holdings, gone: (person: number) => boolean): number {
  const all = sum(holdings.people.map(person => person.lines));
  let lost = sum(holdings.people.map((person, i) => gone(i) ? person.lines : 0)), people = 0;
  const staying = holdings.people.filter((_, i) => !gone(i)).map(person => person.lines).sort((a, b) => b - a);
  while (lost < all - lost && people < staying.length)
    lost += staying[people++]!;
  return people;
}

const linesOf = (module: HeldModule, who: (person: number) => boolean): number => sum(module.held.map(([person, lines]) => who(person) ? lines : 0));

const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);

const ratio = (part: number, whole: number): number => whole === 0 ? 0 : part / whole;
