// Perspective, in its worker: a view a grouping. Parquet by parquet-wasm, by way of Arrow.

import perspective from '@perspective-dev/client';
import { contest, dayOf, isoOf } from './contest.js';

const MEASURES = ['revenue', 'cost', 'orders', 'conversions'];

let table;

async function rows(name, filter, countsCustomers = false) {
  const columns = countsCustomers ? [...MEASURES, 'customer_id'] : MEASURES;
  const aggregates = Object.fromEntries(columns.map((column) => [column, column === 'customer_id' ? 'distinct count' : 'sum']));
  const view = await table.view({ group_by: [name], columns, aggregates, filter });
  const all = await view.to_columns();
  await view.delete();
  const out = [];
  all.__ROW_PATH__.forEach((path, row) => {
    // The first row is the total.
    if (path.length > 0) out.push({ key: name === 'date' ? dayOf(Number(new Date(path[0]))) : path[0], values: columns.map((column) => all[column][row]) });
  });
  return out;
}

contest({
  async load(address, format) {
    perspective.init_server(fetch('perspective-server.wasm'));
    perspective.init_client(fetch('perspective-js.wasm'));
    const body = fetch(address).then((response) => (format === 'csv' ? response.text() : response.arrayBuffer()));
    const client = await perspective.worker();
    if (format === 'csv') {
      table = await client.table(await body);
      return;
    }
    const { default: init, readParquet } = await import('parquet-wasm/esm');
    await init({ module_or_path: new URL('parquet_wasm_bg.wasm', location.href).href });
    const stream = readParquet(new Uint8Array(await body)).intoIPCStream();
    table = await client.table(stream.slice().buffer, { format: 'arrow' });
  },
  first: () => rows('channel', []),
  async linked({ segment, from, to }) {
    const filter = [['date', '>=', isoOf(from)], ['date', '<', isoOf(to)]];
    if (segment !== null) filter.push(['segment', '==', segment]);
    const [channel, day, region, ofSegment] = await Promise.all([
      rows('channel', filter, true),
      rows('date', filter),
      rows('region', filter),
      rows('segment', filter),
    ]);
    return { channel, day, region, segment: ofSegment };
  },
});
