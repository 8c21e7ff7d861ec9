// One page in a fresh browser with a fresh profile, which reaches nothing but this machine.

import { chromium } from 'playwright-core';
import { commandLine, peakMib, quiet, spentSeconds, watchOthers } from './machine.mjs';

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * Opens an address, does what `then` does with the page and a way to ask for the peak, and returns what that returns with:
 *   peak      the most memory that the page's process has had, workers included, in MiB
 *   before    cores that other processes took before the browser began, `others` while it ran
 *   errors    what went wrong on the page; strays: addresses elsewhere that it asked for
 * Options: `wait`: until others take less than `most` cores, `seconds` at most; `prepare`: what runs in the page before
 * anything else, with `given`; `timeout` in milliseconds.
 */
export async function visit(address, then, { executable = '/usr/bin/chromium', wait, prepare, given, timeout = 300_000 } = {}) {
  const before = wait ? await quiet(wait.most, wait.seconds) : 0;
  const browser = await chromium.launch({ executablePath: executable, headless: true, args: flags });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(timeout);
    const [errors, strays] = [[], []];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (!['blob:', 'data:'].includes(url.protocol) && url.hostname !== '127.0.0.1') strays.push(url.href);
    });
    const crashed = new Promise((_, fail) => page.on('crash', () => fail(new Error('the page crashed'))));
    crashed.catch(() => {});
    if (prepare) await page.addInitScript(prepare, given);
    const others = watchOthers();
    await page.goto(address, { waitUntil: 'commit' });
    // A page stays in its process, once it is there.
    let pid;
    const peak = async () => peakMib((pid ??= await processOf(browser, page)));
    const seen = await Promise.race([crashed, then(page, peak)]);
    const taken = others();
    return { ...seen, peak: await peak(), before, others: taken, errors, strays, version: browser.version() };
  } finally {
    await browser.close().catch(() => {});
  }
}

/** Stays on a page that does nothing: a browser goes on making memory for a page for a second after it is there. */
export async function stay(page) {
  await page.waitForTimeout(2000);
  return {};
}

/** How often it is tried to tell a page's process from others, on a machine that is busy with other things. */
const N_TRIES = 10;

/**
 * Finds the process of a page: of all renderers, some of which are of no page, that which is busy when the page is.
 *
 * @throws where none is much busier than the others
 */
async function processOf(browser, page) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pids = processInfo.filter(({ type, id }) => type === 'renderer' && !/--top-chrome-webui|--extension-process/.test(commandLine(id))).map(({ id }) => id);
  if (pids.length === 1) return pids[0];
  for (let tries = 0; tries < N_TRIES; tries += 1) {
    const before = pids.map(spentSeconds);
    await page.evaluate(() => {
      for (const end = performance.now() + 300; performance.now() < end; );
    });
    const spent = pids.map((pid, at) => [spentSeconds(pid) - before[at], pid]).toSorted(([a], [b]) => b - a);
    if (spent[0][0] >= 0.05 && spent[0][0] >= 3 * spent[1][0]) return spent[0][1];
  }
  throw new Error("the page's process cannot be told from the others");
}
