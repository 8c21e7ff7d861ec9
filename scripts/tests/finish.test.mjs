// What is published is what scripts/finish.mjs leaves: its promises are checked here on a staging folder of few files.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

const page = (body = '') => `<!doctype html>
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<link rel="stylesheet" href="style/">
<script type="module">
import init from './app-1.js';
await init({ module_or_path: './app-1_bg.wasm' });
</script>
<link rel="preload" href="./app-1_bg.wasm" crossorigin="anonymous" integrity="sha384-x" as="fetch" type="application/wasm">
</head>
<body>${body}</body>
`;

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'miyar-finish-'));
  mkdirSync(join(folder, 'style'));
  mkdirSync(join(folder, 'staging'));
  put('staging/index.html', page());
  put('staging/worker.js', 'let wasm_bindgen;');
  put('staging/worker_bg.wasm', 'wasm');
});

afterEach(() => rmSync(folder, { recursive: true }));

function put(name, text) {
  writeFileSync(join(folder, name), text);
}

function built(pattern) {
  const name = readdirSync(join(folder, 'staging')).find((one) => pattern.test(one));
  return { name, text: name && readFileSync(join(folder, 'staging', name), 'utf8') };
}

function finish(profile = 'release') {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/finish.mjs'], {
    encoding: 'utf8',
    env: { ...process.env, TRUNK_SOURCE_DIR: folder, TRUNK_STAGING_DIR: join(folder, 'staging'), TRUNK_PROFILE: profile },
  });
  return { status, stderr, html: built(/^index\.html$/).text };
}

test('the sheets become one, tokens first, without comments', () => {
  put('style/base.css', '@layer base {\n  /* why */\n  p { content: "/* kept */"; }\n}\n');
  put('style/tokens.css', '@layer tokens, base;\n');
  const { html } = finish();
  const style = built(/^style-.*\.css$/);
  assert.equal(style.text, '@layer tokens, base;\n@layer base {\np { content: "/* kept */"; }\n}');
  assert.ok(html.includes(`href="./${style.name}"`));
});

test('a main sheet brings its imports in their order', () => {
  put('style/main.css', '@import "z.css" layer(first);\n@import "./a.css";\n');
  put('style/a.css', 'p { margin: 0 }');
  put('style/z.css', 'b { margin: 0 }');
  finish();
  assert.equal(built(/^style-/).text, '@layer first {\nb { margin: 0 }\n}\np { margin: 0 }');
});

test('a sheet that names a missing file fails', () => {
  put('style/base.css', 'p { background: url("fonts/none.woff2") }');
  const { status, stderr } = finish();
  assert.equal(status, 1);
  assert.match(stderr, /url\(fonts\/none\.woff2\)/);
});

test('the worker starts itself and the page knows its address', () => {
  const { html } = finish();
  const script = built(/^worker-\w{16}\.js$/);
  assert.ok(html.includes(`<meta name="miyar-worker" content="./${script.name}">`));
  assert.ok(script.text.includes(`./${built(/^worker-\w{16}_bg\.wasm$/).name}`));
  assert.equal(built(/^worker\.js$/).name, undefined);
});

test('the worker is started before the application, by a script with the digest that the page says', () => {
  const { html } = finish();
  const script = built(/^early-.*\.js$/);
  const digest = createHash('sha384').update(script.text).digest('base64');
  assert.ok(html.includes(`src="./${script.name}" integrity="sha384-${digest}"`));
  const metas = { 'miyar-worker': './worker-1.js', 'miyar-sheet-worker': './sheet-1.js' };
  const started = [];
  const scope = {
    document: {
      baseURI: 'https://host/folder/',
      querySelector: (asked) => Object.entries(metas).map(([name, content]) => asked.includes(`"${name}"`) && { content }).find(Boolean) || null,
    },
    URL,
    Worker: function (address, { name }) {
      started.push([address, name]);
    },
  };
  new Function(...Object.keys(scope), 'globalThis', script.text)(...Object.values(scope), scope);
  // A line for each kind of reader, also for one that was not built.
  assert.deepEqual(started, [['./worker-1.js', 'https://host/folder/sheet-1.js\n']]);
  scope.miyarEarly.worker.onmessage('ready');
  scope.miyarEarly.worker.onerror();
  assert.deepEqual([scope.miyarEarly.said, scope.miyarEarly.failed], [['ready'], true]);
});

test('another wasm gives the worker another name', () => {
  finish();
  const { name } = built(/^worker-\w{16}\.js$/);
  put('staging/index.html', page());
  put('staging/worker.js', 'let wasm_bindgen;');
  put('staging/worker_bg.wasm', 'wasm 2');
  rmSync(join(folder, 'staging', name));
  finish();
  assert.notEqual(built(/^worker-\w{16}\.js$/).name, name);
});

test('no script stays in the page, and its file has the digest that the page says', () => {
  const { html } = finish();
  const script = built(/^boot-.*\.js$/);
  const digest = createHash('sha384').update(script.text).digest('base64');
  assert.ok(html.includes(`<script type="module" src="./${script.name}" integrity="sha384-${digest}"></script>`));
  assert.match(script.text, /module_or_path/);
  assert.ok(!/as="fetch"[^>]*integrity|integrity[^>]*as="fetch"/.test(html));
});

test('a release with anything in line fails, a debug build loses the policy instead', () => {
  put('staging/index.html', page('<script>reload()</script>'));
  assert.equal(finish().status, 1);
  put('staging/index.html', page('<script>reload()</script>'));
  put('staging/worker.js', '');
  put('staging/worker_bg.wasm', '');
  const { status, html } = finish('debug');
  assert.equal(status, 0);
  assert.ok(!html.includes('Content-Security-Policy'));
});
