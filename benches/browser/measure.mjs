// One measurement: the application or a contestant's page, in a browser of its own.

import { sumOf, wrongCards } from './figures.mjs';
import { faults, faultsOfMove } from './judge.mjs';
import { visit } from './visit.mjs';

/** Whoever takes longer to answer, in milliseconds, is asked for that part only of the filters and of the brush's moves. */
const PARTS = [
  { over: 100, filters: 3, moves: 40 },
  { over: 10, filters: 1, moves: 10 },
  { over: 0, filters: 1, moves: 1 },
];
/** How often a filter is changed in the application. */
const N_PRESSES = 12;

/** Loads a file in a contestant's page and asks it the questions. */
export function measureContestant(origin, { page: script, terms = '' }, file, due, options) {
  return visit(`${origin}/pages/${script}.html?data=/data/${file}&${terms}`, async (page, peak) => {
    await page.waitForFunction(() => window.contest, null, { polling: 50 });
    const failure = await page.evaluate(() => window.contest.failure ?? null);
    if (failure) return { failure };
    const painted = await page.evaluate(() => performance.getEntriesByName('contest:first-figure')[0].startTime);
    const loaded = { painted, peakLoaded: await peak() };
    if (script === 'fetch') return loaded;
    const run = { ...loaded, filters: [], moves: [], wrong: [] };
    let part = PARTS.at(-1);
    for (const [at, question] of due.questions.entries()) {
      if (at > due.n_warm_ups && at % part.filters > 0) continue;
      const { ms, answer } = await page.evaluate((filter) => window.contest.ask(filter), question.filter);
      if (at === 0) run.first = ms;
      if (at > due.n_warm_ups) run.filters.push(ms);
      else part = PARTS.find(({ over }) => ms > over) ?? part;
      run.wrong.push(...faults(answer, question).map((fault) => `question ${at}: ${fault}`));
    }
    const windows = due.brush.filter((_, at) => at % part.moves === 0);
    const moves = await page.evaluate((filters) => window.contest.brush(filters), windows.map(({ filter }) => filter));
    for (const [at, { ms, sums }] of moves.entries()) {
      run.moves.push(ms);
      run.wrong.push(...faultsOfMove(sums, windows[at].sums).map((fault) => `move ${at}: ${fault}`));
    }
    return run;
  }, options);
}

/** Opens a file in the application, looks at its cards, then presses the segments one after the other. */
export function measureApp(origin, file, due, options) {
  return visit(`${origin}/?feed=/data/${file}.feed.json&period=all`, async (page, peak) => {
    const failed = 'main[data-state="failed"]';
    await page.waitForFunction((failed) => performance.getEntriesByName('miyar:first-figure').length > 0 || document.querySelector(failed), failed, { polling: 50 });
    const failure = await page.evaluate((failed) => document.querySelector(failed)?.innerText ?? null, failed);
    if (failure) return { failure };
    const painted = await page.evaluate(() => performance.getEntriesByName('miyar:first-figure')[0].startTime);
    const run = { painted, peakLoaded: await peak(), wrong: wrongCards(await shown(page, '[data-card] data'), due) };
    const segments = due.questions[0].segment;
    await updated(page, () => page.evaluate(() => document.querySelector('a[href*="page=channels"]').click()));
    await updated(page, () => page.locator('main button', { hasText: /^segment$/i }).first().click());
    const presses = [];
    for (let n = 0; n < N_PRESSES; n += 1) {
      // Each is pressed to be seen alone, then again to see all.
      const segment = Object.keys(segments)[Math.floor(n / 2) % Object.keys(segments).length];
      presses.push(await updated(page, () => page.evaluate(press, segment)));
      const { revenue } = await shown(page, '[data-row-total] data');
      const expected = (n % 2 === 0 ? segments[segment][0] : sumOf(due, 0)) / 100;
      if (Math.abs(revenue - expected) > 0.005) run.wrong.push(`${segment} pressed: revenue ${revenue}, due ${expected}`);
    }
    return { ...run, presses };
  }, options);
}

function press(segment) {
  document.querySelector(`[data-row="${segment}"] .table__filter`).click();
}

/** Does what asks for other figures; returns how long it took until they were painted. */
async function updated(page, gesture) {
  const count = () => page.evaluate(() => performance.getEntriesByName('miyar:update').length);
  const before = await count();
  await gesture();
  await page.waitForFunction((before) => performance.getEntriesByName('miyar:update').length > before, before, { polling: 20 });
  return page.evaluate(() => performance.getEntriesByName('miyar:update').at(-1).duration);
}

const shown = (page, selector) =>
  page.evaluate((selector) => Object.fromEntries([...document.querySelectorAll(selector)].map((data) => [data.dataset.metric, Number(data.value)])), selector);
