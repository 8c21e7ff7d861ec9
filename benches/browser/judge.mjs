// What is made of measurements: medians, whether answers are right, whether goals are met, tables. Pure.

/** The value below which a share of the values lies, between two of them in proportion; NaN of none. */
export function quantile(values, share) {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
}

export const median = (values) => quantile(values, 0.5);

/** Amounts are cents where they are due, and floats where they come from. */
const inCents = (values) => values.map((value, at) => (at < 2 ? Math.round(value * 100) : value));

/** What is wrong with an answer, beside the one that is due: groupings, keys, sums, customers. None where all is right. */
export function faults(answer, due) {
  const wrong = [];
  for (const grouping of ['channel', 'day', 'region', 'segment']) {
    const rows = answer[grouping] ?? [];
    const rest = new Map(Object.entries(due[grouping]));
    for (const { key, values } of rows) {
      const [found, expected] = [inCents(values), rest.get(String(key))];
      if (!expected || expected.join() !== found.join()) wrong.push(`${grouping} ${key}: ${found.join()}, due ${expected?.join() ?? 'nothing'}`);
      rest.delete(String(key));
    }
    for (const key of rest.keys()) wrong.push(`${grouping} ${key} is missing`);
  }
  return wrong;
}

/** What is wrong with what the answer to a move of the brush adds up to: all four groupings are of the same rows. */
export function faultsOfMove(sums, due) {
  const wrong = [];
  for (const grouping of ['channel', 'day', 'region', 'segment']) {
    const expected = grouping === 'channel' ? due : due.slice(0, 4);
    const found = inCents(sums[grouping] ?? []);
    if (found.join() !== expected.join()) wrong.push(`${grouping}: ${found.join()}, due ${expected.join()}`);
  }
  return wrong;
}

/** Goals are of files that are large. */
const LARGE = ['1m', '5m'];

/**
 * What has to be met, for each of its sizes where both sides were measured. A row is what `summary` makes of the runs of one
 * contestant, file and size. `most` is the ratio or, where there is no other side, so many milliseconds.
 */
export const goals = [
  { what: 'filter change, median, beside JavaScript by hand', format: 'csv', ours: 'engine', theirs: ['hand'], of: 'filter', most: 0.25 },
  { what: 'filter change, median, beside the faster DuckDB', format: 'csv', ours: 'engine', theirs: ['duckdb128', 'duckdb132'], of: 'filter', most: 1 / 40 },
  { what: 'brush, 95 of 100 moves, ms', format: 'csv', ours: 'engine', theirs: [], of: 'brush', most: 4, sizes: ['5m'] },
  { what: 'CSV, first figures, beside fetch() alone', format: 'csv', ours: 'app', theirs: ['fetch'], of: 'painted', most: 1.5 },
  { what: 'Parquet, first figures, beside DuckDB 1.28 with a view', format: 'parquet', ours: 'app', theirs: ['duckdb128view'], of: 'painted', most: 0.6 },
  { what: 'CSV, peak of memory, beside JavaScript by hand', format: 'csv', ours: 'app', theirs: ['hand'], of: 'peak', most: 0.5 },
  { what: 'Parquet, peak of memory, beside JavaScript by hand', format: 'parquet', ours: 'app', theirs: ['hand'], of: 'peak', most: 0.5 },
];

/** Judges the goals over all sizes; what was not measured is not judged. */
export function judged(rows) {
  const sizes = [...new Set(rows.map(({ size }) => size))];
  const verdicts = [];
  for (const { what, format, ours, theirs, of, most, sizes: large = LARGE } of goals) {
    for (const size of sizes.filter((size) => large.includes(size))) {
      const valueOf = (id) => rows.find((row) => row.size === size && row.format === format && row.id === id)?.[of] ?? NaN;
      const value = valueOf(ours);
      // Of several the best is what counts.
      const beside = theirs.length > 0 ? Math.min(...theirs.map(valueOf).filter(Number.isFinite)) : 1;
      if (!Number.isFinite(value) || !Number.isFinite(beside)) continue;
      verdicts.push({ what, size, value, beside: theirs.length > 0 ? beside : null, ratio: value / beside, most, isMet: value / beside <= most });
    }
  }
  return verdicts;
}

/** One row of the table: medians over the runs of a contestant that ended. */
export function summary({ id, name, size, format, runs }) {
  const good = runs.filter(({ failure }) => !failure);
  const of = (key) => median(good.map((run) => run[key]).filter((value) => value !== undefined));
  const all = (key) => good.flatMap((run) => run[key] ?? []);
  return {
    id, name, size, format,
    n: good.length,
    painted: of('painted'),
    peakLoaded: of('peakLoaded'),
    peak: of('peak'),
    first: of('first'),
    filter: median(all('filters')),
    brush: quantile(all('moves'), 0.95),
    press: median(all('presses')),
    others: Math.max(...good.map(({ others }) => others), -Infinity),
    nWrong: runs.reduce((sum, run) => sum + (run.wrong?.length ?? 0), 0),
    failure: runs.find(({ failure }) => failure)?.failure ?? null,
  };
}

/** A number with as many places as it is worth; a dash where there is none. */
export function number(value) {
  if (!Number.isFinite(value)) return '–';
  const places = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 0.095 ? 2 : 3;
  return value.toFixed(places);
}

/** A Markdown table: names of columns, `:` after those of numbers. */
export function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const names = columns.map((column) => column.replace(/:$/, ''));
  return [line(names), line(columns.map((column) => (column.endsWith(':') ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

/** The tables of all that was measured. */
export function report(rows) {
  const parts = [];
  const groups = new Map();
  for (const row of rows) groups.set(`${row.size} ${row.format}`, [...(groups.get(`${row.size} ${row.format}`) ?? []), row]);
  for (const group of groups.values()) {
    const [{ size, format }] = group;
    const by = (id) => group.find((row) => row.id === id) ?? {};
    const [drained, hand] = [by('fetch'), by('hand')];
    const cells = group.map((row) => [
      row.name, row.n, number(row.painted), number(row.painted / drained.painted), number(row.peakLoaded), number(row.peak), number(row.first), number(row.filter),
      number(row.filter / hand.filter), number(row.brush), number(row.press), number(row.others), row.failure ? `failed: ${row.failure.split('\n')[0].slice(0, 80)}` : row.nWrong === 0 ? 'right' : `${row.nWrong} wrong`,
    ]);
    const columns = ['who', 'runs:', 'first figures ms:', 'beside fetch():', 'peak loaded MiB:', 'peak MiB:', 'first question ms:', 'filter ms:', 'beside by hand:', 'brush ms:', 'press ms:', 'others, cores:', 'answers'];
    parts.push(`### ${size} rows, ${format === 'csv' ? 'CSV' : 'Parquet with Zstandard'}\n\n${table(columns, cells)}`);
  }
  const verdicts = judged(rows).map(({ what, size, value, beside, ratio, most, isMet }) => [
    what, size, number(value), beside === null ? '–' : number(beside), number(ratio), `≤ ${number(most)}`, isMet ? 'met' : '**not met**',
  ]);
  const goalsTable = table(['goal', 'rows', 'Miyar:', 'theirs:', 'ratio:', 'goal:', 'verdict'], verdicts);
  return [`### Goals\n\n${goalsTable}`, ...parts].join('\n\n');
}
