// Targets and alerts: what the demo aims at, added up here from its files, and the way from an alert to its proof.

import { readFile } from 'node:fs/promises';
import { cards, change, expect, expectNumber, figures, langs, open, plain, root, table, test } from './dashboard.mjs';

const list = (page, name) => page.getByRole('combobox', { name, exact: true });

/** The rows of a file of the demo, none of which has quotes: column → text. */
async function rows(file) {
  const [head, ...lines] = (await readFile(`${root}/public/demo/${file}`, 'utf8')).trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])));
}

/** What the demo aims at, and revenue less refunds of the days of October 2026, of a channel or of all. */
async function expected(metric, period, channel = '') {
  const target = (await rows('targets.csv')).find((row) => row.metric === metric && row.period === period && row.channel === channel);
  const october = (await rows('performance.csv')).filter((row) => row.date.startsWith('2026-10') && (channel === '' || row.channel === channel));
  const reached = october.reduce((sum, row) => sum + Number(row.revenue) - Number(row.refunds), 0);
  return { target: Number(target.value), reached };
}

const row = (page, id) => page.locator(`[data-target="${id}"]`);
const byMetric = async (within) => Object.fromEntries((await figures(within)).map((figure) => [figure.metric, figure]));

/** Shows all targets, not the first few. */
async function showAll(page) {
  const more = page.locator('[data-part="targets"] button');
  while (await more.isVisible()) await more.click();
}

for (const lang of langs) {
  test(`a month and its quarter stand against their targets (${lang})`, async ({ page }) => {
    await open(page, `/?lang=${lang}`);
    await showAll(page);
    const month = await expected('revenue', '2026-10');
    const of = await byMetric(row(page, 'revenue 2026-10-01..2026-10-31'));
    expectNumber(of.revenue_to_date, month.reached, 0.01);
    expectNumber(of.revenue_target, month.target);
    expect(of.revenue_end, 'a month that is over has no end to come').toBeUndefined();
    await expect(row(page, 'revenue 2026-10-01..2026-10-31')).toHaveAttribute('data-verdict', month.reached >= month.target ? 'better' : 'worse');
    const quarter = await byMetric(row(page, 'revenue 2026-10-01..2026-12-31'));
    expectNumber(quarter.revenue_target, (await expected('revenue', '2026-Q4')).target);
    // 31 of 92 days, spread as last year went: the first month of that quarter was its weakest.
    expect(quarter.revenue_end.value).toBeGreaterThan(month.reached * 3);
    const marks = await row(page, 'revenue 2026-10-01..2026-12-31').locator('.pacing__due').count();
    expect(marks).toBe(1);
  });
}

test('figures are compared with their targets, on cards and by channel', async ({ page }) => {
  await open(page, '/?period=2026-10-01..2026-10-31');
  await change(page, () => list(page, 'Compare with').selectOption('target'));
  expect(new URL(page.url()).searchParams.get('compare')).toBe('target');
  await expect(page.locator('.period-bar__compared')).toHaveText('compared with the targets');
  const all = await expected('revenue', '2026-10');
  const revenue = (await cards(page)).revenue;
  expectNumber(revenue, all.reached, 0.01);
  const word = page.locator('[data-card="revenue"] .change__word');
  await expect(word).toHaveText(all.reached >= all.target ? 'met' : 'missed');
  // There is none for the cost of all new customers, and the card says so.
  await expect(page.locator('[data-card="cac"] .kpi-card__reason')).toHaveText('no target');
  await open(page, '/?page=channels&period=2026-10-01..2026-10-31&compare=target');
  const social = await expected('revenue', '2026-10', 'organic_social');
  const { rows: shown } = await table(page);
  expectNumber(shown.organic_social.revenue, social.reached, 0.01);
  const cell = page.locator('[data-row="organic_social"] td').first();
  await expect(cell.locator('.change__word')).toHaveText(social.reached >= social.target ? 'met' : 'missed');
  await expect(cell.locator('.change')).toHaveAttribute('data-verdict', social.reached >= social.target ? 'better' : 'worse');
  await expect(page.locator('.table-notes')).toContainText('Without a target');
});

test('an alert leads to the view that proves it', async ({ page }) => {
  await open(page, '/');
  const alerts = page.locator('[data-part="alerts"]');
  expect(Number(await alerts.getAttribute('data-count'))).toBeGreaterThan(0);
  const more = alerts.locator('button');
  while (await more.isVisible()) await more.click();
  const missed = alerts.locator('[data-alert="target"] a', { hasText: 'Organic social' }).first();
  expect(plain(await missed.innerText())).toContain('missed its target');
  await change(page, () => missed.click());
  const link = new URL(page.url()).searchParams;
  expect([link.get('page'), link.get('compare'), link.get('where')]).toEqual(['channels', 'target', 'channel:organic_social']);
  await expect(page.locator('[data-row="organic_social"] td').first().locator('.change__word')).toHaveText('missed');
  await page.goBack();
  await expect(page.locator('[data-part="targets"]')).toBeVisible();
});
