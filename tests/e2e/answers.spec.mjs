// Answers in words: what happened and why, rows that open, channels against each other, where money does most.

import AxeBuilder from '@axe-core/playwright';
import { change, expect, figures, langs, open, plain, table, tabTo, test } from './dashboard.mjs';

const search = (page) => new URL(page.url()).searchParams;
const rowOf = (page, value) => page.locator(`[data-row="${value}"]`);
const near = (got, due, what) => expect(Math.abs(got - due), `${what}: ${got}, due ${due}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(due)));
const sum = (all) => all.reduce((sum, { value }) => sum + (value ?? 0), 0);

for (const lang of langs) {
  test(`the Summary says in ${lang} what happened, and each sentence leads to its proof`, async ({ page }) => {
    await open(page, `/?lang=${lang}&period=2026-10-01..2026-10-31`);
    const links = page.locator('[data-finding]');
    const ids = await links.evaluateAll((all) => all.map((link) => link.dataset.finding));
    expect(ids).toEqual(['change', 'best', 'weakest', 'worth', 'advice']);
    for (const text of await links.allInnerTexts()) expect(plain(text)).toMatch(lang === 'ar' ? /[\u0621-\u064a]{3}/ : /[a-z]{3}/);
    const headline = plain(await links.first().innerText());
    await change(page, () => links.first().click());
    expect(search(page).get('page')).toBe('explain');
    expect(search(page).get('lang')).toBe(lang);
    expect(headline.startsWith(plain(await page.locator('.explain__sentences li').first().innerText()))).toBe(true);
    await page.goBack();
    await expect(links).toHaveCount(5);
    await change(page, () => page.locator('[data-finding="advice"]').click());
    await expect(page.locator('.advice__sentence')).toBeVisible();
  });
}

test('a card leads to why it changed; parts add up, and a part leads on into itself', async ({ page }) => {
  await open(page, '/?period=2026-10-01..2026-10-31');
  await page.locator('[data-card="revenue"]').getByRole('button').first().click();
  await change(page, () => page.getByRole('link', { name: 'Explain this change' }).first().click());
  for (const metric of ['revenue', 'conversion', 'roas']) {
    if (metric !== 'revenue') await change(page, () => page.getByRole('combobox', { name: 'Metric', exact: true }).selectOption(metric));
    expect(search(page).get('explain')).toBe(metric);
    const parts = (await figures(page.locator('[data-effect]'))).filter(({ metric }) => metric === 'adds');
    const total = (await figures(page.locator('[data-row-total]'))).find(({ metric }) => metric === 'adds');
    const rest = (await figures(page.locator('.explain__table tbody tr:not([data-effect]):not([data-row-total])'))).filter(({ metric }) => metric === 'adds');
    near(sum(parts) + sum(rest), total.value, metric);
  }
  await change(page, () => page.locator('[data-effect="email"] a').click());
  expect(search(page).getAll('where')).toEqual(['channel:email']);
  expect(await page.locator('[data-effect]').count()).toBeGreaterThan(1);
  await page.goBack();
  await expect(page.locator('[data-effect="email"]')).toBeVisible();
});

test('a figure of the table leads to why it changed', async ({ page }) => {
  await open(page, '/?page=channels&period=2026-10-01..2026-10-31');
  await change(page, () => rowOf(page, 'email').locator('.table__why').first().click());
  expect(search(page).get('explain')).toBe('revenue');
  expect(search(page).getAll('where')).toEqual(['channel:email']);
});

for (const lang of langs) {
  test(`a row opens by keyboard in ${lang}, on a phone too, and its parts add up`, async ({ page }) => {
    await open(page, `/?page=channels&lang=${lang}&period=2026-10-01..2026-10-31`);
    const button = rowOf(page, 'email').locator('[aria-expanded]');
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await tabTo(page, button);
    await change(page, () => page.keyboard.press('Enter'));
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    const { rows } = await table(page);
    for (const metric of ['revenue', 'orders', 'cost']) {
      const parts = (await figures(page.locator('[data-part]'))).filter((figure) => figure.metric === metric);
      expect(parts.length).toBeGreaterThan(1);
      near(sum(parts), rows.email[metric].value, metric);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await change(page, () => page.locator('.table__into button').nth(1).click());
    expect(search(page).get('into')).toBeTruthy();
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await change(page, () => button.click());
    await expect(page.locator('[data-part]')).toHaveCount(0);
    expect(search(page).has('open')).toBe(false);
  });
}

test('an opened row keeps its place while its parts are awaited', async ({ page }) => {
  await open(page, '/?page=channels');
  // Between the gesture and the answer of the worker there is a frame at least.
  const seen = page.evaluate(() => new Promise((done) => {
    new MutationObserver(() => document.querySelector('.table__awaited, [data-part]') && done(document.querySelector('.table__awaited') !== null))
      .observe(document.body, { childList: true, subtree: true });
  }));
  await change(page, () => rowOf(page, 'sms').locator('[aria-expanded]').click());
  expect(await seen).toBe(true);
});

test('two channels head to head stand in the link, with who is better in words', async ({ page }) => {
  await open(page, '/?page=channels&period=2026-10-01..2026-10-31');
  const choose = (value) => rowOf(page, value).getByRole('checkbox');
  await change(page, () => choose('email').check());
  await expect(page.getByText('Choose one more to compare it with')).toBeVisible();
  await change(page, () => choose('sms').check());
  expect(search(page).getAll('versus')).toEqual(['email', 'sms']);
  const panel = page.locator('.versus');
  await expect(panel.getByRole('heading')).toHaveText(/Email.*SMS/);
  const words = await panel.locator('td.versus__word').allInnerTexts();
  for (const word of words) expect(plain(word)).toMatch(/^(Better|Higher|More|Ahead|No difference|Too few|The same|Only one)/);
  await page.reload();
  await expect(panel.locator('[data-versus]')).toHaveCount(words.length);
  await change(page, () => panel.getByRole('button', { name: 'End the comparison' }).click());
  await expect(panel).toHaveCount(0);
});

for (const lang of langs) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing on open rows, a comparison and an explanation in ${lang} at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 844 });
      for (const link of [
        `/?page=channels&lang=${lang}&open=email&versus=email&versus=sms&metrics=revenue,conversion,cost_per_order`,
        `/?page=explain&lang=${lang}&explain=conversion&compare=last-year`,
        `/?page=explain&lang=${lang}&explain=cac`,
      ]) {
        await open(page, link);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`), link).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wide, link).toBeLessThanOrEqual(0);
      }
    });
  }
}

test.describe('from the Summary, counted in clicks and keystrokes', () => {
  /** Counts what a person does. */
  function person(page) {
    let n = 0;
    const act = (gesture) => async (...more) => {
      n += 1;
      await change(page, () => gesture(...more));
    };
    return { act, n: () => n };
  }

  test('e-mail is compared with SMS in four at most', async ({ page }) => {
    await open(page, '/');
    const { act, n } = person(page);
    await act(() => page.getByRole('navigation').getByRole('link', { name: 'Channels' }).click())();
    await act(() => rowOf(page, 'email').getByRole('checkbox').check())();
    await act(() => rowOf(page, 'sms').getByRole('checkbox').check())();
    await expect(page.locator('.versus [data-versus="conversion"] td.versus__word')).not.toBeEmpty();
    expect(n()).toBeLessThanOrEqual(4);
  });

  test('the dearest channel this month against last year is found in three at most', async ({ page }) => {
    await open(page, '/');
    const { act, n } = person(page);
    await act(() => page.getByRole('combobox', { name: 'Period', exact: true }).selectOption('month-to-date'))();
    await act(() => page.getByRole('combobox', { name: 'Compare with', exact: true }).selectOption('last-year'))();
    await act(() => page.locator('[data-card="cpa_acquisition"] .kpi-card__link').click())();
    const first = page.locator('[data-row]').first();
    await expect(first.locator('data[data-metric="cpa_acquisition"]')).not.toHaveAttribute('value', '');
    await expect(first.locator('.change').first()).toBeVisible();
    expect(n()).toBeLessThanOrEqual(3);
  });
});
