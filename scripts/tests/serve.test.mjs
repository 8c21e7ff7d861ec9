// The server is what the browser tests trust: its answers are checked here without a browser.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'miyar-serve-'));
let server;
let port;

before(async () => {
  mkdirSync(join(folder, 'dist', 'sub'), { recursive: true });
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'dist', 'index.html'), `<!doctype html>${'<p>'.repeat(400)}`);
  writeFileSync(join(folder, 'dist', 'sub', 'index.html'), 'sub');
  writeFileSync(join(folder, 'dist', 'app.wasm'), Buffer.alloc(2000));
  writeFileSync(join(folder, 'dist', 'empty.csv'), '');
  writeFileSync(join(folder, 'data', 'rows.csv'), '0123456789');
  server = spawn(process.execPath, [
    'scripts/serve.mjs', '--root', join(folder, 'dist'), '--port', '0',
    '--mount', `/data=${join(folder, 'data')}`, '--mount', `/absent=${join(folder, 'absent')}`,
  ]);
  const words = await new Promise((done) => server.stdout.once('data', (bytes) => done(String(bytes))));
  port = /:(\d+)\//.exec(words)[1];
});

after(() => {
  server.kill();
  rmSync(folder, { recursive: true });
});

/** Asks as it stands: `fetch` would tidy the path. */
function ask(path, headers = {}, method = 'GET') {
  return new Promise((done, fail) => {
    request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    }).on('error', fail).end();
  });
}

test('a file has its type and its length', async () => {
  const { status, headers, body } = await ask('/app.wasm');
  assert.equal(status, 200);
  assert.equal(headers['content-type'], 'application/wasm');
  assert.equal(headers['content-length'], '2000');
  assert.equal(body.length, 2000);
});

test('a folder with a slash is its index.html, without one it is moved', async () => {
  assert.equal((await ask('/sub/?feed=x')).body.toString(), 'sub');
  const moved = await ask('/sub');
  assert.equal(moved.status, 301);
  assert.equal(moved.headers.location, './sub/');
});

test('an unknown address is not found: there is no fallback', async () => {
  assert.equal((await ask('/channels')).status, 404);
  assert.equal((await ask('/absent/rows.csv')).status, 404);
});

test('no address leads out of its folder', async () => {
  for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/data/../../secret.txt', '/data/%2e%2e%2fsecret.txt', '/..%5csecret.txt', '/%00', '/%']) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert.ok(!body.includes('secret'), path);
  }
});

test('a mount is served beside the root', async () => {
  const { headers, body } = await ask('/data/rows.csv');
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8');
  assert.equal(body.toString(), '0123456789');
});

test('ranges are answered, and one outside the file is refused', async () => {
  const part = async (range) => ask('/data/rows.csv', { Range: range });
  assert.equal((await part('bytes=2-4')).body.toString(), '234');
  assert.equal((await part('bytes=7-')).body.toString(), '789');
  assert.equal((await part('bytes=-3')).body.toString(), '789');
  assert.equal((await part('bytes=2-4')).headers['content-range'], 'bytes 2-4/10');
  assert.equal((await part('bytes=2-4')).status, 206);
  assert.equal((await part('bytes=10-')).status, 416);
  assert.equal((await part('lines=1-2')).status, 200);
});

test('a known version is not sent again', async () => {
  const { headers } = await ask('/data/rows.csv');
  assert.equal((await ask('/data/rows.csv', { 'If-None-Match': headers.etag })).status, 304);
  assert.equal((await ask('/data/rows.csv', { 'If-Modified-Since': headers['last-modified'] })).status, 304);
  assert.equal((await ask('/data/rows.csv', { 'If-None-Match': '"other"' })).status, 200);
});

test('text and wasm are packed for who takes Brotli', async () => {
  const packed = await ask('/index.html', { 'Accept-Encoding': 'gzip, br' });
  assert.equal(packed.headers['content-encoding'], 'br');
  assert.equal(Number(packed.headers['content-length']), packed.body.length);
  assert.equal((await ask('/index.html')).headers['content-encoding'], undefined);
});

test('HEAD has the headers and no body, other methods are refused, an empty file is empty', async () => {
  const head = await ask('/app.wasm', {}, 'HEAD');
  assert.equal(head.headers['content-length'], '2000');
  assert.equal(head.body.length, 0);
  assert.equal((await ask('/app.wasm', {}, 'POST')).status, 405);
  assert.equal((await ask('/empty.csv')).headers['content-length'], '0');
});
