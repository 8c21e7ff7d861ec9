// CSV read byte by byte, for this very table: nothing is quoted, columns stand where they stand, amounts have two places.

import { contest, dayOf } from './contest.js';
import { Columns } from './typed.js';

const [COMMA, LINE_END, POINT, ZERO] = [44, 10, 46, 48];
const N_LEAST_ROW_BYTES = 48;

let columns;

function read(bytes) {
  columns = new Columns(Math.ceil(bytes.length / N_LEAST_ROW_BYTES));
  const texts = ['channel', 'segment', 'region', 'device', 'stage'].map((name) => ({ name, column: columns[name], known: new Map() }));
  const whole = ['customer_id', 'sessions', 'conversions', 'orders'].map((name) => columns[name]);
  const amounts = [columns.revenue, columns.cost];
  const decoder = new TextDecoder();
  let at = bytes.indexOf(LINE_END) + 1;
  let [lastDate, day, row] = [0, 0, 0];
  for (const end = bytes.length; at < end; row += 1) {
    let date = 0;
    for (; bytes[at] !== COMMA; at += 1) if (bytes[at] >= ZERO) date = date * 10 + bytes[at] - ZERO;
    if (date !== lastDate) {
      lastDate = date;
      day = dayOf(Date.UTC(Math.floor(date / 10_000), (Math.floor(date / 100) % 100) - 1, date % 100));
    }
    columns.day[row] = day;
    at += 1;
    for (const { name, column, known } of texts) {
      const start = at;
      // The values of this table have hashes of their own; in general they would have to be compared.
      let hash = 0;
      for (; bytes[at] !== COMMA; at += 1) hash = (Math.imul(hash, 31) + bytes[at]) | 0;
      let code = known.get(hash);
      if (code === undefined) {
        code = columns.code(name, decoder.decode(bytes.subarray(start, at)));
        known.set(hash, code);
      }
      column[row] = code;
      at += 1;
    }
    for (const column of whole) {
      let value = 0;
      for (; bytes[at] !== COMMA; at += 1) value = value * 10 + bytes[at] - ZERO;
      column[row] = value;
      at += 1;
    }
    for (const column of amounts) {
      let cents = 0;
      for (; bytes[at] !== COMMA && bytes[at] !== LINE_END; at += 1) if (bytes[at] !== POINT) cents = cents * 10 + bytes[at] - ZERO;
      column[row] = cents;
      at += 1;
    }
  }
  columns.n = row;
}

contest({
  load: async (address) => read(new Uint8Array(await (await fetch(address)).arrayBuffer())),
  first: async () => columns.byChannel(),
  linked: (filter) => columns.linked(filter),
});
