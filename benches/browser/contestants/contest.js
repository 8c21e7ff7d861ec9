// What every contestant's page does: it reads a file, shows what each channel adds up to, and answers questions.
//
// A contestant is { load(address, format, terms), first(), linked(filter) }, or one that is asked elsewhere has `ask`
// and `brush` itself. A filter is { segment, from, to }: a segment or null, and days since the first, `to` left out.
// Rows are { key, values }: revenue, cost, orders, conversions, and by channel how many customers differ.

import { ask, brush } from './timing.js';

const FIRST_DAY = Date.UTC(2023, 0, 1);
const MS_A_DAY = 86_400_000;

export const dayOf = (ms) => Math.round((ms - FIRST_DAY) / MS_A_DAY);
export const dateOf = (day) => new Date(FIRST_DAY + day * MS_A_DAY);
export const isoOf = (day) => dateOf(day).toISOString().slice(0, 10);

/** Tells the day of a date that is written 2023-01-31; each text is looked at once. */
export function dayReader() {
  const known = new Map();
  return (text) => {
    let day = known.get(text);
    if (day === undefined) known.set(text, (day = dayOf(Date.parse(text))));
    return day;
  };
}

export async function contest(contestant) {
  const terms = new URLSearchParams(location.search);
  const address = new URL(terms.get('data'), location.href).href;
  try {
    await contestant.load(address, address.endsWith('.parquet') ? 'parquet' : 'csv', terms);
    show(await contestant.first());
    await painted();
    performance.mark('contest:first-figure');
    const linked = (filter) => contestant.linked(filter);
    window.contest = {
      ask: contestant.ask ?? ((filter) => ask(linked, filter)),
      brush: contestant.brush ?? ((filters) => brush(linked, filters)),
    };
  } catch (error) {
    window.contest = { failure: String(error?.stack ?? error) };
  }
}

function show(rows) {
  const table = document.createElement('table');
  for (const { key, values } of rows) {
    const line = table.insertRow();
    for (const text of [key, ...values.map((value) => value.toLocaleString('en'))]) line.insertCell().textContent = text;
  }
  document.body.append(table);
}

/** Two frames, as Miyar waits for its own mark. */
function painted() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
