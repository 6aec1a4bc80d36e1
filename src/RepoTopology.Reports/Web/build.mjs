// Usage: node build.mjs OUTPUT. Type-checks the sources and writes OUTPUT/page.js and OUTPUT/page.css.
// Installs what package-lock.json names first, when that has not been done since it changed. One process at a time: builds run in parallel.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(fileURLToPath(import.meta.url));
const output = process.argv[2] ?? join(web, 'output');
const lock = join(web, '.lock');

const pause = milliseconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

function holderIsAlive() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take() {
  for (let waited = 0; waited < 600; waited++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST')
        throw error;
      // Its holder may be between making the file and writing its number.
      if (waited % 5 === 4 && !holderIsAlive())
        rmSync(lock, { force: true });
    }
    pause(500);
  }
  throw new Error('another build has held src/RepoTopology.Reports/Web/.lock for five minutes; remove it if none runs');
}

function isInstalled() {
  const installed = join(web, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(web, 'package-lock.json')).mtimeMs;
}

function run(file, ...words) {
  execFileSync(file, words, { cwd: web, stdio: 'inherit', shell: process.platform === 'win32' });
}

function install() {
  try {
    run('npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
    return true;
  } catch (error) {
    if (process.env.CI)
      throw error;
    console.log("RepoTopology.Reports: 'npm ci' failed in src/RepoTopology.Reports/Web, so the page is left out: 'repotopology report' will say so.");
    return false;
  }
}

/** The notice that the bundled libraries ask for: all of them are d3 modules under the ISC licence. */
function licence() {
  const text = readFileSync(join(web, 'node_modules', 'd3-force', 'LICENSE'), 'utf8').trim();
  return `/* d3 modules:\n${text.replace(/\*\//g, '')}\n*/`;
}

async function build() {
  if (!isInstalled() && !install())
    return;
  run(process.execPath, join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit');
  const { build: bundle } = await import('esbuild');
  const result = await bundle({
    absWorkingDir: web,
    entryPoints: [{ in: 'source/page.ts', out: 'page' }, { in: 'source/page.css', out: 'page' }],
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    banner: { js: licence() },
    outdir: output,
    write: false,
  });
  mkdirSync(output, { recursive: true });
  for (const file of result.outputFiles)
    writeFileSync(file.path, file.contents);
}

take();
try {
  await build();
} finally {
  rmSync(lock, { force: true });
}
