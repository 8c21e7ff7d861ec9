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
  await expect(page.getByRole('button', { name: words.en.own })).toBeVisible();
});

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
