// dist/ as a static server publishes it: from the root and from a folder, alone, under its own policy.

import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cards, change, expect, langs, open, pages, root, settled, table, test } from './dashboard.mjs';

let folder;
let server;
let origin;

// dist/ in a folder of a site that knows nothing of it: no fallback, no own headers.
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'miyar-'));
  await mkdir(join(folder, 'sub'));
  await symlink(join(root, 'dist'), join(folder, 'sub', 'path'));
  server = spawn('node', [join(root, 'scripts/serve.mjs'), '--root', folder, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  origin = await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
    server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
});

test.afterAll(async () => {
  server.kill();
  await rm(folder, { recursive: true, force: true });
});

/** Everything that is asked for, and every violation of the content security policy. */
async function watch(page) {
  const seen = { requests: [], failed: [], violations: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('response', (response) => {
    if (response.status() >= 400) seen.failed.push(`${response.status()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A file that is still what its copy was is not read on.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') seen.failed.push(request.url());
  });
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) seen.violations.push(message.text());
  });
  await page.exposeFunction('violated', (what) => seen.violations.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => globalThis.violated(`${event.violatedDirective} ${event.blockedURI}`));
  });
  return seen;
}

for (const where of ['the root', 'a folder']) {
  test(`a deep link into ${where} shows the figures of the demo`, async ({ page, baseURL }) => {
    const home = where === 'the root' ? `${baseURL}/` : `${origin}/sub/path/`;
    const seen = await watch(page);
    await open(page, `${home}?page=channels&by=segment&lang=ar`);
    const { rows } = await table(page);
    expect(Object.keys(rows)).toContain('loyal_members');
    await page.getByRole('navigation').getByRole('link').first().click();
    await expect.poll(async () => Object.keys(await cards(page)).length).toBeGreaterThan(5);
    expect(page.url().startsWith(home), page.url()).toBe(true);
    await page.reload();
    await settled(page);

    const workers = page.workers().map((worker) => worker.url());
    expect(workers).toHaveLength(1);
    expect(workers[0].startsWith(home), workers[0]).toBe(true);
    expect(seen.failed).toEqual([]);
    for (const address of seen.requests.filter((address) => !address.startsWith('data:'))) {
      expect(address.startsWith(home), address).toBe(true);
    }
  });
}

test('a feed is found from a folder by a relative and by an absolute address', async ({ page }) => {
  for (const feed of ['demo/datapackage.json', '/sub/path/demo/datapackage.json', `${origin}/sub/path/demo/datapackage.json`]) {
    await open(page, `${origin}/sub/path/?feed=${feed}`);
    expect(Object.keys(await cards(page)).length, feed).toBeGreaterThan(5);
  }
});

test('nothing is asked of another origin, and nothing breaks the policy', async ({ page, baseURL }) => {
  const seen = await watch(page);
  for (const lang of langs) {
    for (const name of pages) {
      await open(page, `/?page=${name}&lang=${lang}`);
      if (name === 'data') continue;
      await change(page, () => page.getByRole('combobox').first().selectOption('last-90-days'));
    }
  }
  expect(seen.requests.length).toBeGreaterThan(10);
  const foreign = seen.requests.filter((address) => new URL(address).origin !== baseURL && !address.startsWith('data:'));
  expect(foreign).toEqual([]);
  expect(seen.failed).toEqual([]);
  expect(seen.violations).toEqual([]);
});

test('the policy is in force: a script or an image from elsewhere does not run', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const seen = await watch(page);
  await open(page, '/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = 1';
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'http://127.0.0.1:9/x.png';
    document.body.append(image);
    document.body.insertAdjacentHTML('beforeend', '<svg onload="globalThis.ran = 2"></svg>');
  });
  await expect.poll(() => seen.violations.join('\n')).toContain('script-src');
  await expect.poll(() => seen.violations.join('\n')).toContain('img-src');
  expect(await page.evaluate(() => globalThis.ran)).toBeUndefined();
  await page.context().close();
});

test('figures mark the timeline when they are first painted and measure every update', async ({ page }) => {
  const entries = (name) => page.evaluate((name) => performance.getEntriesByName(name).map(({ entryType, startTime, duration }) => ({ entryType, startTime, duration })), name);
  await open(page, '/');
  await expect.poll(async () => (await entries('miyar:first-figure')).length).toBe(1);
  const [first] = await entries('miyar:first-figure');
  expect(first.entryType).toBe('mark');
  expect(first.startTime).toBeGreaterThan(0);
  expect(await entries('miyar:update')).toEqual([]);
  await change(page, () => page.getByRole('combobox').first().selectOption('last-90-days'));
  const updates = await entries('miyar:update');
  expect(updates).toHaveLength(1);
  expect(updates[0].entryType).toBe('measure');
  expect(updates[0].duration).toBeGreaterThan(0);
  expect(updates[0].startTime).toBeGreaterThan(first.startTime);
  expect(await entries('miyar:first-figure')).toHaveLength(1);
});

test('while the feed is on its way the page says so and shows no figure', async ({ page }) => {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/demo/performance.csv', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/');
  const main = page.locator('main');
  await expect(main).toHaveAttribute('data-state', 'loading');
  await expect(main).toHaveAttribute('aria-busy', 'true');
  await expect(main.getByRole('status')).toContainText('Loading');
  expect(await page.locator('data').count()).toBe(0);
  expect(await page.evaluate(() => performance.getEntriesByName('miyar:first-figure').length)).toBe(0);
  release();
  await settled(page);
});
