// Writes screenshots for people to look at: every page × width × language × theme, to test-results/shots.
//
//   node tests/e2e/shots.mjs http://127.0.0.1:8080 [page …]

import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

const [base, ...wanted] = process.argv.slice(2);
if (!base) {
  console.error('miyar: say where the dashboard is: node tests/e2e/shots.mjs http://127.0.0.1:8080');
  process.exit(1);
}
const folder = fileURLToPath(new URL('../../test-results/shots', import.meta.url));
const pages = { summary: '', channels: 'page=channels', benchmarks: 'page=benchmarks', data: 'page=data', failed: 'feed=nowhere.json' };
const executablePath = process.env.MIYAR_CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium || command -v google-chrome'], { encoding: 'utf8' }).trim();

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({ colorScheme, locale: 'en-GB', timezoneId: 'UTC' });
  for (const [name, query] of Object.entries(pages)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const lang of ['en', 'ar']) {
      for (const width of [390, 820, 1440]) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.goto(`${base}/?${query}&lang=${lang}`);
        await page.waitForSelector('main[aria-busy="false"]');
        await page.evaluate(() => document.fonts.ready);
        // Two frames: canvases are drawn once their size is known.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        await page.screenshot({ path: `${folder}/${name}-${width}-${lang}-${colorScheme}.png`, fullPage: true });
      }
    }
  }
  await page.close();
}
await browser.close();
console.log(folder);
