// Figures from real feeds, read off the page. The numbers due are the publishers' own or counted by other programs.

import { readFile } from 'node:fs/promises';
import { cards, dataset, expect, expectNumber, langs, open, plain, root, serve, table, test } from './dashboard.mjs';

test.describe('Robyn, simulated weekly', () => {
  const feed = '/?feed=/tests-data/robyn/datapackage.json';
  // Summed with awk over dt_simulated_weekly.csv.
  const cost = { tv: 3087487.77, ooh: 8989331.73, print: 775555.51, facebook: 446296.83, search: 1230426.67 };

  test('revenue and return of all weeks stand on the Summary', async ({ page }) => {
    await open(page, feed);
    const shown = await cards(page);
    expectNumber(shown.revenue, 379005696.67, 0.01);
    expectNumber(shown.roas, 26.086, 0.0005);
    expectNumber(shown.cost, Object.values(cost).reduce((a, b) => a + b), 0.05);
  });

  for (const lang of langs) {
    test(`cost is cut by channel, and the return by channel is said to be unavailable (${lang})`, async ({ page }) => {
      await open(page, `${feed}&page=channels&lang=${lang}`);
      const { total, rows } = await table(page);
      expect(Object.keys(rows).sort()).toEqual(Object.keys(cost).sort());
      expectNumber(total.revenue, 379005696.67, 0.01);
      expectNumber(total.roas, 26.086, 0.0005);

      const heads = (await page.locator('.table').first().getByRole('columnheader').allInnerTexts()).map(plain);
      const revenue = heads[1 + Object.keys(total).indexOf('revenue')];
      const [channel] = heads;
      const unavailable = lang === 'ar' ? 'غير متاح' : 'not available';
      for (const [name, due] of Object.entries(cost)) {
        expectNumber(rows[name].cost, due, 0.01, `cost of ${name}`);
        expect(rows[name].roas.value, `return of ${name}`).toBeNull();
        expect(rows[name].roas.text, `return of ${name}`).not.toMatch(/[\d٠-٩]/);
        const cell = page.locator(`[data-row="${name}"] td`, { has: page.locator('[data-metric="roas"]') });
        const reason = plain(await cell.innerText()).toLowerCase();
        for (const word of [unavailable, revenue, channel]) expect(reason, `return of ${name}`).toContain(word.toLowerCase());
      }
    });
  }
});

test.describe('Hillstrom, e-mail test', () => {
  const feed = '/?feed=/tests-data/hillstrom/datapackage.json&page=channels';
  // Counted with pandas over the 64,000 rows: visits, conversions, revenue.
  const all = [9394, 578, 67258.13];
  const channels = { Phone: [3563, 217, 25468.06], Web: [4498, 263, 30909.48], Multichannel: [1333, 98, 10880.59] };
  const segments = { mens: 267, womens: 189, none: 122 };

  test.beforeEach(async ({ page }) => {
    await serve(page, { '/tests-data/hillstrom/hillstrom.csv': `${dataset('hillstrom')}/hillstrom.csv` });
  });

  test('visits, conversions and revenue add up by channel, and rates are ratios of the sums', async ({ page }) => {
    await open(page, feed);
    const { total, rows } = await table(page);
    expect(Object.keys(rows).sort()).toEqual(Object.keys(channels).sort());
    for (const [name, [visits, conversions, revenue]] of [['all', all], ...Object.entries(channels)]) {
      const row = name === 'all' ? total : rows[name];
      expectNumber(row.visits, visits, 0, `visits of ${name}`);
      expectNumber(row.conversions, conversions, 0, `conversions of ${name}`);
      expectNumber(row.revenue, revenue, 1e-6, `revenue of ${name}`);
      expectNumber(row.conversion, conversions / visits, 1e-9, `conversion rate of ${name}`);
      expectNumber(row.aov, revenue / conversions, 1e-9, `order value of ${name}`);
    }
  });

  test('conversions by segment are those of the three letters', async ({ page }) => {
    await open(page, `${feed}&by=segment`);
    const { rows } = await table(page);
    expect(Object.keys(rows).sort()).toEqual(Object.keys(segments).sort());
    for (const [name, due] of Object.entries(segments)) expectNumber(rows[name].conversions, due, 0, name);
  });

  test('a feed without dates has no period to choose', async ({ page }) => {
    await open(page, feed);
    const period = page.getByRole('region', { name: 'Period' });
    await expect(period).toContainText(/no dates/);
    await expect(period.getByRole('combobox')).toHaveCount(0);
  });
});

test.describe('Olist, marketing funnel', () => {
  const feed = '/?feed=/tests-data/olist-funnel/datapackage.json&page=channels';
  const files = ['olist_marketing_qualified_leads_dataset.csv', 'olist_closed_deals_dataset.csv'];
  // Counted with pandas; won deals are credited to the origin of their lead.
  const leads = { organic_search: 2296, paid_search: 1586, social: 1350, unknown: 1099 };
  const won = { organic_search: 113, paid_search: 101, unknown: 81 };

  test.beforeEach(async ({ page }) => {
    const folder = dataset('olist-funnel');
    await serve(page, Object.fromEntries(files.map((file) => [`/tests-data/olist-funnel/${file}`, `${folder}/${file}`])));
  });

  test('leads are counted by origin, and won deals are credited to it', async ({ page }) => {
    await open(page, feed);
    const { total, rows } = await table(page);
    expectNumber(total.leads, 8000);
    expectNumber(total.orders, 380);
    for (const [origin, due] of Object.entries(leads)) expectNumber(rows[origin].leads, due, 0, `leads of ${origin}`);
    for (const [origin, due] of Object.entries(won)) expectNumber(rows[origin].orders, due, 0, `deals of ${origin}`);
    const sum = (metric) => Object.values(rows).reduce((sum, row) => sum + (row[metric].value ?? 0), 0);
    expect(sum('leads')).toBe(8000);
    expect(sum('orders')).toBe(380);
  });

  for (const [lang, name] of [['en', '(not given)'], ['ar', '(غير']]) {
    test(`leads without an origin stand in a row of their own, which says so (${lang})`, async ({ page }) => {
      const text = await readFile(`${dataset('olist-funnel')}/${files[0]}`, 'utf8');
      const n_empty = text.trim().split(/\r?\n/).slice(1).filter((line) => line.split(',')[2] === '').length;
      expect(n_empty).toBeGreaterThan(0);
      await open(page, `${feed}&lang=${lang}`);
      const row = page.locator('[data-row=""]');
      await expect(row.getByRole('rowheader')).toContainText(name);
      expectNumber((await table(page)).rows[''].leads, n_empty);
    });
  }
});

test.describe('Demo', () => {
  const adding = ['orders', 'visits', 'conversions', 'leads', 'new_customers', 'cost'];

  /** expected.json is written by pandas. An amount is null where no row of the feed has it. */
  async function due() {
    return JSON.parse(await readFile(`${root}/tests/data/demo/expected.json`, 'utf8')).spans;
  }

  function expectTotals(row, { totals }, what) {
    expectNumber(row.revenue, totals.revenue - totals.refunds, 0, `revenue of ${what}`);
    for (const metric of adding) {
      if (totals[metric] === null) expect(row[metric].value, `${metric} of ${what}`).toBeNull();
      else expectNumber(row[metric], totals[metric], 0, `${metric} of ${what}`);
    }
    expectNumber(row.conversion, totals.conversions / totals.visits, 1e-12, `conversion rate of ${what}`);
    expectNumber(row.aov, (totals.revenue - totals.refunds) / totals.orders, 1e-9, `order value of ${what}`);
  }

  for (const [period, span] of [['', 'last_30_days'], ['&period=all', 'whole']]) {
    test(`totals and channels of ${span} are those of pandas`, async ({ page }) => {
      const expected = (await due())[span];
      await open(page, `/?page=channels${period}`);
      const { total, rows } = await table(page);
      expectTotals(total, expected.overall, 'all');
      expect(Object.keys(rows).sort()).toEqual(Object.keys(expected.by_channel).sort());
      for (const [name, sums] of Object.entries(expected.by_channel)) expectTotals(rows[name], sums, name);
    });
  }

  for (const dimension of ['segment', 'region', 'device', 'stage']) {
    test(`figures by ${dimension} are those of pandas`, async ({ page }) => {
      const expected = (await due()).last_30_days[`by_${dimension}`];
      await open(page, `/?page=channels&by=${dimension}`);
      const { rows } = await table(page);
      expect(Object.keys(rows).sort()).toEqual(Object.keys(expected).sort());
      for (const [name, sums] of Object.entries(expected)) expectTotals(rows[name], sums, name || '(not given)');
    });
  }

  test('cards and table show the same figures', async ({ page }) => {
    await open(page, '/');
    const shown = await cards(page);
    expect(Object.keys(shown).length).toBeGreaterThanOrEqual(8);
    await open(page, '/?page=channels');
    const { total } = await table(page);
    const both = Object.keys(shown).filter((metric) => total[metric]);
    expect(both.length).toBeGreaterThanOrEqual(8);
    for (const metric of both) expect(shown[metric].value, metric).toBe(total[metric].value);
  });

  test('a return that leaves out part of the revenue or the cost says so', async ({ page }) => {
    const expected = (await due()).last_30_days.by_channel;
    await open(page, '/?page=channels');
    const { rows } = await table(page);
    for (const [name, { totals }] of Object.entries(expected).filter(([, { totals }]) => totals.cost !== null)) {
      const { value } = rows[name].roas;
      const isWhole = Math.abs(value - (totals.revenue - totals.refunds) / totals.cost) < 1e-9;
      const cell = page.locator(`[data-row="${name}"] td`, { has: page.locator('[data-metric="roas"]') });
      if (!isWhole) await expect.soft(cell, `return of ${name}`).toContainText(/both sides are known/);
    }
  });

  test('where the channels cost as much as all, no cost is said to be without a channel', async ({ page }) => {
    await open(page, '/?page=channels');
    const { total, rows } = await table(page);
    const sum = Object.values(rows).reduce((sum, row) => sum + (row.cost.value ?? 0), 0);
    expectNumber(total.cost, sum);
    const said = plain(await page.locator('main').innerText());
    expect(said).not.toMatch(/cost without channel/i);
  });

  for (const [compare, span] of [['previous', 'previous_30_days'], ['last-year', 'same_30_days_last_year_weekday_matched']]) {
    test(`change against ${span} is computed from both periods`, async ({ page }) => {
      const spans = await due();
      const revenue = ({ overall: { totals } }) => totals.revenue - totals.refunds;
      const changes = {
        revenue: revenue(spans.last_30_days) / revenue(spans[span]) - 1,
        orders: spans.last_30_days.overall.totals.orders / spans[span].overall.totals.orders - 1,
      };
      await open(page, `/?compare=${compare}`);
      for (const [metric, share] of Object.entries(changes)) {
        const change = page.locator(`[data-card="${metric}"] [data-verdict]`);
        const text = plain(await change.innerText()).replace('\u2212', '-');
        const [found] = text.match(/[-+]?\d+(\.\d+)?(?=\s*%)/) ?? [];
        expect(Number(found), `${metric}: ${text}`).toBeCloseTo(share * 100, 1);
        await expect(change).toHaveAttribute('data-verdict', share > 0 ? 'better' : 'worse');
      }
    });
  }
});
