// DuckDB, in the version that the bundle was made with: a table, or a view of the file where it is (`view=1`).
//
// Since 1.29 Parquet is an extension that is fetched from elsewhere: there the file is decoded by parquet-wasm (`arrow=1`).

import * as duckdb from '@duckdb/duckdb-wasm';
import { contest, isoOf } from './contest.js';

const MEASURES = ['revenue', 'cost', 'orders', 'conversions'];
const SUMS = MEASURES.map((name) => `sum(${name})::DOUBLE AS ${name}`).join(', ');
const CUSTOMERS = 'count(DISTINCT customer_id)::DOUBLE AS customers';

let connection;

async function rows(key, values, where) {
  const table = await connection.query(`SELECT ${key} AS key, ${values} FROM orders ${where} GROUP BY 1`);
  const [keys, ...columns] = table.schema.fields.map(({ name }) => table.getChild(name));
  return Array.from({ length: table.numRows }, (_, row) => ({ key: keys.get(row), values: columns.map((column) => column.get(row)) }));
}

contest({
  async load(address, format, terms) {
    const file = (name) => new URL(name, location.href).href;
    const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(file(`${terms.get('files')}/duckdb-browser-eh.worker.js`)));
    const isView = terms.has('view');
    const bytes = isView ? null : fetch(address).then((response) => response.arrayBuffer());
    await database.instantiate(file(`${terms.get('files')}/duckdb-eh.wasm`));
    connection = await database.connect();
    if (terms.has('arrow')) {
      const { default: init, readParquet } = await import('parquet-wasm/esm');
      await init({ module_or_path: file('parquet_wasm_bg.wasm') });
      const stream = readParquet(new Uint8Array(await bytes)).intoIPCStream();
      await connection.insertArrowFromIPCStream(stream, { name: 'orders', create: true });
      return;
    }
    const name = `orders.${format}`;
    if (isView) await database.registerFileURL(name, address, duckdb.DuckDBDataProtocol.HTTP, false);
    else await database.registerFileBuffer(name, new Uint8Array(await bytes));
    const source = format === 'csv' ? `read_csv_auto('${name}')` : `read_parquet('${name}')`;
    await connection.query(`CREATE ${isView ? 'VIEW' : 'TABLE'} orders AS SELECT * FROM ${source}`);
  },
  first: () => rows('channel', SUMS, ''),
  async linked({ segment, from, to }) {
    const isOfSegment = segment === null ? '' : `AND segment = '${segment}'`;
    const where = `WHERE date >= DATE '${isoOf(from)}' AND date < DATE '${isoOf(to)}' ${isOfSegment}`;
    return {
      channel: await rows('channel', `${SUMS}, ${CUSTOMERS}`, where),
      day: await rows(`(date - DATE '${isoOf(0)}')::INT`, SUMS, where),
      region: await rows('region', SUMS, where),
      segment: await rows('segment', SUMS, where),
    };
  },
});
