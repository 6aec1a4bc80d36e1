// What was read, what was not, and how to get the same again.
import { textOf, type Documents } from './documents';
import { clean, command, h, name, quoted, save } from './dom';
import { count, day, fixed, plural, title } from './format';
import { table } from './table';

const names: Record<string, string> = {
  analysis: 'the analysis', trend: 'the quarters', holdings: 'who wrote which lines', hotspots: 'hotspots', projects: 'which project uses which', namespaces: 'which namespace uses which', types: 'which type uses which',
};

export function dataSection(documents: Documents): HTMLElement[] {
  const { analysis, page } = documents;
  const { repository, window, options } = analysis;
  const bots = analysis.contributors.filter(person => person.kind !== 'person');
  const facts: [string, string][] = [
    ['Repository', clean(repository.path)], ['Commit', repository.head], ['Revision', clean(options.revision)], ['Commits read', `${count(repository.commits)}, ${count(repository.mergeCommits)} of them merges`],
    ['People, ever', count(repository.authors)], ['Window', `${day(window.from)} to ${day(window.to)}, ${window.months} months${window.months === options.windowMonths ? '' : ` (not ${options.windowMonths}, to reach enough commits)`}`],
    ['In the window', `${plural(window.commits, 'commit')} by ${plural(window.authors, 'person', 'people')}; left out: ${plural(window.mergeCommits, 'merge')}, ${count(window.botCommits)} by bots, ${count(window.agentCommits)} by coding agents; ${count(window.giantCommits)} touch very many files`],
    ['Scope', options.scope === '' ? 'everything' : clean(options.scope)], ['Left out by request', options.exclude.length === 0 ? 'nothing' : options.exclude.map(glob => clean(glob)).join(', ')],
    ['Made by', `${clean(analysis.tool.name)} ${clean(analysis.tool.version)}, schema ${clean(analysis.schemaVersion)}`],
  ];
  const lacks = Object.entries(repository.completeness).filter(([, value]) => typeof value === 'number' && value > 0 || value === true).filter(([key]) => key !== 'complete');
  return [
    h('div', { class: 'columns' },
      h('div', {}, h('h3', {}, 'What was read'), h('dl', {}, ...facts.flatMap(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]))),
      h('div', {}, h('h3', {}, 'What it could not show'),
        analysis.limits.length === 0 ? h('p', {}, 'No cap was hit and nothing was missing.') : h('ul', {}, ...analysis.limits.map(limit => h('li', {}, limit))),
        h('p', {}, repository.completeness.complete ? 'The clone holds the whole history.' : `This clone is not whole: ${lacks.map(([key, value]) => `${key.replace(/([A-Z])/g, ' $1').toLowerCase()}${value === true ? '' : ` ${count(Number(value))}`}`).join(', ') || 'parts of it are missing'}.`))),
    h('section', { class: 'block' }, h('h3', {}, 'How to get the same again'),
      ...(options.again
        ? [h('p', {}, options.again.notes.map(note => clean(note)).join(' ')), command(['repotopology', 'report', ...options.again.words].map(quoted).join(' '))]
        : [h('p', {}, 'An older version made the analysis, and did not write down how.')]),
      h('p', {}, 'All figures are in this file as JSON: ', h('button', {
        type: 'button', class: 'action', click: async () => save('analysis.json', 'application/json', await textOf('analysis') ?? ''),
      }, 'Save analysis.json'))),
    h('section', { class: 'block', id: 'missing-documents' }, h('h3', {}, 'What this report is made of'), h('ul', {}, ...Object.keys(names).map(kind => {
      const missing = page.missing.find(one => one.kind === kind);
      return h('li', {}, title(names[kind]!), missing ? h('span', {}, ' – not here. ', missing.why ?? 'This command makes it: ', ' ', command(missing.command)) : ' – here');
    }))),
    ...(bots.length > 0 ? [h('section', { class: 'block' }, h('h3', {}, 'Bots and coding agents'), table({
      caption: 'Who is no person', rows: bots, columns: [
        { title: 'Name', value: row => row.name, cell: row => name(row.name, 60) }, { title: 'Kind', value: row => row.kind },
        { title: 'Commits', value: row => row.commits, numeric: true }, { title: 'Known by', value: row => row.kindRule },
      ],
    }))] : []),
    ...(analysis.aliasProposals.length > 0 ? [h('section', { class: 'block' }, h('h3', {}, 'Names that may be one person'), h('p', {}, 'None is joined until somebody accepts it: ', command('repotopology identities')), table({
      caption: 'Pairs of names', rows: analysis.aliasProposals, page: 10, text: row => `${row.first} ${row.second}`, columns: [
        { title: 'Name', value: row => row.first, cell: row => name(row.first, 60) }, { title: 'May be', value: row => row.second, cell: row => name(row.second, 60) },
        { title: 'Why', value: row => row.evidence }, { title: 'How sure', value: row => row.confidence, cell: row => fixed(row.confidence), numeric: true },
      ],
    }))] : []),
  ];
}
