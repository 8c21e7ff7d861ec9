// Arquero: its own reader of CSV; Parquet by parquet-wasm, by way of Arrow.

import * as aq from 'arquero';
import { contest, dateOf, dayOf } from './contest.js';

let orders;

const sums = {
  revenue: (d) => aq.op.sum(d.revenue),
  cost: (d) => aq.op.sum(d.cost),
  orders: (d) => aq.op.sum(d.orders),
  conversions: (d) => aq.op.sum(d.conversions),
};
const withCustomers = { ...sums, customers: (d) => aq.op.distinct(d.customer_id) };

function rows(table, name, of) {
  const keyOf = name === 'date' ? (date) => dayOf(Number(date)) : (key) => key;
  const all = table.groupby(name).rollup(of).objects({ limit: Infinity });
  return all.map((row) => ({ key: keyOf(row[name]), values: Object.keys(of).map((measure) => Number(row[measure])) }));
}

contest({
  async load(address, format) {
    if (format === 'csv') {
      orders = await aq.loadCSV(address);
      return;
    }
    const { default: init, readParquet } = await import('parquet-wasm/esm');
    const [bytes] = await Promise.all([
      fetch(address).then((response) => response.arrayBuffer()),
      init({ module_or_path: new URL('parquet_wasm_bg.wasm', location.href).href }),
    ]);
    orders = aq.fromArrow(readParquet(new Uint8Array(bytes)).intoIPCStream());
  },
  first: async () => rows(orders, 'channel', sums),
  async linked({ segment, from, to }) {
    const within = orders.params({ segment, from: dateOf(from), to: dateOf(to) }).filter((d, $) => ($.segment === null || d.segment === $.segment) && d.date >= $.from && d.date < $.to);
    return {
      channel: rows(within, 'channel', withCustomers),
      day: rows(within, 'date', sums),
      region: rows(within, 'region', sums),
      segment: rows(within, 'segment', sums),
    };
  },
});
