// Usage: node check.mjs REPORT [EXPECTED [LEVEL...]]. Uses a report as a reader would, in Chromium, and prints one line for everything that is wrong.
// EXPECTED is JSON: {"without": NAME, "busFactor": "1 → 2", "orphaned": "21 % → 74 %"}, what 'what-if' says of somebody, or null. LEVELs are those of the module graph.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [file, expectedText, ...expectedLevels] = process.argv.slice(2);
const expected = expectedText ? JSON.parse(expectedText) : null;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const complaints = [];
const complain = text => complaints.push(text);
const hold = (fact, text) => { if (!fact) complain(text); };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });

async function open(width, colorScheme) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) complain(`console: ${message.text()}`); });
  page.on('pageerror', error => complain(`error: ${error.message}`));
  page.on('dialog', dialog => { complain(`a dialog opened: ${dialog.message()}`); void dialog.dismiss(); });
  page.on('request', request => { if (!/^(file|data|blob):/.test(request.url())) complain(`asked for ${request.url()}`); });
  page.setDefaultTimeout(15_000);
  await page.goto(pathToFileURL(file).href);
  await page.locator('main h2').nth(4).waitFor();
  return page;
}

/** Draws everything, as printing does, and as wide as the screen again. */
const drawAll = page => page.evaluate(() => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')); });

async function sections(page) {
  const titles = await page.locator('main h2').allTextContents();
  hold(titles.join() === 'Verdict,People,Code,Time,Data', `sections are ${titles}`);
  for (const link of await page.locator('header nav a').all())
    await link.click();
  hold(await page.locator('header nav a[aria-current]').count() === 1, 'the navigation does not say where the reader is');
  await drawAll(page);
  for (const figure of await page.locator('figure').all()) {
    const id = await figure.getAttribute('id');
    hold(await figure.locator('.drawing svg').count() === 1, `${id} has no drawing`);
    hold(await figure.locator('.drawing svg *').count() > 5, `${id} is empty`);
    await figure.locator('.behind > summary').click();
    await figure.locator('.behind table tbody tr').first().waitFor().catch(() => complain(`${id} has an empty table`));
    await figure.locator('.behind > summary').click();
  }
  hold(await page.locator('text=cannot be drawn').count() === 0, 'a section could not be drawn');
  hold(await page.evaluate(() => globalThis.pwned === undefined && document.images.length === 0 && document.querySelectorAll('script:not([type])').length === 1), 'something of the repository ran');
}

async function searching(page) {
  const person = page.locator('#people .table').last().locator('tbody tr').first().locator('button').first();
  const name = (await person.textContent()).trim();
  await page.locator('#search').fill(name.slice(0, 40));
  await page.locator('#found [role=option]').first().waitFor();
  await page.locator('#search').press('ArrowDown');
  hold(await page.locator('#found [aria-selected=true]').count() === 1, 'arrows choose nothing among what was found');
  await page.locator('#search').press('Enter');
  hold((await page.locator('#people-graph .panel h4').textContent()) !== 'Nobody is selected', 'a search selected nobody');
  const module = (await page.locator('#risks tbody th').first().textContent()).trim();
  await page.locator('#search').fill(module.slice(0, 40));
  const found = page.locator('#found [role=option]').filter({ has: page.locator('small', { hasText: /^module$/ }) });
  // Files and people may be called so, too, and stand before it.
  if (await found.count() > 0) {
    await found.first().dispatchEvent('pointerdown');
    hold((await page.locator('#module-graph .panel h4').textContent()) !== 'Nothing is selected', 'a search selected no module');
    hold((await page.locator('#module-graph .panel code').textContent()).startsWith('repotopology explain '), 'a module has no explain command');
  }
  await page.locator('#search').fill('no such thing anywhere');
  hold(!await page.locator('#found').isVisible(), 'something is found that is not there');
  await page.locator('#search').fill('');
}

async function selection(page) {
  const panel = page.locator('#people-graph .panel h4');
  const marks = page.locator('#people-graph circle.mark[role=button]');
  await page.locator('#people-graph').getByRole('button', { name: 'Show all' }).click();
  const before = await panel.textContent();
  const at = await marks.evaluateAll(all => all.findIndex(mark => mark.getAttribute('aria-pressed') !== 'true'));
  if (at < 0)
    return; // Nobody else is there.
  await marks.nth(at).focus();
  await page.keyboard.press('Enter');
  hold(await panel.textContent() !== before, 'choosing a circle changes nothing');
  hold(await page.locator('#people-graph circle[aria-pressed=true]').count() === 1, 'the chosen circle does not say so');
  hold(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed') === 'true'), 'the chosen circle loses the focus');
  const collaborator = page.locator('#people-graph .panel ul button').first();
  if (await collaborator.count() > 0) {
    await collaborator.focus();
    await page.keyboard.press('Enter');
    hold(await page.evaluate(() => document.activeElement?.closest('.panel') !== null), 'choosing a collaborator loses the focus');
  }
}

async function whatIf(page) {
  const result = page.locator('#what-if-result');
  await page.locator('#what-if input[type=search]').fill('no such person anywhere');
  await page.locator('#what-if input[type=search]').press('Tab');
  hold((await page.locator('#what-if [role=status]').textContent()).startsWith('Nobody '), 'what-if does not say that it knows nobody of a name');
  if (expected) {
    await page.locator('#what-if input[type=search]').fill(expected.without);
    await page.locator('#what-if input[type=search]').press('Tab');
    const facts = await result.locator('dl.figures dd').allTextContents();
    hold(facts[1] === expected.orphaned, `what-if says ${facts[1]} and not ${expected.orphaned} has nobody left to ask`);
    hold(facts[2] === expected.busFactor, `what-if says ${facts[2]} and not ${expected.busFactor} for the bus factor`);
  } else {
    await result.locator('button.link').first().click();
  }
  hold(await result.locator('.chips li').count() === 1, 'nobody leaves in what-if');
  hold(await result.locator('tbody tr').count() > 0, 'what-if names no module');
  await result.locator('.chips button').click();
  hold(await result.locator('.chips').count() === 0, 'who was taken back still leaves');
}

async function zooming(page) {
  const stage = page.locator('#people-graph svg.chart > g').first();
  const before = await stage.getAttribute('transform');
  await page.locator('#people-graph').getByRole('button', { name: 'Zoom in' }).click();
  hold(await stage.getAttribute('transform') !== before, 'zooming in changes nothing');
  await page.locator('#people-graph').getByRole('button', { name: 'Show all' }).click();
  hold(await stage.getAttribute('transform') === before, 'fitting does not undo zooming');

  const crumbs = page.locator('#map .crumbs > *'), titles = page.locator('#map svg.chart [role=button][aria-label$="opens"]');
  await page.locator('#map .behind > summary').click();
  const directory = page.locator('#map .behind tbody th button').first();
  if (await directory.count() > 0) {
    await directory.click();
    hold(await crumbs.count() >= 2, 'a directory of the map does not open');
    await page.locator('#map svg.chart [tabindex="0"]').focus();
    await page.keyboard.press('Escape');
    hold(await crumbs.count() === 1, 'Escape does not leave a directory of the map');
    if (await titles.count() > 0) {
      await titles.first().focus();
      await page.keyboard.press('Enter');
      hold(await crumbs.count() >= 2, 'a title of the map does not open');
      await page.keyboard.press('Escape');
      hold(await crumbs.count() === 1, 'opening a directory of the map loses the focus');
    }
  }
  await page.locator('#map .behind > summary').click();
  for (const shade of await page.locator('#map select option').evaluateAll(all => all.map(option => option.value))) {
    await page.locator('#map select').selectOption(shade);
    hold(await page.locator('#map .legend li').count() > 0, `the map has no legend for ${shade}`);
  }
  const levels = await page.locator('#module-graph select option').evaluateAll(all => all.map(option => option.value));
  hold(expectedLevels.every(level => levels.includes(level)), `the graph of modules has only the levels ${levels}`);
  for (const level of levels) {
    await page.locator('#module-graph select').selectOption(level);
    hold(await page.locator('#module-graph circle.mark').count() > 0, `the graph of ${level} is empty`);
  }
  await page.locator('#module-graph select').selectOption('modules');
}

async function sorting(page) {
  const risks = page.locator('#risks');
  const column = () => risks.locator('tbody tr').evaluateAll(rows => rows.map(row => Number(row.children[2].textContent.replace(/,/g, ''))));
  await risks.getByRole('button', { name: 'Commits', exact: true }).click();
  const down = await column();
  hold(down.every((value, i) => i === 0 || down[i - 1] >= value), 'the risks do not sort by commits');
  hold(await risks.locator('th[aria-sort=descending]').count() === 1, 'the sorted column does not say so');
  await risks.getByRole('button', { name: 'Commits', exact: true }).click();
  const up = await column();
  hold(up.every((value, i) => i === 0 || up[i - 1] <= value), 'the risks do not sort the other way');
  const filter = risks.locator('input[type=search]');
  if (await filter.count() > 0) {
    await filter.fill('no such module anywhere');
    hold(await risks.locator('tbody tr').count() === 0, 'the filter lets everything through');
    await filter.fill('');
    hold(await risks.locator('tbody tr').count() > 0, 'an empty filter lets nothing through');
  }
  hold((await risks.locator('tbody code').first().textContent()).startsWith('repotopology explain '), 'a risk has no explain command');
}

async function theme(page) {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await paper();
  await page.locator('button.theme').click();
  hold(await paper() !== before, 'the theme does not change');
  await page.locator('button.theme').click();
  hold(await paper() === before, 'the theme does not change back');
}

async function keyboard(page) {
  await page.evaluate(() => { scrollTo(0, 0); document.activeElement?.blur(); });
  await page.locator('.skip').focus();
  const reached = [];
  for (let i = 0; i < 9; i++) {
    reached.push(await page.evaluate(() => document.activeElement?.className || document.activeElement?.id || document.activeElement?.textContent));
    await page.keyboard.press('Tab');
  }
  for (const stop of ['skip', 'search', 'theme', 'Verdict', 'Data'])
    hold(reached.includes(stop), `the Tab key does not reach ${stop} but ${reached}`);
  await page.locator('#people-graph svg.chart [tabindex="0"]').focus();
  const first = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  if (await page.locator('#people-graph circle.mark').count() === 1)
    return;
  await page.keyboard.press('ArrowRight');
  const second = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  hold(second && second !== first, 'arrows do not go from circle to circle');
  hold(await page.locator('.tip').isVisible(), 'the focused circle does not tell about itself');
}

/** What a button saves. Chromium drops a download now and then when many come at once, so it is asked twice. */
async function saved(page, button) {
  for (let attempt = 0; ; attempt++) {
    const coming = page.waitForEvent('download', { timeout: 3000 }).catch(error => { if (attempt > 0) throw error; });
    await button.click();
    const download = await coming;
    if (download)
      return download;
  }
}

async function exports(page) {
  for (const figure of await page.locator('figure').all()) {
    const id = await figure.getAttribute('id');
    for (const kind of ['SVG', 'CSV']) {
      const download = await saved(page, figure.locator('.take button', { hasText: kind }));
      const text = readFileSync(await download.path(), 'utf8');
      hold(download.suggestedFilename() === `${id}.${kind.toLowerCase()}`, `${id} is saved as ${download.suggestedFilename()}`);
      if (kind === 'SVG')
        hold(await page.evaluate(svg => new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror') === null && !svg.includes('var(--') && svg.includes('<title>'), text), `${id}.svg is no SVG that stands alone`);
      else
        hold(text.split('\n').length > 2, `${id}.csv is empty`);
    }
  }
}

async function accessibility(page, when) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations
    .filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id} (${one.impact}): ${one.nodes.slice(0, 2).map(node => node.target.join(' ')).join(', ')}`));
  found.forEach(one => complain(`axe, ${when}: ${one}`));
}

async function paper(page) {
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  const pages = (pdf.match(/\/Type\s*\/Page\b/g) ?? []).length;
  hold(pages >= 5, `the print has ${pages} pages`);
  const screen = page.viewportSize();
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 703, height: 1000 });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  for (const id of ['verdict', 'people', 'code', 'time', 'data'])
    hold(await page.locator(`#${id} h2`).isVisible(), `${id} is not printed`);
  hold(!await page.locator('#search').isVisible(), 'the search is printed');
  for (const caption of await page.locator('.scroll').evaluateAll(all => all.filter(table => table.scrollWidth > table.clientWidth + 1).map(table => table.getAttribute('aria-label'))))
    complain(`the print cuts the table '${caption}'`);
  for (const id of await page.locator('figure').evaluateAll(all => all.filter(figure => {
    const drawing = figure.querySelector('svg.chart');
    return drawing.getBoundingClientRect().width < 0.95 * drawing.viewBox.baseVal.width;
  }).map(figure => figure.id)))
    complain(`the print shrinks ${id}`);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.setViewportSize(screen);
  await page.emulateMedia({ media: 'screen' });
}

/** Drawings come when they are near, and nothing moves when they do: links lead where they say. */
async function landing(width, colorScheme) {
  const page = await open(width, colorScheme);
  for (const id of ['time', 'code', 'data', 'people']) {
    await page.locator(`header nav a[href="#${id}"]`).click();
    await page.waitForTimeout(400);
    const top = await page.locator(`#${id} h2`).evaluate(heading => heading.getBoundingClientRect().top);
    const ends = await page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 2);
    hold(ends || top >= 0 && top < 240, `the link to ${id} leads ${Math.round(top)} pixels beside it`);
  }
  await page.close();
}

const fits = async (page, width) => hold(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `the page is wider than ${width} pixels`);

try {
  const page = await open(1200, 'light');
  for (const step of [sections, searching, selection, whatIf, zooming, sorting, theme, keyboard, exports, paper])
    await step(page).catch(error => complain(`${step.name}: ${error.message.split('\n')[0]}`));
  await accessibility(page, 'light');
  await page.close();
  await landing(1200, 'light');
  for (const width of [400, 2000]) {
    const other = await open(width, 'dark');
    await drawAll(other);
    await fits(other, width);
    if (width === 400)
      await accessibility(other, 'dark and narrow');
    await other.close();
  }
} finally {
  await browser.close();
}
complaints.forEach(text => console.log(text));
process.exitCode = complaints.length === 0 ? 0 : 1;
