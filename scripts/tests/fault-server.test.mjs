// The faults that the browser tests rest on are really those, seen with nothing but node:http.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { csvOf, start } from '../../tests/e2e/fault-server.mjs';

const whole = csvOf(20);
let server;

before(async () => {
  server = await start();
});
after(() => server.stop());

/** Asks, and says how it ended: `all`, `lost`, or `silence` after 2 s without a byte. */
function ask(path, { headers = {}, method = 'GET', port = server.port, most = Infinity } = {}) {
  return new Promise((done) => {
    const chunks = [];
    let head = {};
    let n = 0;
    const end = (how) => {
      clearTimeout(timer);
      asked.destroy();
      done({ how, status: head.statusCode, headers: head.headers ?? {}, body: Buffer.concat(chunks) });
    };
    let timer = setTimeout(end, 2_000, 'silence');
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      head = response;
      response.on('data', (chunk) => {
        chunks.push(chunk);
        n += chunk.length;
        clearTimeout(timer);
        timer = setTimeout(end, 2_000, 'silence');
        if (n >= most) end('enough');
      });
      response.on('end', () => end(response.complete ? 'all' : 'lost'));
      response.on('error', () => end('lost'));
    });
    asked.on('error', () => end('lost'));
    asked.end();
  });
}

test('it prints its two ports as JSON', async () => {
  const child = spawn(process.execPath, ['tests/e2e/fault-server.mjs', '--port', '0']);
  const { port, otherPort } = JSON.parse(await new Promise((done) => child.stdout.once('data', done)));
  assert.equal((await ask('/ok.csv', { port: otherPort })).status, 200);
  assert.ok((await ask('/', { port })).body.includes('/drop'));
  child.kill();
});

test('a good file has tags, parts and a length', async () => {
  const { status, headers, body } = await ask('/ok.csv');
  assert.deepEqual([status, headers.etag, headers['content-length']], [200, '"v1"', String(whole.length)]);
  assert.deepEqual(body, whole);
  const part = await ask('/ok.csv', { headers: { Range: 'bytes=10-19', 'If-Range': '"v1"' } });
  assert.deepEqual([part.status, part.headers['content-range'], String(part.body)], [206, `bytes 10-19/${whole.length}`, String(whole.subarray(10, 20))]);
  assert.equal((await ask('/ok.csv', { headers: { Range: 'bytes=10-', 'If-Range': '"v0"' } })).status, 200);
  assert.equal((await ask('/ok.csv', { headers: { Range: 'bytes=99999-' } })).status, 416);
});

test('another page may read it, unless told otherwise', async () => {
  assert.equal((await ask('/ok.csv')).headers['access-control-allow-origin'], '*');
  assert.equal((await ask('/ok.csv?cors=plain')).headers['access-control-expose-headers'], undefined);
  assert.equal((await ask('/ok.csv?cors=no')).headers['access-control-allow-origin'], undefined);
  const leave = { headers: { 'Access-Control-Request-Headers': 'authorization' }, method: 'OPTIONS' };
  assert.equal((await ask('/private', leave)).headers['access-control-allow-headers'], 'authorization');
  assert.equal((await ask('/private?allow=none', leave)).headers['access-control-allow-headers'], undefined);
});

test('each status is answered, and recovers where that is asked for', async () => {
  for (const code of [401, 403, 404, 410, 429, 500, 503]) assert.equal((await ask(`/status?code=${code}`)).status, code);
  assert.equal((await ask('/status?code=429&after=7')).headers['retry-after'], '7');
  assert.ok(Date.parse((await ask('/status?code=503&after=date')).headers['retry-after']) > Date.now());
  const statuses = [];
  for (let n = 0; n < 3; n += 1) statuses.push((await ask('/status?code=503&times=2&key=a')).status);
  assert.deepEqual(statuses, [503, 503, 200]);
});

test('connections hang, break and drip', async () => {
  const [before, after, lost, half, drip] = await Promise.all(
    ['/hang-before', '/hang-after?bytes=50', '/drop-before', '/drop?bytes=50', '/drip?bytes=5&every=20'].map((path) => ask(path, { most: path.startsWith('/drip') ? 20 : Infinity })),
  );
  assert.deepEqual([before.how, before.status], ['silence', undefined]);
  assert.deepEqual([after.how, after.body.length], ['silence', 50]);
  assert.deepEqual([lost.how, lost.status], ['lost', undefined]);
  assert.deepEqual([half.how, half.body.length, half.headers['content-length']], ['lost', 50, String(whole.length)]);
  assert.deepEqual([drip.how, drip.body.length], ['enough', 20]);
  assert.equal((await ask('/short?bytes=50')).how, 'all');
});

test('what broke off goes on where it broke, or begins anew', async () => {
  const rest = { headers: { Range: 'bytes=50-' } };
  const first = await ask('/drop?bytes=50&times=1&key=b');
  const second = await ask('/drop?bytes=50&times=1&key=b', rest);
  assert.equal(second.status, 206);
  assert.deepEqual(Buffer.concat([first.body, second.body]), whole);
  const third = await ask('/drop?bytes=50&times=2&key=c', rest);
  assert.deepEqual([third.status, third.how, third.body.length], [206, 'lost', 50]);
  await ask('/drop?times=1&ranges=no&key=d');
  assert.equal((await ask('/drop?times=1&ranges=no&key=d', rest)).status, 200);
  await ask('/drop?times=1&changes=yes&key=e');
  assert.equal((await ask('/drop?times=1&changes=yes&key=e', { headers: { Range: 'bytes=50-', 'If-Range': '"v1"' } })).status, 200);
  for (const [query, etag] of [['etag=weak', 'W/"v1"'], ['etag=no', undefined]]) assert.equal((await ask(`/drop?${query}`)).headers.etag, etag);
});

test('redirects lead to the other port, here, or round', async () => {
  assert.equal((await ask('/redirect')).headers.location, `http://127.0.0.1:${server.otherPort}/ok.csv?cors=yes`);
  assert.equal((await ask('/redirect-here')).headers.location, '/ok.csv');
  assert.equal((await ask('/redirect-loop')).headers.location, '/redirect-loop');
});

test('content is not what it says', async () => {
  assert.match(String((await ask('/html')).body), /^<!doctype html>/);
  assert.equal((await ask('/wrong-type')).headers['content-type'], 'image/png');
  assert.equal((await ask('/empty')).body.length, 0);
  assert.equal((await ask('/no-content')).status, 204);
  const cut = (await ask('/cut.csv.gz')).body;
  assert.throws(() => gunzipSync(cut), /unexpected end/);
  const manifest = String((await ask('/no-json/datapackage.json')).body);
  assert.throws(() => JSON.parse(manifest));
  assert.equal(JSON.parse((await ask('/loop/datapackage.json')).body).resources[0].path, 'datapackage.json');
  assert.equal(JSON.parse((await ask('/datapackage.json?refresh=5')).body).miyar.refresh, 5);
});

test('a bomb is honest gzip and very dense', async () => {
  const { body } = await ask('/bomb.csv.gz?mb=8');
  const plain = gunzipSync(body);
  assert.ok(plain.length >= 8 << 20 && body.length * 300 < plain.length, `${body.length} → ${plain.length}`);
  assert.ok(String(plain.subarray(0, 60)).startsWith('day,channel,orders\n2026-01-01,email,1\n'));
});

test('large things are streamed and large', async () => {
  const line = await ask('/long-line?mb=3');
  assert.equal(line.body.length, 3 * (1 << 20) + 'day,channel,orders\n2026-01-01,,1\n'.length);
  assert.equal(String((await ask('/many-columns?columns=5')).body), 'day,channel,orders,c3,c4\n2026-01-01,email,1,1,1\n');
  assert.equal((await ask('/endless', { most: 1_000_000 })).how, 'enough');
});

test('a version is known again, and content changes when it should', async () => {
  assert.equal((await ask('/etag', { headers: { 'If-None-Match': '"v1"' } })).status, 304);
  assert.equal((await ask('/etag')).status, 200);
  const { headers } = await ask('/modified');
  assert.equal((await ask('/modified', { headers: { 'If-Modified-Since': headers['last-modified'] } })).status, 304);
  const tags = [];
  for (let n = 0; n < 3; n += 1) tags.push((await ask('/changes?at=3&key=f')).headers.etag);
  assert.deepEqual(tags, ['"v1"', '"v1"', '"v2"']);
});

test('a private file needs its header, and its value stands in no log', async () => {
  assert.equal((await ask('/private')).status, 401);
  assert.equal((await ask('/private', { headers: { Authorization: 'Bearer of-nothing' } })).status, 200);
  assert.equal((await ask('/private?header=x-key&value=1', { headers: { 'X-Key': '2' } })).status, 401);
  const { body } = await ask('/log');
  assert.ok(JSON.parse(body).some(({ url, headers }) => url === '/private' && headers.includes('authorization')));
  assert.ok(!body.includes('of-nothing'));
});
