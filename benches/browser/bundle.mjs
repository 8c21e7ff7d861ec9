// Makes the contestants' pages: node benches/browser/bundle.mjs --out FOLDER [--engine FOLDER]
//
// `--engine`: where wasm-bindgen has put Miyar's engine.

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, 'node_modules');
const { values: options } = parseArgs({ options: { out: { type: 'string' }, engine: { type: 'string' } } });

const pages = ['fetch', 'hand_csv', 'hand_parquet', 'crossfilter', 'arquero', 'perspective', 'miyar', 'miyar.worker'];
const duckdbs = { 'duckdb-1.28': 'duckdb-wasm-1.28', 'duckdb-1.32': '@duckdb/duckdb-wasm' };

rmSync(options.out, { recursive: true, force: true });
mkdirSync(options.out, { recursive: true });
const copy = (from, folder = '') => {
  mkdirSync(join(options.out, folder), { recursive: true });
  copyFileSync(from, join(options.out, folder, basename(from)));
};

const common = { bundle: true, minify: true, format: 'esm', target: 'es2022', logLevel: 'error', nodePaths: [packages], define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' } };
for (const page of pages) {
  await build({ ...common, entryPoints: [join(here, 'contestants', `${page}.js`)], outfile: join(options.out, `${page}.js`), external: ['./miyar_bench.js'] });
  write(page);
}
for (const [page, name] of Object.entries(duckdbs)) {
  const files = join(packages, name, 'dist');
  await build({ ...common, entryPoints: [join(here, 'contestants', 'duckdb.js')], outfile: join(options.out, `${page}.js`), alias: { '@duckdb/duckdb-wasm': join(files, 'duckdb-browser.mjs') } });
  for (const file of ['duckdb-eh.wasm', 'duckdb-browser-eh.worker.js']) copy(join(files, file), page);
  write(page);
}
copy(join(packages, 'parquet-wasm/esm/parquet_wasm_bg.wasm'));
copy(join(packages, '@perspective-dev/server/dist/wasm/perspective-server.wasm'));
copy(join(packages, '@perspective-dev/client/dist/wasm/perspective-js.wasm'));
if (options.engine) for (const file of ['miyar_bench.js', 'miyar_bench_bg.wasm']) copy(join(options.engine, file));

function write(page) {
  if (!page.includes('.worker')) {
    writeFileSync(join(options.out, `${page}.html`), `<!doctype html><meta charset="utf-8"><title>${page}</title><link rel="icon" href="data:,"><body><script type="module" src="${page}.js"></script>`);
  }
}

/** Versions of the packages, for the table. */
const versions = {};
for (const name of Object.keys(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies)) {
  const file = join(packages, name, 'package.json');
  if (existsSync(file)) versions[name] = JSON.parse(readFileSync(file, 'utf8')).version;
}
writeFileSync(join(options.out, 'versions.json'), JSON.stringify(versions, null, 1));
