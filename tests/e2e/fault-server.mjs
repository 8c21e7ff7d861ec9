// A server that misbehaves in every way that feeds meet, each at an address of its own.
//
//   node tests/e2e/fault-server.mjs [--port 0] [--other-port 0]
//
// Prints {"port":…,"otherPort":…} and serves on both; the second is «another host». Addresses are listed at `/`.
// Every answer lets any page read it (CORS), unless `cors=no` is in the query; `cors=plain` exposes no further header.
// A fault that recovers counts by its whole address: give each test its own `key=…`. What was asked stands at /log.

import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as zlib from 'node:zlib';

const { constants, crc32, deflateRawSync, gzipSync } = zlib;

const MOST_ROWS = 10_000_000;
const MODIFIED = 'Sun, 01 Nov 2026 00:00:00 GMT';
const EXPOSED = 'Accept-Ranges, Content-Encoding, Content-Range, ETag, Retry-After';

/** Rows of orders by day and channel; `version` makes other numbers of the same length. */
export function csvOf(nRows, version = 1) {
  const rows = ['day,channel,orders'];
  for (let n = 0; n < nRows; n += 1) {
    const day = new Date(Date.UTC(2026, 0, 1 + (n % 300))).toISOString().slice(0, 10);
    rows.push(`${day},${n % 2 === 0 ? 'email' : 'store'},${String((n * 7 * version) % 90 + 10)}`);
  }
  return Buffer.from(`${rows.join('\n')}\n`);
}

/** A manifest of CSV files, each a table of its own. */
function manifestOf(paths, refresh) {
  const schema = { fields: [{ name: 'day', type: 'date' }, { name: 'channel', type: 'string' }, { name: 'orders', type: 'integer' }] };
  const miyar = { table: 'performance', map: { date: 'day', channel: 'channel', orders: 'orders' } };
  return {
    name: 'faults',
    miyar: { version: 1, default_period: 'all', ...(refresh === undefined ? {} : { refresh }) },
    resources: paths.map((path, at) => ({ name: at === 0 ? 'sales' : `sales-${at + 1}`, path, format: 'csv', schema, miyar })),
  };
}

/** Each fault: what its parameters are, and what it does with a request. */
const faults = {
  '/ok.csv': { says: 'rows=20', does: (ask) => ask.file() },
  '/datapackage.json': { says: 'path=ok.csv (any number of them), refresh=s', does: (ask) => ask.json(manifestOf(ask.paths(), ask.query.has('refresh') ? ask.count('refresh', 60) : undefined)) },
  '/kept/datapackage.json': { says: 'path=…; with an ETag, and 304', does: (ask) => ask.conditional({ ETag: '"m1"' }, JSON.stringify(manifestOf(ask.paths())), 'application/json') },
  '/no-json/datapackage.json': { says: 'a manifest that is no JSON', does: (ask) => ask.end(200, '{ "name": ', { 'Content-Type': 'application/json' }) },
  '/loop/datapackage.json': { says: 'a manifest that names itself', does: (ask) => ask.json(manifestOf(['datapackage.json'])) },

  '/status': { says: 'code=503, after=s|date, times=n: so often, then 200', does: status },
  '/hang-before': { says: 'times=n; no answer', does: (ask) => (ask.isOver() ? ask.file() : undefined) },
  '/hang-after': { says: 'bytes=n, times=n; begins and stops', does: (ask) => (ask.isOver() ? ask.file() : ask.begin(false)) },
  '/drop-before': { says: 'times=n; the connection breaks without an answer', does: (ask) => (ask.isOver() ? ask.file() : ask.socket.destroy()) },
  '/drop': { says: 'bytes=n, times=n, ranges=no, etag=no|weak, modified=no, length=no, changes=yes; breaks half-way', does: drop },
  '/short': { says: 'bytes=n; ends early as if that were all (chunked)', does: (ask) => ask.end(200, ask.body().subarray(0, ask.count('bytes', 100)), { 'Content-Type': 'text/csv', 'Transfer-Encoding': 'chunked' }, false) },
  '/drip': { says: 'bytes=1, every=1000 (ms)', does: drip },
  '/ignores-ranges': { says: 'the whole, whatever part is asked for', does: (ask) => ask.end(200, ask.body(), { 'Content-Type': 'text/csv' }) },
  '/part-unasked': { says: '206 although the whole was asked for', does: (ask) => ask.end(206, ask.body().subarray(0, 50), { 'Content-Type': 'text/csv', 'Content-Range': `bytes 0-49/${ask.body().length}` }) },

  '/redirect': { says: 'to=ok.csv: at the other port', does: (ask) => ask.end(302, '', { Location: `http://${ask.host.replace(/:\d+$/, '')}:${ask.otherPort}/${ask.text('to', 'ok.csv')}?cors=${ask.text('cors', 'yes')}` }) },
  '/private-redirect': { says: 'to the other port, once the header has come', does: (ask) => (ask.headers.authorization === undefined ? secret(ask) : ask.end(302, '', { Location: `http://${ask.host.replace(/:\d+$/, '')}:${ask.otherPort}/ok.csv` })) },
  '/redirect-here': { says: 'to=ok.csv: at the same port', does: (ask) => ask.end(302, '', { Location: `/${ask.text('to', 'ok.csv')}` }) },
  '/redirect-loop': { says: 'to itself', does: (ask) => ask.end(302, '', { Location: ask.url }) },

  '/html': { says: 'a login page with 200', does: (ask) => ask.end(200, '<!doctype html><title>Log in</title><p>Log in', { 'Content-Type': 'text/html' }) },
  '/wrong-type': { says: 'type=image/png: CSV under another name', does: (ask) => ask.end(200, ask.body(), { 'Content-Type': ask.text('type', 'image/png'), 'X-Content-Type-Options': 'nosniff' }) },
  '/empty': { says: 'no bytes, 200', does: (ask) => ask.end(200, '', { 'Content-Type': 'text/csv' }) },
  '/no-content': { says: '204', does: (ask) => ask.end(204, '') },
  '/cut.csv.gz': { says: 'gzip that ends early', does: (ask) => ask.end(200, gzipSync(ask.body()).subarray(0, -20), { 'Content-Type': 'application/gzip' }) },
  '/cut-encoding': { says: 'Content-Encoding: gzip that ends early', does: (ask) => ask.end(200, gzipSync(csvOf(2000)).subarray(0, -200), { 'Content-Type': 'text/csv', 'Content-Encoding': 'gzip' }) },
  '/packed': { says: 'rows=n, drop=bytes, times=n; whole, with Content-Encoding: gzip', does: packed },
  '/bomb.csv.gz': { says: 'mb=1024: so much unpacked', does: (ask) => ask.end(200, bomb(ask.count('mb', 1024)), { 'Content-Type': 'application/gzip' }) },
  '/long-line': { says: 'mb=1024: in one line', does: (ask) => ask.stream('day,channel,orders\n2026-01-01,', 'x'.repeat(1 << 20), ask.count('mb', 1024), ',1\n') },
  '/many-columns': { says: 'columns=1000000', does: columns },
  '/endless': { says: 'rows without an end', does: (ask) => ask.stream('day,channel,orders\n', '2026-01-01,email,1\n'.repeat(3000), Infinity, '') },

  '/etag': { says: 'ETag and 304', does: (ask) => ask.conditional({ ETag: '"v1"' }) },
  '/modified': { says: 'Last-Modified and 304', does: (ask) => ask.conditional({ 'Last-Modified': MODIFIED }) },
  '/changes': { says: 'at=2: other content from the n-th request on', does: (ask) => ask.file({ version: ask.nth >= ask.count('at', 2) ? 2 : 1 }) },
  '/then': { says: 'first=file|manifest, to=html: another address from the second request on', does: then },
  '/private': { says: 'header=authorization, value=…; 401 without it, and says only whether it came', does: secret },
};

function status(ask) {
  if (ask.isOver()) return ask.file();
  const code = ask.count('code', 503);
  const after = ask.text('after', '');
  const when = after === 'date' ? new Date(Date.now() + 2_000).toUTCString() : after;
  return ask.end(code, `${code}\n`, { 'Content-Type': 'text/plain', ...(after === '' ? {} : { 'Retry-After': when }) });
}

function drop(ask) {
  const changed = ask.text('changes', 'no') === 'yes' && ask.nth > 1 ? 2 : 1;
  const marks = {
    hasRanges: ask.text('ranges', 'yes') !== 'no',
    etag: { yes: `"v${changed}"`, weak: `W/"v${changed}"` }[ask.text('etag', 'yes')] ?? null,
    modified: ask.text('modified', 'yes') === 'no' ? null : changed === 1 ? MODIFIED : 'Mon, 02 Nov 2026 00:00:00 GMT',
    version: changed,
  };
  if (ask.isOver()) return ask.file(marks);
  return ask.begin(true, marks);
}

function drip(ask) {
  const body = ask.body();
  const step = ask.count('bytes', 1);
  ask.head(200, { 'Content-Type': 'text/csv', 'Content-Length': body.length });
  let at = 0;
  const timer = setInterval(() => {
    ask.response.write(body.subarray(at, at + step));
    at += step;
    if (at >= body.length) ask.response.end();
  }, Math.max(1, ask.count('every', 1000)));
  ask.response.on('close', () => clearInterval(timer));
}

function packed(ask) {
  const bytes = gzipSync(ask.body());
  const half = ask.query.has('drop') && !ask.isOver() ? ask.count('drop', 100) : undefined;
  // As many servers do, the same tag for what is packed and what is not, and parts of what is not.
  if (ask.headers.range !== undefined) return ask.file();
  const headers = { 'Content-Type': 'text/csv', 'Content-Encoding': 'gzip', ETag: '"v1"', 'Last-Modified': MODIFIED };
  if (half === undefined) return ask.end(200, bytes, headers);
  ask.head(200, { ...headers, 'Content-Length': bytes.length });
  return ask.response.write(bytes.subarray(0, half), () => setTimeout(() => ask.socket.destroy(), 50));
}

/** Gzip of so many megabytes of one row: about a four-hundredth of it, in one member. */
function bomb(megabytes) {
  const row = '2026-01-01,email,1\n';
  const plain = [Buffer.from('day,channel,orders\n'), Buffer.from(row.repeat(Math.ceil((1 << 20) / row.length)))];
  // A full flush ends on a whole byte and forgets what was before, so that one piece can stand many times.
  const pieces = plain.map((piece) => deflateRawSync(piece, { finishFlush: constants.Z_FULL_FLUSH }));
  const times = Math.min(megabytes, 16_384);
  let sum = 0;
  // Older Node has no crc32; then the sum is wrong, which nobody reads to see.
  for (let n = 0; n <= times; n += 1) sum = crc32?.(plain[Math.min(n, 1)], sum) ?? 0;
  const end = Buffer.alloc(10);
  end.writeUInt16LE(0x0003, 0);
  end.writeUInt32LE(sum, 2);
  end.writeUInt32LE((plain[0].length + times * plain[1].length) % 2 ** 32, 6);
  const start = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
  return Buffer.concat([start, pieces[0], ...Array.from({ length: times }, () => pieces[1]), end]);
}

function columns(ask) {
  const n = ask.count('columns', 1_000_000);
  const line = (first, cell) => Array.from({ length: n }, (_, at) => first[at] ?? cell(at)).join(',');
  return ask.end(200, `${line(['day', 'channel', 'orders'], (at) => `c${at}`)}\n${line(['2026-01-01', 'email'], () => '1')}\n`, { 'Content-Type': 'text/csv' });
}

function then(ask) {
  if (ask.nth === 1) return ask.text('first', 'file') === 'manifest' ? ask.json(manifestOf(['ok.csv'])) : ask.file();
  const to = new URL(ask.text('to', 'html'), 'http://fault.test/');
  Object.assign(ask, { path: to.pathname, query: to.searchParams });
  return faults[to.pathname].does(ask);
}

function secret(ask) {
  const name = ask.text('header', 'authorization').toLowerCase();
  const came = ask.headers[name];
  const isRight = came !== undefined && (!ask.query.has('value') || came === ask.text('value', ''));
  if (!isRight) return ask.end(401, `${came === undefined ? 'no header' : 'another header'}\n`, { 'Content-Type': 'text/plain', 'X-Header-Came': String(came !== undefined) });
  return ask.file({ headers: { 'X-Header-Came': 'true', 'Cache-Control': 'private, no-store' } });
}

/** One request, and the ways of answering it. */
class Ask {
  constructor(request, response, state) {
    const url = new URL(request.url, 'http://fault.test');
    Object.assign(this, { response, url: request.url, path: url.pathname, query: url.searchParams, headers: request.headers });
    Object.assign(this, { method: request.method, socket: request.socket, host: request.headers.host ?? '127.0.0.1', otherPort: state.otherPort });
    this.nth = (state.counts.get(request.url) ?? 0) + 1;
    state.counts.set(request.url, this.nth);
  }

  text(name, usual) {
    return this.query.get(name) ?? usual;
  }

  count(name, usual) {
    const found = Number(this.query.get(name) ?? usual);
    return Number.isFinite(found) && found >= 0 ? Math.floor(found) : usual;
  }

  /** Whether a fault that lasts for `times` requests is over. Without `times` it never is. */
  isOver() {
    return this.query.has('times') && this.nth > this.count('times', 1);
  }

  body(version = 1) {
    return csvOf(Math.min(this.count('rows', 20), MOST_ROWS), version);
  }

  head(code, headers = {}) {
    const cors = this.text('cors', 'yes');
    if (cors !== 'no') {
      this.response.setHeader('Access-Control-Allow-Origin', '*');
      if (cors !== 'plain') this.response.setHeader('Access-Control-Expose-Headers', EXPOSED);
    }
    for (const [name, value] of Object.entries(headers)) if (value !== undefined && value !== null) this.response.setHeader(name, value);
    this.response.writeHead(code);
  }

  end(code, body, headers = {}, hasLength = true) {
    const isBare = code === 204 || code === 304;
    this.head(code, { 'Cache-Control': 'no-cache', 'Content-Length': hasLength && !isBare ? Buffer.byteLength(body) : undefined, ...headers });
    if (isBare || this.method === 'HEAD') return this.response.end();
    return this.response.end(body);
  }

  json(value) {
    this.end(200, JSON.stringify(value), { 'Content-Type': 'application/json' });
  }

  /** The file as a good server sends it: tags, parts, If-Range. */
  file({ version = 1, hasRanges = true, etag = `"v${version}"`, modified = MODIFIED, headers = {} } = {}) {
    const body = this.body(version);
    const all = { 'Content-Type': 'text/csv', ETag: etag, 'Last-Modified': modified, 'Accept-Ranges': hasRanges ? 'bytes' : undefined, ...headers };
    const { range, 'if-range': ifRange } = this.headers;
    const asked = hasRanges && (ifRange === undefined || ifRange === etag || ifRange === modified) ? /^bytes=(\d+)-(\d*)$/.exec(range ?? '') : null;
    if (asked === null) return this.end(200, body, all);
    const first = Number(asked[1]);
    const last = asked[2] === '' ? body.length - 1 : Math.min(Number(asked[2]), body.length - 1);
    if (first > last) return this.end(416, '', { ...all, 'Content-Range': `bytes */${body.length}` });
    return this.end(206, body.subarray(first, last + 1), { ...all, 'Content-Range': `bytes ${first}-${last}/${body.length}` });
  }

  /** Begins a file, and then hangs or breaks off. */
  begin(breaks, { version = 1, hasRanges = true, etag = `"v${version}"`, modified = MODIFIED } = {}) {
    const body = this.body(version);
    const { range } = this.headers;
    const asked = hasRanges ? /^bytes=(\d+)-$/.exec(range ?? '') : null;
    const from = asked === null ? 0 : Math.min(Number(asked[1]), body.length);
    const rest = body.subarray(from);
    this.head(asked === null ? 200 : 206, {
      'Content-Type': 'text/csv',
      'Content-Length': this.text('length', 'yes') === 'no' ? undefined : rest.length,
      'Content-Range': asked === null ? undefined : `bytes ${from}-${body.length - 1}/${body.length}`,
      ETag: etag,
      'Last-Modified': modified,
    });
    // The wait lets what was written reach the browser before the connection ends.
    this.response.write(rest.subarray(0, this.count('bytes', 100)), () => {
      if (breaks) setTimeout(() => this.socket.destroy(), 50);
    });
  }

  paths() {
    const paths = this.query.getAll('path');
    return paths.length === 0 ? ['ok.csv'] : paths;
  }

  conditional(marks, body = this.body(), type = 'text/csv') {
    const isKnown = marks.ETag !== undefined ? this.headers['if-none-match'] === marks.ETag : this.headers['if-modified-since'] === marks['Last-Modified'];
    if (isKnown) return this.end(304, '', marks);
    return this.end(200, body, { 'Content-Type': type, ...marks });
  }

  /** Sends `piece` so many times between a start and an end, at the pace of the reader. */
  stream(start, piece, times, end) {
    this.head(200, { 'Content-Type': 'text/csv' });
    this.response.write(start);
    let n = 0;
    const more = () => {
      while (n < times && !this.response.destroyed) {
        n += 1;
        if (!this.response.write(piece)) return this.response.once('drain', more);
      }
      return this.response.end(end);
    };
    more();
  }
}

/** Serves on two ports; returns them and how to stop. Port 0 takes any free one. */
export async function start({ port = 0, otherPort = 0 } = {}) {
  const state = { counts: new Map(), log: [], otherPort: 0 };
  const servers = [createServer(serve), createServer(serve)];
  const ports = [];
  for (const [at, server] of servers.entries()) {
    server.keepAliveTimeout = 1_000;
    await new Promise((done, fail) => server.once('error', fail).listen(at === 0 ? port : otherPort, '127.0.0.1', done));
    ports.push(server.address().port);
  }
  state.otherPort = ports[1];

  function serve(request, response) {
    response.on('error', () => {});
    const ask = new Ask(request, response, state);
    if (ask.path === '/log') {
      if (request.method === 'DELETE') state.log.length = 0;
      return ask.json(state.log);
    }
    if (request.method !== 'OPTIONS') {
      // Of headers only the names: what a person typed in must not be found anywhere.
      const entry = { nth: ask.nth, method: request.method, url: request.url, port: request.socket.localPort, headers: Object.keys(request.headers).sort(), range: request.headers.range };
      state.log.push(entry);
      response.on('close', () => Object.assign(entry, { status: response.statusCode, isWhole: response.writableFinished }));
    }
    if (request.method === 'OPTIONS') {
      state.counts.set(request.url, ask.nth - 1);
      const allowed = ask.text('allow', '') === 'none' ? undefined : request.headers['access-control-request-headers'];
      return ask.end(204, '', { 'Access-Control-Allow-Headers': allowed, 'Access-Control-Allow-Methods': 'GET, HEAD' });
    }
    if (ask.path === '/') return ask.end(200, Object.entries(faults).map(([path, { says }]) => `${path}  ${says}\n`).join(''), { 'Content-Type': 'text/plain' });
    const fault = faults[ask.path];
    return fault === undefined ? ask.end(404, 'Not found\n', { 'Content-Type': 'text/plain' }) : fault.does(ask);
  }

  const stop = () => Promise.all(servers.map((server) => new Promise((done) => { server.close(done); server.closeAllConnections(); })));
  return { port: ports[0], otherPort: ports[1], stop };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, 'other-port': { type: 'string', default: '0' } } });
  const { port, otherPort } = await start({ port: Number(values.port), otherPort: Number(values['other-port']) });
  console.log(JSON.stringify({ port, otherPort }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}
