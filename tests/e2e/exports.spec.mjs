// What is taken along: pictures, workbooks, a page that opens offline; and the dashboard in a frame and on a wall.

import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import { expect, figures, langs, open, plain, settled, test } from './dashboard.mjs';

const words = {
  en: { chart: 'Download the chart', png: 'Download as PNG', svg: 'Download as SVG', csv: 'Download as CSV', xlsx: 'Download as a workbook (XLSX)', share: 'Save and share', page: 'Save as a page (HTML)' },
  ar: { chart: 'تنزيل الرسم', png: 'تنزيل بصيغة PNG', svg: 'تنزيل بصيغة SVG', csv: 'تنزيل بصيغة CSV', xlsx: 'تنزيل مصنّف جداول (XLSX)', share: 'الحفظ والمشاركة', page: 'الحفظ كصفحة (HTML)' },
};

async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

for (const lang of langs) {
  test(`each chart becomes a PNG, an SVG and a table with its words in ${lang}`, async ({ page }) => {
    for (const [name, files] of [['channels', ['over-time', 'efficiency', 'mix']], ['benchmarks', ['trend']]]) {
      await open(page, `/?page=${name}&lang=${lang}&where=region:riyadh`);
      const panels = page.locator('.panel').filter({ has: page.locator('.export-menu') });
      await expect(panels).toHaveCount(files.length);
      for (const [at, file] of files.entries()) {
        const panel = panels.nth(at);
        await panel.getByText(words[lang].chart).click();
        const button = (kind) => panel.getByRole('button', { name: words[lang][kind] });
        const png = await downloaded(page, button('png'));
        expect(png.name).toMatch(new RegExp(`^miyar-${file}-\\d{4}-\\d\\d-\\d\\d_\\d{4}-\\d\\d-\\d\\d\\.png$`));
        expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
        const [width, height] = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
        expect(width, 'twice as fine as the SVG').toBe(1920);
        expect(height).toBeGreaterThan(1000);
        expect(png.bytes.length, 'something is drawn').toBeGreaterThan(30_000);

        const svg = (await downloaded(page, button('svg'))).bytes.toString('utf8');
        const drawn = await page.evaluate((text) => {
          const document = new DOMParser().parseFromString(text, 'image/svg+xml');
          const all = [...document.querySelectorAll('text')];
          return { fault: document.querySelector('parsererror')?.textContent ?? null, text: all.map((each) => each.textContent).join(' '), directions: [...new Set(all.map((each) => each.getAttribute('direction')))], size: [document.documentElement.getAttribute('width'), document.documentElement.getAttribute('height')].map(Number) };
        }, svg);
        expect(drawn.fault).toBeNull();
        expect(drawn.directions).toEqual([lang === 'ar' ? 'rtl' : 'ltr']);
        expect(drawn.size.map((px) => px * 2)).toEqual([width, height]);
        const said = plain(drawn.text).replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll(/\s+/g, '');
        for (const part of ['.panel__title', '.panel__subtitle', '.panel__sentence']) {
          expect(said, part).toContain(plain(await panel.locator(part).innerText()).replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll(/\s+/g, ''));
        }
        const chip = plain(await page.locator('.filter-chips__chip').innerText()).replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '').replaceAll(/\s+/g, '');
        expect(said, 'the filter').toContain(chip);
        expect(said, 'the source').toContain('/demo/datapackage.json');

        const csv = (await downloaded(page, button('csv'))).bytes.toString('utf8');
        expect(csv.charCodeAt(0)).toBe(0xfeff);
        await panel.locator('.panel__table > summary').click();
        expect(csv.trim().split('\n').length, 'as many lines as the table has').toBe(await panel.locator('.numbers tr').count());
      }
    }
  });

  test(`tables become workbooks in ${lang}`, async ({ page }) => {
    for (const name of ['channels', 'benchmarks']) {
      await open(page, `/?page=${name}&lang=${lang}`);
      const { name: file, bytes } = await downloaded(page, page.getByRole('button', { name: words[lang].xlsx }));
      expect(file).toMatch(new RegExp(`^miyar-${name}-.*\\.xlsx$`));
      expect(bytes.subarray(0, 2).toString()).toBe('PK');
    }
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`a view is saved as one page that opens offline in ${lang}, ${colorScheme}`, async ({ page, browser }, info) => {
      await page.emulateMedia({ colorScheme });
      for (const name of ['summary', 'channels', 'benchmarks', 'data']) {
        await open(page, `/?page=${name}&lang=${lang}&where=region:riyadh`);
        // A chart that is still laid out has nothing to copy.
        await page.waitForFunction(() => [...document.querySelectorAll('canvas')].every((canvas) => canvas.width > 0));
        const due = await figures(page.locator('main'));
        await page.getByRole('button', { name: words[lang].share }).click();
        const { name: file, bytes } = await downloaded(page, page.getByRole('button', { name: words[lang].page }));
        expect(file).toMatch(new RegExp(`^miyar-${name}(-|\\.).*html$`));
        const path = info.outputPath(file);
        await writeFile(path, bytes);

        const context = await browser.newContext({ offline: true, colorScheme: colorScheme === 'light' ? 'dark' : 'light' });
        const other = await context.newPage();
        const seen = { requests: [], errors: [] };
        other.on('request', (request) => seen.requests.push(request.url()));
        other.on('console', (message) => seen.errors.push(message.text()));
        other.on('pageerror', (error) => seen.errors.push(String(error)));
        await other.goto(pathToFileURL(path).href);
        expect(seen.requests.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
        expect(seen.errors).toEqual([]);
        expect(await figures(other.locator('main'))).toEqual(due);
        const found = await other.evaluate(() => ({
          root: [document.documentElement.lang, document.documentElement.dir, document.documentElement.dataset.theme],
          active: document.querySelectorAll('script, a[href], form, input, select, button, iframe, link, [popovertarget]').length,
          handlers: [...document.querySelectorAll('*')].filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on'))).length,
          images: [...document.images].filter((image) => !image.naturalWidth || !image.src.startsWith('data:')).length,
          fonts: [...document.fonts].every((font) => font.status !== 'error'),
          policy: document.querySelector('meta[http-equiv]').content,
          about: document.querySelector('.snapshot-about').innerText,
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        }));
        expect(found).toMatchObject({ root: [lang, lang === 'ar' ? 'rtl' : 'ltr', colorScheme], active: 0, handlers: 0, images: 0, fonts: true });
        expect(found.policy).toContain("default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:");
        expect(found.about).toContain('/demo/datapackage.json');
        expect(found.wide, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
        expect(await other.title()).toContain(await page.title().then((title) => title.split(' · ')[0]));
        await context.close();
      }
    });
  }
}

test('what a feed writes stays text, and what its address hides stays hidden', async ({ page, browser }, info) => {
  const hostile = '<img src=x onerror="document.title=1">';
  const manifest = {
    name: 'h',
    miyar: { version: 1, title: { en: '</title><script>alert(1)</script>' }, default_period: 'all' },
    resources: [{ name: 'p', path: 'p.csv?key=geheim', format: 'csv', miyar: { table: 'performance', map: { date: 'd', channel: 'c', orders: 'o', cost: 'k', revenue: 'r' } } }],
  };
  const csv = `d,c,o,k,r\n2026-01-01,"${hostile.replaceAll('"', '""')}",5,10,50\n2026-01-01,"=1+1",6,20,90\n`;
  await page.route((url) => url.pathname.startsWith('/hostile/'), (route) => route.fulfill(route.request().url().includes('p.csv') ? { body: csv, contentType: 'text/csv' } : { json: manifest }));
  for (const name of ['channels', 'data']) {
    await open(page, `/?feed=/hostile/datapackage.json%3Ftoken%3Dgeheim&page=${name}`);
    await page.getByRole('button', { name: words.en.share }).click();
    const { bytes } = await downloaded(page, page.getByRole('button', { name: words.en.page }));
    expect(bytes.toString('utf8')).not.toContain('geheim');
    const path = info.outputPath(`hostile-${name}.html`);
    await writeFile(path, bytes);
    const other = await browser.newPage();
    await other.goto(pathToFileURL(path).href);
    expect(await other.title()).toContain('</title><script>');
    expect(await other.locator('img[src="x"], script').count()).toBe(0);
    if (name === 'channels') await expect(other.getByText(hostile).first()).toBeVisible();
    await other.close();
  }
  await open(page, '/?feed=/hostile/datapackage.json%3Ftoken%3Dgeheim&page=channels');
  await page.getByText(words.en.chart).first().click();
  const svg = (await downloaded(page, page.getByRole('button', { name: words.en.svg }).first())).bytes.toString('utf8');
  expect(svg).toContain('&lt;img src=x onerror=');
  expect(svg).not.toContain('<img');
  expect(svg).not.toContain('geheim');
});

test('a frame holds figures alone and is told how high they are', async ({ page, baseURL }) => {
  const host = `<!doctype html><iframe src="/?embed=1&page=channels" style="width: 900px; height: 300px; border: 0" title="t"></iframe>
    <script>heights = []; addEventListener('message', (event) => { if (event.origin === '${baseURL}' && event.data?.type === 'miyar:height') heights.push(event.data.height); });</script>`;
  await page.route('**/host.html', (route) => route.fulfill({ body: host, contentType: 'text/html' }));
  await page.goto('/host.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('main')).toHaveAttribute('data-state', 'ready');
  for (const gone of ['.header', '.footer', '.tools', '.table-tools', '.export-menu', '[data-control="period"]']) await expect(frame.locator(gone).first(), gone).toBeHidden();
  for (const kept of ['.notice', '.period-bar__resolved', '.table']) await expect(frame.locator(kept).first(), kept).toBeVisible();
  const height = () => frame.locator('body').evaluate((body) => body.clientHeight);
  const told = () => page.evaluate(() => heights.at(-1));
  await expect.poll(async () => (await told()) === (await height())).toBe(true);
  const before = await told();
  expect(before).toBeGreaterThan(600);
  await frame.locator('.formulas > summary').click();
  await expect.poll(told).toBeGreaterThan(before);
  // Smaller again: the height is that of what it holds, not of the frame.
  await frame.locator('.formulas > summary').click();
  await expect.poll(told).toBe(before);

  await open(page, '/?embed=1&controls=1');
  await expect(page.locator('[data-control="period"]')).toBeVisible();
  await expect(page.locator('.header')).toBeHidden();
});

test('a wall shows its pages in turn, larger and without anything to press', async ({ page }) => {
  await open(page, '/?kiosk=1&pages=summary,channels&turn=5');
  for (const gone of ['.nav', '.settings', '.tools', '.footer', '.period-bar__group']) await expect(page.locator(gone).first(), gone).toBeHidden();
  await expect(page.locator('.period-bar__resolved')).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px');
  const steps = await page.evaluate(() => history.length);
  await page.waitForURL(/page=channels/, { timeout: 15_000 });
  await settled(page);
  await page.waitForURL((url) => !url.search.includes('page=channels'), { timeout: 15_000 });
  expect(await page.evaluate(() => history.length), 'no step for Back').toBe(steps);
});

test('a wall keeps its page where less motion is asked for', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/?kiosk=1&pages=summary,channels&turn=5');
  await page.waitForTimeout(7_000);
  expect(new URL(page.url()).searchParams.get('page')).toBeNull();
});

for (const [lang, name] of langs.flatMap((lang) => ['summary', 'channels', 'benchmarks'].map((name) => [lang, name]))) {
  test(`axe finds nothing on ${name} with more contrast, forced colours, in a frame and on a wall, in ${lang}`, async ({ page }) => {
    const found = {};
    for (const [what, media, more] of [
      ['contrast', { contrast: 'more' }, ''],
      ['dark contrast', { contrast: 'more', colorScheme: 'dark' }, ''],
      ['forced', { forcedColors: 'active' }, ''],
      ['embed', {}, '&embed=1'],
      ['kiosk', {}, '&kiosk=1'],
    ]) {
      await page.emulateMedia({ contrast: null, forcedColors: null, colorScheme: 'light', reducedMotion: 'reduce', ...media });
      await open(page, `/?page=${name}&lang=${lang}&by=segment&where=region:riyadh${more}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) for (const { target, failureSummary } of nodes) (found[`${id}: ${target} ${failureSummary}`] ??= []).push(what);
    }
    expect(found).toEqual({});
  });
}
