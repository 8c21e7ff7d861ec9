// The benchmark's verdicts: what is wrong is found, what is right passes, and a goal is met or it is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen } from '../../benches/browser/contestants.mjs';
import { faults, faultsOfMove, judged, median, number, quantile, report, summary, table } from '../../benches/browser/judge.mjs';
import { wrongCards } from '../../benches/browser/figures.mjs';
import { partOf } from '../../benches/browser/server.mjs';

test('a quantile lies between two values in proportion, and nothing has none', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  // numpy.quantile([1, 2, 3, 4, 10], 0.95) = 8.8
  assert.equal(quantile([10, 4, 3, 2, 1], 0.95).toFixed(9), '8.800000000');
  assert.equal(median([NaN, 7, undefined]), 7);
  assert.ok(Number.isNaN(median([])));
});

const due = {
  channel: { Email: [1010, 250, 3, 4, 2], SMS: [5, 0, 1, 1, 1] },
  day: { 0: [1015, 250, 4, 5] },
  region: { 'Region-01': [1015, 250, 4, 5] },
  segment: { VIP: [1015, 250, 4, 5] },
};
const answer = () => ({
  channel: [
    { key: 'Email', values: [10.1, 2.5, 3, 4, 2] },
    { key: 'SMS', values: [0.05, 0, 1, 1, 1] },
  ],
  day: [{ key: 0, values: [10.150000000000001, 2.5, 4, 5] }],
  region: [{ key: 'Region-01', values: [10.15, 2.5, 4, 5] }],
  segment: [{ key: 'VIP', values: [10.15, 2.5, 4, 5] }],
});

test('the answer that is due has no faults, whatever the order of its rows and the last bit of its amounts', () => {
  const found = answer();
  found.channel.reverse();
  assert.deepEqual(faults(found, due), []);
});

test('a cent, a customer, a row too few or too many and a grouping that is missing are found', () => {
  const changes = [
    (found) => (found.channel[0].values[0] += 0.01),
    (found) => (found.channel[0].values[4] += 1),
    (found) => found.channel.pop(),
    (found) => found.day.push({ key: 1, values: [0, 0, 0, 0] }),
    (found) => found.day.push(found.day[0]),
    (found) => delete found.region,
    (found) => (found.segment[0].values[3] = 4),
    (found) => (found.segment[0].values[0] = NaN),
  ];
  for (const change of changes) {
    const found = answer();
    change(found);
    assert.equal(faults(found, due).length, 1, String(change));
  }
});

test('a move of the brush is right only where all four groupings add up to the same', () => {
  const sums = { channel: [1.5, 0.25, 3, 4, 2], day: [1.5, 0.25, 3, 4], region: [1.5, 0.25, 3, 4], segment: [1.5, 0.25, 3, 4] };
  assert.deepEqual(faultsOfMove(sums, [150, 25, 3, 4, 2]), []);
  assert.equal(faultsOfMove({ ...sums, day: [1.5, 0.25, 3, 5] }, [150, 25, 3, 4, 2]).length, 1);
  assert.equal(faultsOfMove({ ...sums, channel: [1.5, 0.25, 3, 4, 3] }, [150, 25, 3, 4, 2]).length, 1);
  assert.equal(faultsOfMove({}, [150, 25, 3, 4, 2]).length, 4);
});

test('cards are held against the sums of all rows', () => {
  const questions = { n_sessions: 9, questions: [due] };
  assert.deepEqual(wrongCards({ visits: 9, revenue: 10.15, roas: 4.06 }, questions), []);
  assert.equal(wrongCards({ visits: 8, revenue: 10.15 }, questions).length, 1);
  assert.equal(wrongCards({ roas: 4.06 }, questions).length, 1);
});

const row = (id, format, size, values) => ({ id, name: id, format, size, runs: [], n: 1, nWrong: 0, ...values });

test('a goal is judged on the ratio to the better of those it names', () => {
  const rows = [
    row('engine', 'csv', '5m', { filter: 3, brush: 4.01 }),
    row('duckdb128', 'csv', '5m', { filter: 200 }),
    row('duckdb132', 'csv', '5m', { filter: 100 }),
    row('hand', 'csv', '5m', { filter: 12 }),
  ];
  const verdicts = judged(rows).map(({ what, ratio, isMet }) => [what.split(',')[0], ratio, isMet]);
  assert.deepEqual(verdicts, [
    ['filter change', 0.25, true],
    ['filter change', 0.03, false],
    ['brush', 4.01, false],
  ]);
});

test('what was not measured, or failed, or is small is not judged', () => {
  assert.deepEqual(judged([row('engine', 'csv', '1m', { filter: 1 })]), []);
  assert.deepEqual(judged([row('engine', 'csv', '1m', { filter: 1 }), row('hand', 'csv', '1m', { filter: NaN })]), []);
  assert.deepEqual(judged([row('engine', 'csv', '100k', { filter: 1 }), row('hand', 'csv', '100k', { filter: 1 })]), []);
});

test('a row is the medians of the runs that ended, and says what failed and what was wrong', () => {
  const runs = [
    { painted: 100, peak: 10, filters: [1, 2, 3], moves: [1, 2], wrong: [], others: 0.1 },
    { painted: 300, peak: 30, filters: [9], moves: [3], wrong: ['x'], others: 0.2 },
    { failure: 'Error: gone', others: NaN },
  ];
  const one = summary({ id: 'x', name: 'X', size: '1m', format: 'csv', runs });
  assert.deepEqual([one.n, one.painted, one.peak, one.filter, one.nWrong, one.failure, one.others], [2, 200, 20, 2.5, 1, 'Error: gone', 0.2]);
  assert.match(report([one]), /\| X \| 2 \| 200 \|.*failed: Error: gone \|/);
});

test('numbers have three figures that count', () => {
  assert.deepEqual([1234.5, 12.34, 1.234, 0.1234, 0.0123, 0, NaN, -Infinity].map(number), ['1235', '12.3', '1.23', '0.12', '0.012', '0.000', '–', '–']);
});

test('a table is one of Markdown', () => {
  assert.equal(table(['who', 'ms:'], [['a', 1]]), '| who | ms |\n| --- | ---: |\n| a | 1 |');
});

test('contestants are chosen by name, and a name that nobody has is said', () => {
  assert.deepEqual(chosen('csv', 'hand, engine').map(({ id }) => id), ['engine', 'hand']);
  assert.ok(chosen('parquet').every(({ formats }) => formats.includes('parquet')));
  assert.ok(chosen('parquet', '').length > 5);
  assert.throws(() => chosen('csv', 'sqlite'), /sqlite/);
});

test('parts of files are served as they are asked for', () => {
  assert.deepEqual(partOf('bytes=5-9', 100), { start: 5, end: 9 });
  assert.deepEqual(partOf('bytes=5-', 100), { start: 5, end: 99 });
  assert.deepEqual(partOf('bytes=-5', 100), { start: 95, end: 99 });
  assert.deepEqual(partOf('bytes=-500', 100), { start: 0, end: 99 });
  assert.deepEqual(partOf('bytes=0-500', 100), { start: 0, end: 99 });
  assert.equal(partOf('bytes=-', 100), null);
  assert.equal(partOf('bytes=100-', 100), null);
  assert.equal(partOf(undefined, 100), null);
});
