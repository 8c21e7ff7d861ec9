// Parquet by hyparquet, a column at a time into typed arrays.

import { parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { contest, dayOf } from './contest.js';
import { Columns } from './typed.js';

let columns;

/** Puts a piece of a column into place. */
function put(name, values, start) {
  if (name === 'date') values.forEach((date, at) => (columns.day[start + at] = dayOf(Number(date))));
  else if (columns.codes[name]) values.forEach((text, at) => (columns[name][start + at] = columns.code(name, text)));
  else if (name === 'revenue' || name === 'cost') values.forEach((value, at) => (columns[name][start + at] = Math.round(value * 100)));
  else values.forEach((value, at) => (columns[name][start + at] = Number(value)));
}

contest({
  async load(address) {
    const file = await (await fetch(address)).arrayBuffer();
    const metadata = await parquetMetadataAsync(file);
    columns = new Columns(Number(metadata.num_rows));
    columns.n = Number(metadata.num_rows);
    await parquetRead({ file, metadata, compressors, onChunk: ({ columnName, columnData, rowStart }) => put(columnName, columnData, rowStart) });
  },
  first: async () => columns.byChannel(),
  linked: (filter) => columns.linked(filter),
});
