// The link is the state: what is chosen stands in it, and it gives the same screen again.

import { change, expect, figures, langs, open, screen, settled, test } from './dashboard.mjs';

const search = (page) => new URL(page.url()).searchParams;
const choose = (name, value) => (page) => page.getByRole('combobox', { name, exact: true }).selectOption(value);

/** What a reader does, and what the link says then. */
const gestures = [
  { what: 'a period', from: '/', does: choose('Period', 'last-90-days'), says: { period: 'last-90-days' } },
  {
    what: 'the period before',
    from: '/?period=last-month',
    does: (page) => page.getByRole('link', { name: 'One period earlier' }).click(),
    says: { period: '2026-09-01..2026-09-30' },
  },
  {
    what: 'own dates',
    from: '/',
    does: async (page) => {
      await page.getByRole('button', { name: 'Choose dates' }).click();
      await page.getByRole('textbox', { name: 'From' }).fill('2026-03-05');
      await page.getByRole('textbox', { name: 'To' }).fill('2026-03-11');
      await page.getByRole('button', { name: 'Show these days' }).click();
    },
    says: { period: '2026-03-05..2026-03-11' },
  },
  { what: 'a comparison', from: '/', does: choose('Compare with', 'last-year'), says: { compare: 'last-year' } },
  { what: 'no comparison', from: '/', does: choose('Compare with', 'none'), says: { compare: 'none' } },
  {
    what: 'a cut',
    from: '/?page=channels',
    does: (page) => page.getByRole('group', { name: 'Cut by' }).getByRole('button', { name: 'region' }).click(),
    says: { by: 'region' },
  },
  {
    what: 'a filter',
    from: '/?page=channels',
    does: (page) => page.locator('[data-row="paid_search"]').locator('.table__filter').click(),
    says: { where: 'channel:paid_search' },
  },
  {
    what: 'a filter that is taken away',
    from: '/?page=channels&where=channel:email&where=region:riyadh',
    does: (page) => page.getByRole('link', { name: /^Remove the filter .*Email/ }).click(),
    says: { where: 'region:riyadh' },
  },
  {
    what: 'no filters',
    from: '/?where=channel:email&where=region:riyadh',
    does: (page) => page.getByRole('link', { name: 'Remove all filters' }).click(),
    says: { where: null },
  },
  {
    what: 'an order',
    from: '/?page=channels',
    does: (page) => page.getByRole('columnheader', { name: 'Orders', exact: true }).first().getByRole('button').click(),
    says: { sort: '-orders' },
  },
  {
    what: 'the language',
    from: '/?page=channels',
    does: (page) => page.getByRole('link', { name: 'العربية' }).click(),
    says: { lang: 'ar' },
  },
  {
    what: 'a page',
    from: '/?period=last-7-days',
    does: (page) => page.getByRole('navigation').getByRole('link', { name: 'Channels' }).click(),
    says: { page: 'channels', period: 'last-7-days' },
  },
];

for (const { what, from, does, says } of gestures) {
  test(`choosing ${what} stands in the link, which opens the same screen; Back undoes it`, async ({ page, browser }) => {
    await open(page, from);
    const link = page.url();
    const before = await screen(page);
    await change(page, () => does(page));
    for (const [name, value] of Object.entries(says)) expect(search(page).get(name), name).toBe(value);
    const after = await screen(page);
    expect(after).not.toEqual(before);

    await page.goBack();
    await expect.poll(() => screen(page), { message: 'after going back' }).toEqual(before);
    expect(page.url()).toBe(link);
    await page.goForward();
    await expect.poll(() => screen(page), { message: 'after going forward' }).toEqual(after);

    await page.reload();
    await settled(page);
    expect(await screen(page), 'after a reload').toEqual(after);

    const elsewhere = await browser.newContext();
    const other = await elsewhere.newPage();
    await open(other, page.url());
    expect(await screen(other), 'for another reader').toEqual(after);
    await elsewhere.close();
  });
}

test('Back and Forward walk through several choices', async ({ page }) => {
  await open(page, '/?page=channels');
  const screens = [await screen(page)];
  const steps = [
    () => choose('Period', 'last-7-days')(page),
    () => page.locator('[data-row="email"]').locator('.table__filter').click(),
    () => page.getByRole('navigation').getByRole('link', { name: 'Summary' }).click(),
  ];
  for (const step of steps) {
    await change(page, step);
    screens.push(await screen(page));
  }
  for (const expected of screens.slice(0, -1).reverse()) {
    await page.goBack();
    await expect.poll(() => screen(page)).toEqual(expected);
  }
  for (const expected of screens.slice(1)) {
    await page.goForward();
    await expect.poll(() => screen(page)).toEqual(expected);
  }
});

test('a header sorts largest first, then smallest first, then no more', async ({ page }) => {
  await open(page, '/?page=channels');
  const head = page.getByRole('columnheader', { name: 'Visits', exact: true }).first();
  const column = async () => {
    const all = await figures(page.locator('[data-row]'));
    return all.filter(({ metric }) => metric === 'visits').map(({ value }) => value);
  };
  for (const [direction, order] of [['descending', (a, b) => b - a], ['ascending', (a, b) => a - b]]) {
    await change(page, () => head.getByRole('button').click());
    await expect(head).toHaveAttribute('aria-sort', direction);
    const values = await column();
    expect(values).toEqual([...values].sort(order));
  }
  await change(page, () => head.getByRole('button').click());
  await expect(head).not.toHaveAttribute('aria-sort');
  expect(search(page).has('sort')).toBe(false);
});

test('names are sorted as their header says', async ({ page }) => {
  await open(page, '/?page=channels');
  const head = page.getByRole('columnheader').first();
  const names = () => page.locator('[data-row] bdi').evaluateAll((all) => all.filter((name) => name.closest('th')).map((name) => name.innerText));
  for (let press = 0; press < 2; press += 1) {
    await change(page, () => head.getByRole('button').click());
    const direction = await head.getAttribute('aria-sort');
    const found = await names();
    const sorted = [...found].sort(new Intl.Collator('en').compare);
    expect(found, direction).toEqual(direction === 'ascending' ? sorted : sorted.reverse());
  }
});

test('a row filters when it is pressed and shows all when it is pressed again', async ({ page }) => {
  await open(page, '/?page=channels');
  const total = async () => (await figures(page.locator('[data-row-total]')))[0].value;
  const all = await total();
  const row = page.locator('[data-row="email"]');
  const email = (await figures(row))[0].value;
  await change(page, () => row.locator('.table__filter').click());
  expect(await total()).toBe(email);
  await expect(row.locator('.table__filter')).toHaveAttribute('aria-pressed', 'true');
  await change(page, () => row.locator('.table__filter').click());
  expect(await total()).toBe(all);
  expect(search(page).has('where')).toBe(false);
});

for (const lang of langs) {
  test(`a link in ${lang} sets language and direction of the document`, async ({ page }) => {
    await open(page, `/?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.locator('html')).toHaveAttribute('dir', lang === 'ar' ? 'rtl' : 'ltr');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(lang === 'ar' ? 'الملخص' : 'Summary');
  });
}

test('a reader whose browser asks for Arabic gets Arabic', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'ar-SA' });
  const page = await context.newPage();
  await open(page, '/');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await context.close();
});

test('a deep link opens its page and its cut', async ({ page }) => {
  await open(page, '/?page=channels&by=segment');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Channels');
  await expect(page.getByRole('button', { name: 'segment', pressed: true })).toBeVisible();
  const dimensions = (await figures(page.locator('[data-row]'))).map(({ dimension }) => dimension);
  expect(new Set(dimensions)).toEqual(new Set(['segment']));
});

test('what a link says and nobody understands is passed over', async ({ page }) => {
  await open(page, '/');
  const plain = await screen(page);
  const broken = [
    '?page=campaigns&period=next-year&compare=moon&sort=-&lang=tlh',
    '?period=2026-13-99..2026-01-01&by=&where=&where=channel&where=%3A%3A&sort=%2500&v=1&&=&%%%=%E0%A4',
    '?period=2026-05-02..2026-05-01&by=nothing&where=shoe_size:44&sort=margin',
  ];
  for (const query of broken) {
    await open(page, `/${query}`);
    const { removable, ...shown } = await screen(page);
    const { removable: none, ...due } = plain;
    expect(shown, query).toEqual(due);
  }
});
