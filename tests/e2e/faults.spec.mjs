// A feed that is missing, malformed or half good: the page says what is wrong and where, and the good part works.

import { cards, change, expect, expectNumber, figures, langs, open, plain, settled, table, test } from './dashboard.mjs';

// Words that each language has for it, beside the name of the file.
const words = {
  en: { status: '404', json: /JSON/, html: /web page/i, empty: /no rows/i, unreachable: /answer/i, retry: 'Try again' },
  ar: { status: /404|٤٠٤/, json: /JSON/, html: /صفحة/, empty: /لا صفوف/, unreachable: /جواب|رد|إجابة/, retry: 'إعادة المحاولة' },
};

const manifest = '/feed/datapackage.json';
const link = (lang, page = 'summary') => `/?page=${page}&feed=${manifest}&lang=${lang}`;

/** A feed of one file of orders and revenue by day and channel. */
const oneFile = (path = 'sales.csv') => ({
  name: 'one',
  miyar: { version: 1, default_period: 'all' },
  resources: [
    {
      name: 'sales',
      path,
      format: 'csv',
      schema: { fields: [{ name: 'day', type: 'date' }, { name: 'channel', type: 'string' }, { name: 'orders', type: 'integer' }] },
      miyar: { table: 'performance', map: { date: 'day', channel: 'channel', orders: 'orders' } },
    },
  ],
});
const rows = 'day,channel,orders\n2026-03-01,email,4\n2026-03-02,store,6\n';

/** Answers the addresses under /feed/ with texts, status codes or a broken connection (null). */
async function answer(page, answers) {
  await page.route((url) => url.pathname.startsWith('/feed/'), (route) => {
    const found = answers[new URL(route.request().url()).pathname.split('/').pop()];
    if (found === null) return route.abort('connectionrefused');
    if (typeof found === 'object') return route.fulfill({ json: found });
    if (typeof found === 'string') return route.fulfill({ body: found, contentType: 'text/plain' });
    return route.fulfill({ status: found ?? 404, body: 'no' });
  });
}

const hopeless = [
  { what: 'a manifest that is not there', answers: {}, file: 'datapackage.json', word: 'status' },
  { what: 'a manifest that is no JSON', answers: { 'datapackage.json': '{ "name": ' }, file: 'datapackage.json', word: 'json' },
  { what: 'a web page for a manifest', answers: { 'datapackage.json': '<!doctype html><title>Log in</title>' }, file: 'datapackage.json', word: 'html' },
  { what: 'no answer for the manifest', answers: { 'datapackage.json': null }, file: 'datapackage.json', word: 'unreachable' },
  { what: 'an empty file', answers: { 'datapackage.json': oneFile(), 'sales.csv': '' }, file: 'sales.csv', word: 'empty' },
  { what: 'a web page for a file', answers: { 'datapackage.json': oneFile(), 'sales.csv': '<!DOCTYPE html><p>Log in' }, file: 'sales.csv', word: 'html' },
  { what: 'no answer for the only file', answers: { 'datapackage.json': oneFile(), 'sales.csv': null }, file: 'sales.csv', word: 'unreachable' },
];

for (const { what, answers, file, word } of hopeless) {
  test(`${what} is said, with its file, in both languages`, async ({ page }) => {
    await answer(page, answers);
    for (const lang of langs) {
      await open(page, link(lang), 'failed');
      const reasons = page.getByRole('alert').getByRole('listitem');
      await expect(reasons.first()).toContainText(file);
      await expect(reasons.first()).toContainText(words[lang][word]);
      expect(await figures(page.locator('body'))).toEqual([]);
      await expect(page.getByRole('button', { name: words[lang].retry })).toBeVisible();
    }
  });
}

test('a header without rows is said', async ({ page }) => {
  await answer(page, { 'datapackage.json': oneFile(), 'sales.csv': 'day,channel,orders\n' });
  await open(page, link('en'), 'failed');
  await expect(page.getByRole('alert').getByRole('listitem').first()).toContainText('sales.csv');
});

test('trying again shows the figures once the server has recovered', async ({ page }) => {
  const answers = { 'datapackage.json': oneFile(), 'sales.csv': null };
  await answer(page, answers);
  await open(page, link('en'), 'failed');
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page, 'failed');
  answers['sales.csv'] = rows;
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  expectNumber((await cards(page)).orders, 10);
});

test('the demo is one step away from a feed that failed', async ({ page }) => {
  await answer(page, {});
  await open(page, link('ar', 'channels'), 'failed');
  await page.getByRole('link', { name: 'فتح العرض التجريبي' }).click();
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  expect(Object.keys(await cards(page)).length).toBeGreaterThan(5);
});

test('what is no address is said', async ({ page }) => {
  for (const lang of langs) {
    await open(page, `/?feed=http://%25&lang=${lang}`, 'failed');
    await expect(page.getByRole('alert')).toContainText('feed=');
  }
});

test('a worker that cannot be loaded is said, and trying again starts it', async ({ page }) => {
  let isDown = true;
  await page.route('**/worker-*.js', (route) => (isDown ? route.abort() : route.continue()));
  await open(page, '/', 'failed');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  expect(Object.keys(await cards(page)).length).toBeGreaterThan(5);
});

for (const lang of langs) {
  test(`of a feed with a missing file the good part is shown, and the file is named (${lang})`, async ({ page }) => {
    await open(page, `/?feed=/tests-data/e2e/half/datapackage.json&lang=${lang}`);
    const shown = await cards(page);
    expectNumber(shown.orders, 10);
    expectNumber(shown.revenue, 1300.5);
    expect(shown.roas?.value ?? null).toBeNull();
    const notice = page.locator('details', { hasText: 'media.csv' });
    await notice.locator('summary').click();
    await expect(notice.getByRole('listitem')).toContainText('media.csv');
    await expect(notice.getByRole('listitem')).toContainText(words[lang].status);
    await change(page, () => notice.getByRole('link').click());
    expect(new URL(page.url()).searchParams.get('page')).toBe('data');
    await expect(page.getByRole('row', { name: 'media.csv' })).toBeVisible();
  });

  test(`values that are none are named by row and column, and the rest counts (${lang})`, async ({ page }) => {
    const feed = '/?feed=/tests-data/e2e/flawed/datapackage.json';
    await open(page, `${feed}&lang=${lang}`);
    const shown = await cards(page);
    // flawed.csv by hand: 4 + 2 + 3 orders; 400 + 100 + 250.
    expectNumber(shown.orders, 9);
    expectNumber(shown.revenue, 750);
    await open(page, `${feed}&lang=${lang}&page=data`);
    const found = (await page.getByRole('row').allInnerTexts()).map(plain);
    for (const [row, column, value] of [[3, 'orders', 'many'], [4, 'day', '31 February'], [5, 'revenue', 'n/a-ish']]) {
      const place = found.find((text) => text.includes(value));
      expect(place, `${value} is quoted`).toBeTruthy();
      expect(place).toContain('flawed.csv');
      expect(place).toMatch(new RegExp(`\\D${row}\\D`));
      expect(place).toContain(column);
    }
  });
}

test.describe('names that would like to run', () => {
  const feed = '/?feed=/tests-data/e2e/hostile/datapackage.json';
  const names = [
    '<img src=x onerror="globalThis.ran = 1">',
    '=HYPERLINK("https://example.invalid","press")',
    'safe\u202egnp.exe\u2066\u200f',
    '<script>globalThis.ran = 1</script>',
    'javascript:globalThis.ran = 1//',
    '{ $number } &lt;b&gt; %s',
  ];

  for (const lang of langs) {
    test(`are shown as text and run nothing (${lang})`, async ({ page }) => {
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      await open(page, `${feed}&page=channels&lang=${lang}`);
      const { rows } = await table(page);
      expect(Object.keys(rows).sort()).toEqual([...names].sort());
      const heads = await page.getByRole('rowheader').locator('bdi').allTextContents();
      for (const name of names) expect(heads).toContain(name);

      // Once more by way of a filter, its chip, and the title of the window.
      const row = page.locator('[data-row]').filter({ hasText: names[0] });
      await change(page, () => row.locator('button[aria-pressed]').click());
      await expect(page.locator('ul').getByRole('link').filter({ hasText: names[0] })).toBeVisible();
      await open(page, `${feed}&lang=${lang}`);
      await expect(page).toHaveTitle(/<script>globalThis\.ran = "title"<\/script>/);
      await expect(page.getByText('<img src=x onerror="globalThis.ran = 1">').first()).toBeVisible();

      expect(await page.locator('img, iframe, object, main script, header script').count()).toBe(0);
      expect(await page.evaluate(() => globalThis.ran)).toBeUndefined();
      expect(asked.filter((address) => !address.startsWith(new URL(page.url()).origin))).toEqual([]);
    });
  }

  test('do not turn the sentences around them', async ({ page }) => {
    const name = names[2];
    await open(page, `${feed}&page=channels&where=channel:${encodeURIComponent(name)}`);
    // An isolate that a name leaves open takes the end of the isolate around it: the rest of the line turns.
    const turned = await page.evaluate(() => {
      const count = (text, pattern) => (text.match(pattern) ?? []).length;
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        const isOpen = count(data, /[\u2066-\u2068]/g) !== count(data, /\u2069/g);
        if (isOpen && parentElement.tagName !== 'BDI') found.push(`${parentElement.className}: ${JSON.stringify(data)}`);
      }
      return found;
    });
    expect(turned).toEqual([]);
  });
});
