// Finishes what Trunk has built, before it becomes dist/. Trunk runs this after every build (see Trunk.toml).
//
// 1. The style sheets become one file with a hash in its name.
// 2. Workers get a hash in their names, which Trunk gives the application only; a page of today must not meet a
//    worker of yesterday from a cache. <meta name="miyar-worker"> holds the address to give to `new Worker()`.
// 3. A script of its own starts the computing worker at once, beside the application and not after it.
// 4. Trunk's inline script becomes a file, so that the page's policy needs no 'unsafe-inline'.
//
// Fails where the page would not hold to its policy, or a style sheet names a file that is not there.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const source = process.env.TRUNK_SOURCE_DIR ?? '.';
const staging = process.env.TRUNK_STAGING_DIR ?? 'dist';
const isRelease = process.env.TRUNK_PROFILE !== 'debug';

const page = join(staging, 'index.html');
let html = readFileSync(page, 'utf8');

html = bundleStyles(html);
html = versionWorkers(html);
html = moveInlineScript(startWorkerEarly(html));
html = tidyPreload(html);
html = checkPolicy(html);

writeFileSync(page, html);

function fail(sentence) {
  console.error(`finish: ${sentence}`);
  process.exit(1);
}

// 16 hexadecimal digits, as Trunk gives its own files.
function hash(...contents) {
  const sum = createHash('sha256');
  for (const content of contents) sum.update(content);
  return sum.digest('hex').slice(0, 16);
}

function integrity(content) {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}

/** Replaces `<link rel="stylesheet" href="style/…">` by a link to the bundle. */
function bundleStyles(html) {
  return html.replace(/<link rel="stylesheet" href="(style\/[^"]*)">/g, (_, href) => {
    const css = href.endsWith('/') ? folder(href) : sheet(resolve(source, href));
    const squeezed = squeeze(css);
    for (const [, address] of squeezed.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)) {
      if (/^(data:|#)/.test(address)) continue;
      // The bundle lies beside index.html, so addresses in it are those of public/.
      if (!existsSync(join(staging, address.replace(/[?#].*$/, '')))) {
        fail(`${href} names url(${address}), and public/ has no such file (addresses begin at the root of public/)`);
      }
    }
    const name = `style-${hash(squeezed)}.css`;
    writeFileSync(join(staging, name), squeezed);
    return `<link rel="stylesheet" href="./${name}" integrity="${integrity(squeezed)}">`;
  });
}

/** All sheets of a folder: main.css with its imports where there is one, otherwise tokens.css and then by name. */
function folder(href) {
  const path = resolve(source, href);
  const names = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.css')).sort() : [];
  if (names.includes('main.css')) return sheet(join(path, 'main.css'));
  const first = names.filter((name) => name === 'tokens.css');
  const rest = names.filter((name) => name !== 'tokens.css');
  return [...first, ...rest].map((name) => sheet(join(path, name))).join('\n');
}

/** A sheet with its `@import "x.css" layer(y);` in place. */
function sheet(path) {
  if (!existsSync(path)) fail(`there is no style sheet ${path}`);
  const css = readFileSync(path, 'utf8');
  return css.replace(/^@import\s+(?:url\()?["']([^"']+)["']\)?\s*(?:layer\(([\w.-]+)\))?\s*;/gm, (_, name, layer) => {
    const imported = sheet(resolve(path, '..', name));
    return layer ? `@layer ${layer} {\n${imported}\n}` : imported;
  });
}

/** Drops comments, indentation and empty lines; strings stay as they are. */
function squeeze(css) {
  return css
    .replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[^]*?\*\//g, (_, string) => string ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Makes of `<name>worker.js` and `<name>worker_bg.wasm` a script that starts itself, and tells the page its address. */
function versionWorkers(html) {
  const names = readdirSync(staging)
    .map((file) => /^(\w*worker)\.js$/.exec(file)?.[1])
    .filter((name) => name !== undefined && existsSync(join(staging, `${name}_bg.wasm`)));
  if (!names.includes('worker')) fail('Trunk has built no worker.js');
  for (const name of names) {
    const js = join(staging, `${name}.js`);
    const wasm = join(staging, `${name}_bg.wasm`);
    const glue = readFileSync(js, 'utf8');
    const versioned = `${name}-${hash(glue, readFileSync(wasm))}`;
    renameSync(wasm, join(staging, `${versioned}_bg.wasm`));
    // Glue and start in one file: a loader with importScripts() would cost a round trip more. Addresses in a worker
    // are relative to its own script. A rejected promise would reach nobody; an error that is thrown reaches the
    // page's `worker.onerror`.
    const start = `wasm_bindgen({ module_or_path: './${versioned}_bg.wasm' }).catch((error) => setTimeout(() => { throw error; }));`;
    writeFileSync(join(staging, `${versioned}.js`), `${glue}\n${start}\n`);
    rmSync(js);
    const meta = `<meta name="miyar-${name.replaceAll('_', '-')}" content="./${versioned}.js">`;
    html = html.replace('</head>', `${meta}\n</head>`);
  }
  return html;
}

/**
 * Starts the computing worker while the application is still on its way, and keeps what it says until then for
 * src/browser/port.rs. Its name is the one that the application would give it. The script is no module: it has run
 * before the application begins.
 */
function startWorkerEarly(html) {
  const script = `{
const content = (name) => document.querySelector('meta[name="' + name + '"]')?.content ?? '';
const names = ['miyar-sheet-worker', 'miyar-parquet-worker'];
const name = names.map((each) => content(each) && new URL(content(each), document.baseURI).href).join('\\n');
const address = content('miyar-worker');
const early = { address, name, said: [], failed: false, worker: new Worker(address, { name }) };
early.worker.onmessage = (event) => early.said.push(event);
early.worker.onerror = () => (early.failed = true);
globalThis.miyarEarly = early;
}
`;
  const file = `early-${hash(script)}.js`;
  writeFileSync(join(staging, file), script);
  return html.replace('</head>', `<script src="./${file}" integrity="${integrity(script)}"></script>\n</head>`);
}

/** Writes Trunk's `<script type="module">…</script>` to a file of its own. */
function moveInlineScript(html) {
  return html.replace(/<script type="module">([^]*?)<\/script>/g, (_, body) => {
    const script = `${body.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n')}\n`;
    const name = `boot-${hash(script)}.js`;
    writeFileSync(join(staging, name), script);
    return `<script type="module" src="./${name}" integrity="${integrity(script)}"></script>`;
  });
}

/** Drops the integrity of the wasm's preload: Chromium knows none for `as="fetch"` and warns on every start. */
function tidyPreload(html) {
  return html.replace(/(<link rel="preload"[^>]*?) integrity="[^"]*"([^>]* as="fetch")/g, '$1$2');
}

function checkPolicy(html) {
  const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>\n?/;
  const inline = /<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|\sstyle="|\son\w+="/.exec(html.replace(/<!--[^]*?-->/g, ''));
  if (!policy.test(html)) fail('index.html has lost its Content-Security-Policy');
  if (inline === null) return html;
  // `make dev` reloads the page by an inline script of Trunk's own.
  if (!isRelease) return html.replace(policy, '');
  return fail(`index.html has ${inline[0]} in line, which its Content-Security-Policy forbids`);
}
