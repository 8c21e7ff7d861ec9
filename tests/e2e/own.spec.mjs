// A person's own files: picked or dropped, proposed, corrected, opened, saved as a feed; nothing leaves the browser.

import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { cards, expect, expectNumber, langs, open, root, settled, test } from './dashboard.mjs';

// As Excel saves a table in German. Added up by hand: revenue 3,000; cost 31; orders 15.
const german = [
  'Day;Channel;Cost;Orders;Revenue',
  '01.03.2026;Email;10,50;4;1.234,56',
  '02.03.2026;Store;20,00;6;765,44',
  '28.03.2026;Email;0,50;5;1.000,00',
  '',
].join('\r\n');
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const words = { en: { own: 'Open your own files', open: 'Open', save: 'Save as a feed' }, ar: { own: 'فتح ملفاتك', open: 'فتح' } };

/** Opens the sheet and picks files; waits for what they are proposed to be. */
async function pick(page, files, lang = 'en') {
  await page.getByRole('button', { name: words[lang].own }).first().click();
  await page.locator('input[type=file]').setInputFiles(files);
  await expect(page.locator('.import')).toBeVisible();
}

const openChosen = (page, lang = 'en') => page.getByRole('button', { name: words[lang].open, exact: true }).click();

/** Notes every request; the dashboard's own scripts are asked for once they are needed. */
function watch(page) {
  const asked = [];
  page.context().on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  return asked;
}

test('files are proposed, corrected and opened with exact figures, and only scripts are requested', async ({ page, baseURL }) => {
  await open(page, '/?page=data');
  const asked = watch(page);
  await pick(page, file('march 2026.csv', german));
  const orders = page.getByRole('combobox', { name: /What .*Orders.* is/ });
  await expect(orders).toHaveValue('orders');
  await orders.selectOption('leads');
  await openChosen(page);
  await settled(page);
  const all = await cards(page);
  expectNumber(all.revenue, 3_000);
  expectNumber(all.cost, 31);
  expectNumber(all.leads, 15);
  const foreign = asked.filter((request) => !/^GET (blob:|data:)|favicon\.svg$/.test(request) && !new RegExp(`^GET ${baseURL}/[a-z_]*worker-[0-9a-f]{16}(\\.js|_bg\\.wasm)$`).test(request));
  expect(foreign).toEqual([]);
});

test('files that are dropped are proposed, too, and a Parquet file and a workbook beside them', async ({ page }) => {
  await open(page, '/');
  const bytes = async (path) => [...(await readFile(`${root}/${path}`))];
  const given = [
    ['march.csv', [...Buffer.from(german)]],
    ['sheet.xlsx', await bytes('tests/data/sheets/epoch1900.xlsx')],
    ['one.parquet', await bytes('tests/data/parquet/types.parquet')],
  ];
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const [name, bytes] of given) dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, given);
  await expect(page.locator('.import-file__name')).toHaveText(given.map(([name]) => name));
  await expect(page.locator('.import-file__about').nth(1)).toContainText('XLSX');
  await expect(page.locator('.import-file__about').nth(2)).toContainText('Parquet');
});

test('a saved feed opens beside its file to the same figures', async ({ page }) => {
  await open(page, '/?page=data');
  await pick(page, file('march 2026.csv', german));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: words.en.save }).click()]);
  expect(download.suggestedFilename()).toBe('datapackage.json');
  const manifest = await readFile(await download.path(), 'utf8');
  await openChosen(page);
  await settled(page);
  const own = await cards(page);

  await page.route((url) => url.pathname.startsWith('/saved/'), (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname);
    if (path === '/saved/datapackage.json') return route.fulfill({ body: manifest, contentType: 'application/json' });
    return path === '/saved/march 2026.csv' ? route.fulfill({ body: german, contentType: 'text/csv' }) : route.fulfill({ status: 404 });
  });
  await open(page, '/?feed=/saved/datapackage.json');
  expect(await cards(page)).toEqual(own);
  expectNumber(own.orders, 15);
});

test('opened files are opened again from the page, and a link that is opened anew says what is to be done', async ({ page }) => {
  await open(page, '/?page=data');
  await pick(page, file('march.csv', german));
  await openChosen(page);
  await settled(page);
  const link = page.url();
  // Another feed and back: the page still has the files.
  await page.goBack();
  await settled(page);
  await page.goForward();
  await settled(page);
  expect(page.url()).toBe(link);
  expectNumber((await cards(page)).revenue, 3_000);

  await page.reload();
  await settled(page, 'failed');
  await expect(page.getByRole('alert')).toContainText('march');
  await expect(page.getByRole('alert')).toContainText('Open the file again');
  await pick(page, file('march.csv', german));
  await openChosen(page);
  await settled(page);
  expectNumber((await cards(page)).revenue, 3_000);
});

test('without its worker the sheet says so, keeps the figures, and tries again', async ({ page }) => {
  await open(page, '/?page=data');
  let isBlocked = true;
  await page.route('**/own_worker-*', (route) => (isBlocked ? route.abort() : route.continue()));
  await page.getByRole('button', { name: words.en.own }).first().click();
  await page.locator('input[type=file]').setInputFiles(file('march.csv', german));
  await expect(page.getByRole('alert')).toBeVisible();
  isBlocked = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.import')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator('main').getByRole('button', { name: words.en.own })).toBeVisible();
});

test('a change of language changes the words and nothing that is chosen, and the title is of the language of the page', async ({ page }) => {
  await open(page, '/?page=data');
  await pick(page, file('march 2026.csv', german));
  await page.getByRole('combobox', { name: /What .*Orders.* is/ }).selectOption('leads');
  await page.getByLabel('Title').fill('ربيع');
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.locator('.import__title')).toHaveText('ملفاتك');
  const orders = page.locator('.import-column', { hasText: 'Orders' }).getByRole('combobox').first();
  await expect(orders).toHaveValue('leads');
  await expect(page.getByLabel('العنوان')).toHaveValue('ربيع');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'حفظ كمصدر بيانات' }).click()]);
  expect(JSON.parse(await readFile(await download.path(), 'utf8')).miyar.title).toEqual({ ar: 'ربيع' });
  await openChosen(page, 'ar');
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  expectNumber((await cards(page)).leads, 15);
});

// By hand: 100 + 100 + 50 with a line that stands there twice; 100 + 50 without.
const orders = 'Order ID,Date,Amount\n1,2026-03-01,100\n1,2026-03-01,100\n2,2026-03-02,50\n';

test('remarks go as soon as they are met, and rows that are the same count once where that is chosen', async ({ page }) => {
  await open(page, '/');
  await pick(page, file('orders.csv', orders));
  const remarks = page.locator('.import__lacks li');
  await expect(remarks).toHaveText([/Without a channel/, /Without a currency/]);
  await page.getByLabel('All of it is of the channel').pressSequentially('web shop');
  await expect(page.getByLabel('All of it is of the channel')).toHaveValue('web shop');
  await expect(remarks).toHaveText([/Without a currency/]);
  await page.getByLabel('Currency, three letters').pressSequentially('sar');
  await expect(remarks).toHaveCount(0);
  await page.getByLabel('Rows that are the same').selectOption('once');
  await openChosen(page);
  await settled(page);
  expectNumber((await cards(page)).revenue, 150);
});

test('two files of one name are both read, and that both bring revenue is said', async ({ page }) => {
  await open(page, '/');
  await pick(page, [file('orders.csv', orders), file('orders.csv', orders)]);
  await expect(page.locator('.import-file__name')).toHaveText(['orders.csv', 'orders (2).csv']);
  await expect(page.locator('.import__lacks')).toContainText('bring revenue: they will be added');
  await openChosen(page);
  await settled(page);
  expectNumber((await cards(page)).revenue, 500);
});

for (const lang of langs) {
  test(`what is no table is said to be none, beside what is one (${lang})`, async ({ page }) => {
    await open(page, `/?lang=${lang}`);
    await pick(page, [{ name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%abc') }, file('march.csv', german)], lang);
    const report = page.locator('.import-file').first();
    await expect(report).toContainText('PDF');
    await expect(report).not.toContainText('CSV ·');
    await expect(report.locator('.import-file__problems li')).toHaveCount(1);
    await openChosen(page, lang);
    await settled(page);
    expectNumber((await cards(page)).revenue, 3_000);
  });

  test(`a newcomer finds the way to own files, and invented data is not spoken of there (${lang})`, async ({ page }) => {
    await open(page, `/?lang=${lang}`);
    const notice = page.locator('.notice');
    await expect(notice.getByRole('button', { name: words[lang].own })).toBeVisible();
    await page.locator('.settings__open').click();
    await page.locator('#settings').getByRole('button', { name: words[lang].own }).click();
    await expect(page.locator('.drop-zone')).toBeVisible();
    await expect(page.locator('#settings')).toBeHidden();
    await expect(notice).toBeHidden();
  });
}

for (const lang of langs) {
  test(`axe finds nothing on the sheet of own files, and nothing is wider than the screen (${lang})`, async ({ page }) => {
    await open(page, `/?page=data&lang=${lang}`);
    await pick(page, [file('march.csv', german), file('empty.csv', '')], lang);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`), `${theme}, ${width} px`).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
      }
    }
  });
}
