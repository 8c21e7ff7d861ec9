// Benchmarks: figures on the page are those that numpy and scipy computed (tests/data/peers/expected.py).

import { readFile } from 'node:fs/promises';
import { change, dataset, expect, expectNumber, figures, langs, open, plain, root, serve, test } from './dashboard.mjs';

const feed = '/?page=benchmarks&feed=/tests-data/peers/datapackage.json';
const expected = JSON.parse(await readFile(`${root}/tests/data/peers/expected.json`, 'utf8'));

/** The figures of the table, of the index and of the course: name → figure; the table's come first. */
async function shown(page, within = 'main') {
  const all = await figures(page.locator(within));
  return Object.fromEntries(all.reverse().map((figure) => [figure.metric, figure]));
}

for (const lang of langs) {
  test(`forty companies give the percentiles that numpy and scipy give (${lang})`, async ({ page }) => {
    await open(page, `${feed}&detail=1&lang=${lang}`);
    const table = await shown(page, '[data-standing]');
    for (const [metric, due] of Object.entries(expected.september)) {
      const near = (name, value) => expectNumber(table[`${metric}${name}`], value, Math.abs(value) * 1e-9 + 1e-12, `${metric}${name}`);
      near('', due.own);
      near('_median', due.median);
      near('_percentile', due.percentile);
      near('_gap', due.gap);
      near('_best', due.gap_to_best);
      for (const part of ['p10', 'p25', 'p75', 'p90']) near(`_${part}`, due[part]);
    }
    const strip = page.locator('[data-standing="aov"]').getByRole('img');
    await expect(strip).toHaveAccessibleName(new RegExp(String(expected.september.aov.n)));
  });
}

test('the rank moves with the weights, and the link keeps them', async ({ page }) => {
  await open(page, feed);
  const near = async (due) => {
    const all = await shown(page);
    expectNumber(all.index, due.index, 1e-9);
    expectNumber(all.rank, due.rank);
  };
  await near(expected.index.equal);
  const more = page.getByRole('button', { name: /Average order value.* weighs more/ });
  await change(page, () => more.click());
  await change(page, () => more.click());
  // The button keeps the focus while the figures change.
  await expect(more).toBeFocused();
  await change(page, () => page.getByRole('button', { name: /Cost per click.* weighs less/ }).click());
  await near(expected.index.aov_3_cpc_0);
  expect(new URL(page.url()).searchParams.get('weights')).toBe('aov:3,cpc:0');
  await page.reload();
  await expect(page.locator('main')).toHaveAttribute('data-state', 'ready');
  await near(expected.index.aov_3_cpc_0);
});

test('a channel is chosen, and another length of period has no verdict but a way to theirs', async ({ page }) => {
  await open(page, feed);
  await change(page, () => page.getByRole('group', { name: 'Channel of the peers' }).getByRole('button', { name: 'Email' }).click());
  const email = await shown(page, '[data-standing]');
  expectNumber(email.conversion_percentile, expected.email.conversion.percentile, 1e-9);
  expect(email.aov_percentile).toBeUndefined();

  await open(page, `${feed}&period=2026-09-01..2026-09-10`);
  await expect(page.locator('[data-standing="aov"] .bench__word')).toHaveText('Not judged: the basis differs');
  await expect(page.locator('[data-highlight]')).toHaveCount(0);
  await change(page, () => page.getByRole('link', { name: /Show my figures of/ }).click());
  expectNumber((await shown(page, '[data-standing]')).aov_percentile, expected.september.aov.percentile, 1e-9);
});

for (const lang of langs) {
  test(`parts of the own data are peers of each other (${lang})`, async ({ page }) => {
    await open(page, `/?page=benchmarks&lang=${lang}`);
    const [against] = await page.locator('.bench__choices select').all();
    await change(page, () => against.selectOption('channel'));
    const as = page.locator('.bench__choices select').nth(1);
    await change(page, () => as.selectOption('paid_social'));
    const url = new URL(page.url());
    expect([url.searchParams.get('peers'), url.searchParams.get('own')]).toEqual(['channel', 'paid_social']);
    const all = await shown(page, '[data-standing]');
    // Eleven others, none of whom buys customers dearer.
    expectNumber(all.cpa_acquisition_percentile, 0);
    await expect(page.locator('[data-standing="cpa_acquisition"]')).toHaveAttribute('data-band', 'poor');
    await page.goBack();
    await expect(as).not.toHaveValue('paid_social');
  });
}

test('published figures stand at the foot, marked, with their source', async ({ page }) => {
  await open(page, '/?page=benchmarks');
  const cards = page.locator('.bench__reference');
  await expect(cards).toHaveCount(4);
  for (const card of await cards.all()) {
    await expect(card).toContainText('Published figure');
    await expect(card.getByRole('link')).toHaveAttribute('href', /^https:/);
  }
  await expect(cards.first()).toContainText('14,500');
  await open(page, '/?page=data');
});

test('a feed without peers says how to add them', async ({ page }) => {
  await open(page, '/?page=benchmarks&feed=/tests-data/robyn/datapackage.json');
  await expect(page.getByRole('heading', { name: 'No peers in this feed' })).toBeVisible();
  await expect(page.getByRole('region', { name: /Example/ })).toContainText('"table": "peers"');
});

test('two regions are too few to judge a third by, and all of them are still shown', async ({ page }) => {
  await serve(page, { '/tests-data/hillstrom/hillstrom.csv': `${dataset('hillstrom')}/hillstrom.csv` });
  await open(page, '/?page=benchmarks&feed=/tests-data/hillstrom/datapackage.json&peers=region&own=Urban');
  const all = await shown(page, '[data-standing]');
  // Counted over the 64,000 rows: conversions ÷ visits of Urban, and of the others together.
  expectNumber(all.conversion, 232 / 3568, 1e-12);
  expectNumber(all.conversion_rest, 346 / 5826, 1e-12);
  await expect(page.locator('[data-standing="conversion"] .bench__word')).toHaveText(/Fewer than .*5.* peers/);
  expect(plain(await page.locator('[data-standing="conversion"] .table__tag').innerText())).toBe('2 peers');
});
