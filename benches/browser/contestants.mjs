// Who takes part, in the order of the tables.
//
// `page`: a script in contestants/, or `app` for Miyar as it is shipped; `terms`: what it is told in its address;
// `runs`: the repetitions are `few` for those that no goal names; `of`: the npm packages whose versions are noted.

const DUCKDB = ['duckdb-wasm-1.28'];
const DUCKDB_LATER = ['@duckdb/duckdb-wasm'];

export const contestants = [
  { id: 'app', name: 'Miyar, the application', page: 'app', formats: ['csv', 'parquet'], of: [] },
  { id: 'engine', name: "Miyar's engine in a worker", page: 'miyar', formats: ['csv', 'parquet'], of: [] },
  { id: 'fetch', name: 'fetch() alone', page: 'fetch', formats: ['csv', 'parquet'], of: [] },
  { id: 'hand', name: 'JavaScript by hand, typed arrays', page: 'hand_csv', formats: ['csv'], of: [] },
  { id: 'hand', name: 'hyparquet and JavaScript by hand', page: 'hand_parquet', formats: ['parquet'], of: ['hyparquet', 'hyparquet-compressors'] },
  { id: 'duckdb128', name: 'DuckDB-WASM 1.28, table', page: 'duckdb-1.28', formats: ['csv', 'parquet'], terms: 'files=duckdb-1.28', of: DUCKDB },
  { id: 'duckdb128view', name: 'DuckDB-WASM 1.28, view', page: 'duckdb-1.28', formats: ['parquet'], terms: 'files=duckdb-1.28&view=1', of: DUCKDB },
  { id: 'duckdb132', name: 'DuckDB-WASM 1.32, table', page: 'duckdb-1.32', formats: ['csv'], terms: 'files=duckdb-1.32', of: DUCKDB_LATER },
  { id: 'duckdb132', name: 'DuckDB-WASM 1.32 after parquet-wasm', page: 'duckdb-1.32', formats: ['parquet'], terms: 'files=duckdb-1.32&arrow=1', of: [...DUCKDB_LATER, 'parquet-wasm'] },
  { id: 'crossfilter', name: 'crossfilter2 after Papa Parse', page: 'crossfilter', formats: ['csv'], few: true, of: ['crossfilter2', 'papaparse'] },
  { id: 'crossfilter', name: 'crossfilter2 after hyparquet', page: 'crossfilter', formats: ['parquet'], few: true, of: ['crossfilter2', 'hyparquet'] },
  { id: 'arquero', name: 'Arquero', page: 'arquero', formats: ['csv'], few: true, of: ['arquero'] },
  { id: 'arquero', name: 'Arquero after parquet-wasm', page: 'arquero', formats: ['parquet'], few: true, of: ['arquero', 'parquet-wasm'] },
  { id: 'perspective', name: 'Perspective', page: 'perspective', formats: ['csv'], few: true, of: ['@perspective-dev/client'] },
  { id: 'perspective', name: 'Perspective after parquet-wasm', page: 'perspective', formats: ['parquet'], few: true, of: ['@perspective-dev/client', 'parquet-wasm'] },
];

/** Those of a format that were asked for, by id: `csv`, «hand,duckdb128». All where nothing is asked for. */
export function chosen(format, ids) {
  const wanted = (ids ?? '').split(',').map((id) => id.trim()).filter(Boolean);
  const unknown = wanted.filter((id) => contestants.every((contestant) => contestant.id !== id));
  if (unknown.length > 0) throw new Error(`no contestant is called ${unknown.join(', ')}`);
  return contestants.filter(({ id, formats }) => formats.includes(format) && (wanted.length === 0 || wanted.includes(id)));
}
