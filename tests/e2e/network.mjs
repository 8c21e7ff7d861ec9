// What the specs of the network share: a server of faults for each worker, feeds with a good and a faulty file, the
// words of each problem as the message files have them.

import { readFileSync } from 'node:fs';
import { cards, expect, expectNumber, plain, root, settled, test as base } from './dashboard.mjs';
import { csvOf, start } from './fault-server.mjs';

/** A server of faults in `server`; every test has a `key` of its own, by which faults that recover are counted. */
export const test = base.extend({
  server: [
    async ({}, use) => {
      const server = await start();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  key: async ({}, use, info) => use(`${info.testId}-${info.repeatEachIndex}-${Date.now()}`),
});

/** An address at the server of faults. */
export const at = (server, path) => `http://127.0.0.1:${server.port}/${path}`;

const withKey = (path, key) => `${path}${path.includes('?') ? '&' : '?'}key=${key}`;

/** The good file of every feed here: 30 rows. */
export const good = (key) => withKey('ok.csv?rows=30', key);

/** The address of a feed of these files at the server of faults; each gets the key. */
export function feedOf(server, key, paths, manifest = 'datapackage.json') {
  const query = paths.map((path) => `path=${encodeURIComponent(withKey(path, key))}`);
  return at(server, `${manifest}?${query.join('&')}&key=${key}`);
}

/** What is asked of the server of faults with a test's key. */
export async function log(server, key) {
  const all = await (await fetch(at(server, 'log'))).json();
  return all.filter(({ url }) => url.includes(key));
}

/** The orders of a file of so many rows, counted from the text that the server sends. */
export function ordersOf(nRows, version = 1) {
  const rows = csvOf(nRows, version).toString().trim().split('\n').slice(1);
  return rows.reduce((sum, row) => sum + Number(row.split(',')[2]), 0);
}

/** Opens a feed elsewhere as someone who has agreed to its hosts before. */
export async function visit(page, server, feed, { lang = 'en', more = '', state = 'ready', timeout = 30_000 } = {}) {
  const origins = [at(server, ''), `http://127.0.0.1:${server.otherPort}/`].map((address) => new URL(address).origin);
  await page.addInitScript((allowed) => sessionStorage.setItem('miyar.allowed', allowed), origins.join('\n'));
  await page.goto(`/?feed=${encodeURIComponent(feed)}&lang=${lang}${more}`);
  if (state === null) return;
  await expect(page.locator('main')).toHaveAttribute('data-state', state, { timeout });
  await settled(page, state);
}

/** Reads on in another language, without loading anything. */
export async function readIn(page, lang) {
  await page.evaluate((lang) => {
    const url = new URL(location.href);
    url.searchParams.set('lang', lang);
    history.pushState(null, '', url);
    dispatchEvent(new PopStateEvent('popstate'));
  }, lang);
  await expect(page.locator('html')).toHaveAttribute('lang', lang);
  await expect(page.locator('main')).toHaveAttribute('aria-busy', 'false');
}

export async function expectOrders(page, expected, what = 'orders') {
  await expect.poll(async () => (await cards(page)).orders?.value, { message: what }).toBe(expected);
  expectNumber((await cards(page)).orders, expected);
}

const messages = Object.fromEntries(
  ['en', 'ar'].map((lang) => [lang, readFileSync(`${root}/src/view/text/${lang}/problem.ftl`, 'utf8')]),
);

/** What a problem says and advises: patterns, `value` in the place of what it quotes. */
export function wordsOf(lang, kind, value = '\\S.*') {
  const found = new RegExp(`^problem-${kind} = (.*)\\n {4}\\.name = (.*)\\n {4}\\.advice = (.*)$`, 'm').exec(messages[lang]);
  if (found === null) throw new Error(`no words for ${kind} in ${lang}`);
  const pattern = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('\\{ \\$value \\}', value);
  return { says: pattern(found[1]), name: found[2], advice: pattern(found[3]) };
}

/** Fails where none of the sentences says this kind of problem of the file and advises what to do. */
export async function expectWords(sentences, lang, kind, file, value) {
  const { says, advice } = wordsOf(lang, kind, value);
  const due = new RegExp(`${says} ${advice}`);
  const texts = async () => (await sentences.allTextContents()).map(plain);
  await expect
    .poll(async () => (await texts()).some((text) => text.includes(file) && due.test(text)), { message: `${kind} of ${file} in ${lang}` })
    .toBe(true)
    .catch(async (error) => {
      throw new Error(`${error.message}\n${due}\n${(await texts()).join('\n')}`);
    });
}

/** The sentences below the headline that something is wrong. */
export const noticed = (page) => page.locator('.problem-notice li');
/** The sentences where nothing can be shown. */
export const reasons = (page) => page.locator('.trouble__reasons li');

export async function pressRefresh(page) {
  await page.locator('.freshness__refresh').click();
  await expect(page.locator('.freshness')).not.toHaveAttribute('data-look', 'checking', { timeout: 30_000 });
}
