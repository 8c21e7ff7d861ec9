// Prints the bytes of every file in dist/ — raw, gzip 9, Brotli 11 — by group, against budget.toml.
//
//   node scripts/size.mjs [--root dist]
//
// Ends with 1 where a group is over its budget. One line a group, `size: <group> ok|over …`, is for scripts to read.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const KB = 1024;

const { values: options } = parseArgs({ options: { root: { type: 'string', default: 'dist' } } });
const groups = groupsFromToml(readFileSync('budget.toml', 'utf8'));
const other = { name: 'other', patterns: [/^/], budget: undefined, files: [] };

let names;
try {
  names = filesUnder(options.root).sort();
} catch {
  console.error(`miyar: there is no ${options.root}/ to measure; run make build`);
  process.exit(1);
}
for (const name of names) {
  const group = [...groups, other].find(({ patterns }) => patterns.some((pattern) => pattern.test(name)));
  group.files.push({ name, ...measured(readFileSync(join(options.root, name))) });
}

const width = Math.max(...names.map((name) => name.length), 20) + 2;
console.log(row('file', 'raw', 'gzip', 'brotli'));
for (const group of [...groups, other]) {
  if (group.files.length === 0 && group === other) continue;
  console.log(`\n${group.name}`);
  for (const file of group.files) console.log(row(`  ${file.name}`, ...sizes(file).map(String)));
  const sum = total(group);
  const budget = group.budget === undefined ? '' : `  of ${group.budget} KB`;
  console.log(row('  = all', ...sizes(sum).map((bytes) => `${kb(bytes)} KB`)) + budget);
}

console.log('');
const checked = groups.filter(({ budget }) => budget !== undefined);
const over = checked.filter((group) => total(group).brotli > group.budget * KB);
for (const group of checked) {
  const verdict = over.includes(group) ? 'over' : 'ok';
  console.log(`size: ${group.name} ${verdict}, ${kb(total(group).brotli)} of ${group.budget} KB`);
}
for (const group of over) {
  const excess = total(group).brotli - group.budget * KB;
  console.error(`miyar: ${group.name} is ${kb(excess)} KB over its budget of ${group.budget} KB (Brotli 11)`);
}
process.exit(over.length === 0 ? 0 : 1);

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [relative(options.root, path).split(sep).join('/')];
  });
}

function measured(bytes) {
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  return { raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
}

function total({ files }) {
  const sum = (key) => files.reduce((all, file) => all + file[key], 0);
  return { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
}

function sizes({ raw, gzip, brotli }) {
  return [raw, gzip, brotli];
}

function kb(bytes) {
  return (bytes / KB).toFixed(1);
}

function row(name, ...cells) {
  return name.padEnd(width) + cells.map((cell) => cell.padStart(12)).join('');
}

/** Reads the part of TOML that budget.toml uses: tables, strings, numbers and one-line lists of strings. */
function groupsFromToml(text) {
  const groups = [];
  text.split('\n').forEach((line, index) => {
    const bare = line.trim();
    if (bare === '' || bare.startsWith('#')) return;
    const table = /^\[([\w-]+)\]$/.exec(bare);
    const pair = /^(\w+)\s*=\s*(\[.*\]|[\d.]+)$/.exec(bare);
    const group = groups.at(-1);
    if (table) groups.push({ name: table[1], patterns: [], budget: undefined, files: [] });
    else if (group && pair?.[1] === 'files') group.patterns = JSON.parse(pair[2]).map(patternFromGlob);
    else if (group && pair?.[1] === 'brotli_kb') group.budget = Number(pair[2]);
    else throw new Error(`budget.toml:${index + 1}: cannot read ${JSON.stringify(bare)}`);
  });
  return groups;
}

function patternFromGlob(glob) {
  const text = glob
    .split('**')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*'))
    .join('.*');
  return new RegExp(`^${text}$`);
}
