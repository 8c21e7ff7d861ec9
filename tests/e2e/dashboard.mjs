// What the specs share: opening the dashboard, waiting until it has settled, reading figures off the page.
//
// Figures are read from `<data value>`: the unrounded number, with `data-metric`, and `data-dimension` and
// `data-value` in a row. A figure without a number reads as null.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';

export { expect };

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Larger data sets, which lie next to this checkout or nowhere. */
export const datasets = process.env.MIYAR_DATASETS ?? `${root}/../shared/datasets`;

export const pages = ['summary', 'channels', 'benchmarks', 'data'];
export const langs = ['en', 'ar'];

/** Every test fails on an error that nobody caught, in the page or in its worker. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      // A request that fails is logged by the browser itself; anything else is the dashboard's own.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
    });
    await use(page);
    expect(errors, 'errors on the console').toEqual([]);
  },
});

/** Opens a link and waits for the first figures, or for the reason why there are none. */
export async function open(page, link, state = 'ready') {
  await page.goto(link);
  await settled(page, state);
}

export async function settled(page, state = 'ready') {
  await expect(page.locator('main')).toHaveAttribute('data-state', state);
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false');
}

/** Does what asks for other figures, and waits until they have been painted. */
export async function change(page, gesture) {
  const updates = () => page.evaluate(() => performance.getEntriesByName('miyar:update').length);
  const before = await updates();
  await gesture();
  await expect.poll(updates, { message: 'figures after the gesture' }).toBeGreaterThan(before);
  await settled(page);
}

/** Text without the invisible characters that keep directions apart. */
export const plain = (text) => text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();

/** The figures on the cards: metric → { value, text, full }. */
export async function cards(page) {
  return Object.fromEntries((await figures(page.locator('[data-card]'))).map((figure) => [figure.metric, figure]));
}

/** The table: { total, rows }, with metric → figure in the total and in each row, rows by the feed's value. */
export async function table(page) {
  const byMetric = (all) => Object.fromEntries(all.map((figure) => [figure.metric, figure]));
  const total = byMetric(await figures(page.locator('[data-row-total]')));
  const rows = {};
  for (const figure of await figures(page.locator('[data-row]'))) (rows[figure.row] ??= {})[figure.metric] = figure;
  return { total, rows };
}

/** The figures below some elements, in reading order. */
export function figures(within) {
  return within.locator('data').evaluateAll((all) =>
    all.map((data) => ({
      metric: data.dataset.metric,
      dimension: data.dataset.dimension,
      row: data.dataset.value,
      value: data.value === '' ? null : Number(data.value),
      text: data.textContent,
      full: data.title,
    })),
  );
}

/** What a reader sees of the state: two screens are the same where this is. */
export function screen(page) {
  return page.evaluate(() => {
    const all = (selector, read) => [...document.querySelectorAll(selector)].map(read);
    return {
      language: [document.documentElement.lang, document.documentElement.dir, document.title],
      heading: all('h1', (heading) => heading.innerText),
      chosen: all('select', (select) => select.selectedOptions[0]?.text),
      pressed: all('[aria-pressed="true"]', (button) => button.innerText),
      sorted: all('[aria-sort]', (head) => `${head.innerText} ${head.ariaSort}`),
      period: all('.period-bar p', (line) => line.innerText),
      removable: all('li a[aria-label]', (chip) => chip.ariaLabel),
      figures: all('data', (data) => [data.dataset.metric, data.dataset.value, data.value, data.innerText].join(' ')),
      changes: all('[data-verdict]', (change) => change.innerText),
    };
  });
}

/** Where a metric has a number: what it is; `tolerance` where the expected one was written down rounded. */
export function expectNumber(figure, expected, tolerance = 0, what = figure?.metric) {
  expect(figure, `${what} is shown`).toBeTruthy();
  expect(figure.value, `${what} has a number`).not.toBeNull();
  expect(Math.abs(figure.value - expected), `${what}: ${figure.value}, due ${expected}`).toBeLessThanOrEqual(tolerance);
}

/** Serves files of this machine under the addresses given: { '/tests-data/x/y.csv': path }. */
export async function serve(page, files) {
  for (const [address, path] of Object.entries(files)) {
    const body = await readFile(path);
    await page.route((url) => url.pathname === address, (route) => route.fulfill({ body, contentType: 'text/csv' }));
  }
}

/** Skips the tests of a file where a data set is absent; returns its folder. */
export function dataset(name) {
  const folder = `${datasets}/${name}`;
  test.skip(!existsSync(folder), `the data set ${name} is not beside this checkout (../shared/datasets/${name})`);
  return folder;
}

/** Presses Tab until the focus is on the element; fails where it never comes. A table has three stops a row. */
export async function tabTo(page, target, key = 'Tab') {
  for (let stop = 0; stop < 160; stop += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`160 times ${key} did not reach ${target}`);
}
