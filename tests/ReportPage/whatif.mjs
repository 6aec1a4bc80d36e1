// Usage: node whatif.mjs HOLDINGS CASES. What the page's arithmetic says would be lost: HOLDINGS is a file with that document of 'report --format json',
// CASES a JSON array of arrays of places in its people. Prints, as JSON, for each what 'what-if --format json' says of the same people.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../src/RepoTopology.Reports/Web/', import.meta.url));
const { buildSync } = createRequire(`${web}build.mjs`)('esbuild');
const bundle = buildSync({ absWorkingDir: web, entryPoints: ['source/whatif.ts'], bundle: true, format: 'esm', write: false }).outputFiles[0].text;
const { without } = await import(`data:text/javascript;base64,${Buffer.from(bundle).toString('base64')}`);

const holdings = JSON.parse(readFileSync(process.argv[2], 'utf8'));
// As the command writes shares.
const low = share => ({ low: Number(share.toFixed(6)) });
console.log(JSON.stringify(JSON.parse(process.argv[3]).map(leaving => {
  const loss = without(holdings, new Set(leaving));
  const state = (share, busFactor) => ({ orphanedShare: low(share), busFactor });
  return {
    lines: loss.lines, theirs: loss.theirs, before: state(loss.before, loss.busFactorBefore), after: state(loss.after, loss.busFactorAfter),
    modules: loss.modules.map(module => ({
      name: module.name, lines: module.lines, theirs: module.theirs, orphanedBefore: low(module.before), orphanedAfter: low(module.after), lost: module.lost,
      next: module.next === null ? null : holdings.people[module.next].name, nextLines: module.nextLines,
    })),
  };
})));
