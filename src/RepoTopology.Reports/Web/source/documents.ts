// The documents that the page draws from, as src/RepoTopology.Reports/Schemas describes them; only what is drawn is named here.

export type Interval = [number, number] | null;
export interface Span { low: number; high: number }

export interface Indicator { name: string; title?: string; value: number | null; score: number | null; coverage: number; interval: Interval; phrase?: string }
export interface Dimension { name: string; index: number | null; interval: Interval; indicators: Indicator[] }
export interface LayerSummary { name: string; people: number; commits: number; share: number }
export interface Drift { before: string; moves: { from: string | null; to: string | null; people: number }[] }
export interface Cohort { year: number; people: number; returned: number; regulars: number; medianMonths: number | null; complete: boolean }
export interface Person {
  id: string; name: string; pseudonym?: string | null; kind: string; kindRule: string | null; identities: number; layer: string | null; community: number | null;
  commits: number; share: number; files: number; lifetimeCommits: number; firstCommit: string; lastCommit: string;
}
export interface Module {
  id: string; name: string; directory: string; files: number; commits: number; authors: number; topContributor: string | null; topShare: number;
  busFactor: number; risk: number; verdict: { label: string; index: number | null } | null;
}
export interface Edge { source: string; target: string; weight: number; share?: number }
export interface Structure {
  dependencies: { from: string; to: string; references: number }[]; tests: string[]; cycles: string[][];
  blastRadii: { module: string; dependants: number; reach: number; topContributor: string | null; topShare: number; score: number }[];
  undercoordinated: { from: string; to: string; together: number; lift: number; fromKnowers: string[]; toKnowers: string[] }[];
  hiddenCoupling: { a: string; b: string; together: number; lift: number; qValue: number }[];
}
export interface Analysis {
  schemaVersion: string; tool: { name: string; version: string };
  options: { revision: string; scope: string; exclude: string[]; windowMonths: number; emails: boolean; again?: { words: string[]; notes: string[] } };
  repository: {
    path: string; head: string; commits: number; mergeCommits: number; authors: number; filtered: boolean;
    completeness: Record<string, unknown> & { complete: boolean }; declaredGate: { documents: string[]; evidence: string | null };
  };
  window: { from: string; to: string; months: number; commits: number; authors: number; mergeCommits: number; botCommits: number; agentCommits: number; giantCommits: number };
  verdict: { label: string; index: number | null; interval: Interval; sentence: string; evidence: string[]; split: string[]; flip: string | null };
  dimensions: Dimension[]; layers: LayerSummary[]; layerDrift: Drift | null; newcomers: Cohort[];
  risk: {
    busFactor: { algorithm: string; value: number; people: { id: string | null; name: string; left: boolean; share: number }[] } | null; remainingBusFactor: number | null;
    caf50: number; caf80: number; orphanedShare: Span | null; leftSince: string;
    modules: { name: string; lines: number; orphanedShare: Span; remainingBusFactor: number }[];
  };
  contributors: Person[]; modules: Module[];
  lines: {
    living: number; unknown: number; people: number; halfHeldBy: number;
    modules: { name: string; lines: number; unknown: number; people: number; topContributor: string | null; topShare: Span | null }[];
    overTime: { date: string; lines: number; people: number; halfHeldBy: number; topShare: Span | null }[];
  } | null;
  structure: Structure | null;
  graphs: { contributors: { nodes: string[]; edges: Edge[] }; modules: { nodes: string[]; edges: Edge[] }; ownership: { edges: Edge[] } };
  aliasProposals: { first: string; second: string; evidence: string; confidence: number }[];
  limits: string[];
}

export interface TrendWindow {
  from: string; to: string; months: number; commits: number; authors: number; label: string; index: number | null; interval: Interval;
  dimensions: Dimension[]; layers: LayerSummary[]; layerDrift: Drift | null;
}
export interface Trend {
  transitions: {
    date: string; direction: string; before: { index: number; label: string }; after: { index: number; label: string }; afterEnd: string;
    indicators: { name: string; title: string; before: number; after: number }[];
  }[];
  breaks: { date: string; kind: string; sentence: string }[];
  windows: TrendWindow[]; newcomers: Cohort[]; limits: string[]; options: { windowMonths: number };
}

export type Held = [person: number, lines: number];
export interface HeldModule {
  name: string; directory: string; lines: number; unknown: number; medianAgeDays: number | null; held: Held[];
}
export interface HeldFile { path: string; module: number; lines: number; unknown: number; medianAgeDays: number | null; orphanedShare: number; held: Held[] }
export interface Holder { id: string | null; name: string; pseudonym?: string | null; left: boolean; lines: number }
export interface Holdings {
  leftSince: string; people: Holder[]; modules: HeldModule[]; files: HeldFile[]; filesLeftOut: number;
  overTime: {
    dates: string[]; owners: { person: number; lines: number[] }[]; others: number[]; machines: number[]; unknown: number[];
    cohorts: { year: number; lines: number[] }[];
  };
}

export interface Hotspots {
  hotspots: {
    name: string; score: number; commits: number; changedLines: number; lines: number; topContributor: string | null; topShare: number;
    medianAgeDays: number | null; changesWith: { name: string; together: number; share: number } | null;
  }[];
}

export interface CodeGraph {
  graph: { name: string; depth: string; leftOut?: number };
  nodes: {
    id: string; label: string; kind: string; test: string; layer: number; cycle: number | null; lines: number; topShare: number | null;
    topContributor: string | null; medianAgeDays: number | null; orphanedShare: number | null;
  }[];
  links: { source: string; target: string; kind: string; weight: number }[];
}

export interface PageFacts { mixedFrom: number; networkFrom: number; missing: { kind: string; command: string; why: string | null }[] }

export interface Documents {
  analysis: Analysis; trend: Trend | null; holdings: Holdings | null; hotspots: Hotspots | null;
  projects: CodeGraph | null; namespaces: CodeGraph | null; types: CodeGraph | null; page: PageFacts;
}

/** A document's JSON; long ones are compressed. */
export async function textOf(id: string): Promise<string | null> {
  const element = document.getElementById(id);
  const text = element?.textContent ?? '';
  if (text === '' || element?.getAttribute('type') !== 'application/gzip')
    return text || null;
  const letters = atob(text), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++)
    bytes[i] = letters.charCodeAt(i);
  return await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}

export async function readDocuments(): Promise<Documents> {
  const read = async <T>(id: string): Promise<T | null> => {
    const text = await textOf(id);
    return text ? JSON.parse(text) as T : null;
  };
  const analysis = await read<Analysis>('analysis');
  if (analysis === null)
    throw new Error('this file holds no analysis');
  return {
    analysis, trend: await read('trend'), holdings: await read('holdings'), hotspots: await read('hotspots'), projects: await read('projects'),
    namespaces: await read('namespaces'), types: await read('types'), page: await read<PageFacts>('page') ?? { mixedFrom: 0.36, networkFrom: 0.54, missing: [] },
  };
}

/** A name as readers see it; who shares theirs with somebody is told apart by a pseudonym. */
export const nameOf = (person: { name: string; pseudonym?: string | null } | undefined): string =>
  !person ? '' : person.pseudonym ? `${person.name} (${person.pseudonym})` : person.name;

/** By what the commands find exactly this person. */
export const wordOf = (person: { name: string; pseudonym?: string | null } | undefined): string => person?.pseudonym ?? person?.name ?? '';

/** Who has a colour of their own wherever lines are drawn: those who wrote most of what stands, then those who once did. */
export function owners(holdings: Holdings, most = 8): number[] {
  const now = holdings.people.map((_, i) => i).slice(0, most - 3);
  return [...new Set([...now, ...holdings.overTime.owners.map(owner => owner.person)])].slice(0, most);
}
