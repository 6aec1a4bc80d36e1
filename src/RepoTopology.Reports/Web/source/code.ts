// What the code is made of, how it hangs together, and where knowledge is thin.
import { nameOf, type Documents, type Module } from './documents';
import { clean, command, h, moduleName, name, path, quoted } from './dom';
import { age, count, fixed, plural, share } from './format';
import { moduleGraph } from './modules';
import { table } from './table';
import { treemapFigure } from './treemap';

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
  const people = new Map(analysis.contributors.map(person => [person.id, nameOf(person)]));
  return h('section', { class: 'block', id: 'risks' }, h('h3', {}, 'Where knowledge is thin'),
    h('p', { class: 'note' }, 'Modules by how much would be lost with few people: 1 is a busy module that one person carries. The bus factor is the fewest people with half of its commits.'),
    table<Module>({
      caption: 'Modules and their risk', rows: analysis.modules, text: row => `${row.name} ${row.directory} ${people.get(row.topContributor ?? '') ?? ''}`, columns: [
        { title: 'Module', value: row => row.name, cell: row => path(moduleName(row.name)) },
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
