// Usage: node measure.mjs REPORT. Opens a report in Chromium and prints how long that takes, and how many frames a second there are while the graphs are dragged.
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const Seconds = 3;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
const start = performance.now();
await page.goto(pathToFileURL(process.argv[2]).href);
await page.locator('main h2').nth(4).waitFor();
const ready = performance.now() - start;
// The browser tells of it a little later.
await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
console.log(`opens in ${(ready / 1000).toFixed(2)} s, first paint after ${(paint / 1000).toFixed(2)} s`);

for (const id of ['people-graph', 'module-graph', 'map']) {
  const drawing = page.locator(`#${id} svg.chart`);
  const before = performance.now();
  await page.locator(`#${id}`).scrollIntoViewIfNeeded();
  await drawing.waitFor();
  const drawn = performance.now() - before;
  const box = await drawing.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 600) / 2];
  await page.evaluate(() => {
    globalThis.frames_ = [];
    const count = time => { globalThis.frames_.push(time); globalThis.counting = requestAnimationFrame(count); };
    globalThis.counting = requestAnimationFrame(count);
  });
  await page.mouse.move(x, y);
  if (id !== 'map')
    await page.mouse.down();
  for (const end = performance.now() + Seconds * 1000, at = { step: 0 }; performance.now() < end; at.step++)
    await page.mouse.move(x + 150 * Math.sin(at.step / 10), y + 100 * Math.cos(at.step / 10));
  await page.mouse.up();
  const frames = await page.evaluate(() => { cancelAnimationFrame(globalThis.counting); return globalThis.frames_; });
  const gaps = frames.slice(1).map((time, i) => time - frames[i]);
  console.log(`${id}: drawn ${(drawn / 1000).toFixed(2)} s after it comes into view; ${id === 'map' ? 'pointed at' : 'dragged'} at ${(1000 * gaps.length / (frames.at(-1) - frames[0])).toFixed(0)} frames a second, the slowest frame ${Math.max(...gaps).toFixed(0)} ms`);
}

await browser.close();
