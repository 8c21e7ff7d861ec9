// Serves static files on this machine: dist/ for a person, and for the browser tests also their data.
//
//   node scripts/serve.mjs [--root dist] [--port 8080] [--mount /address=folder]…
//
// As plain as a CDN: no fallback to index.html, conditional and range requests, Brotli for text and wasm.
// A mount whose folder is absent is left out. Port 0 takes any free one.

import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.ftl': 'text/plain; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.ndjson': 'application/x-ndjson',
  '.parquet': 'application/vnd.apache.parquet',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tsv': 'text/tab-separated-values; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xml': 'application/xml',
};
const compressible = /^text\/|json|javascript|wasm|svg|xml$/;

const { values: options } = parseArgs({
  options: {
    root: { type: 'string', default: 'dist' },
    port: { type: 'string', default: process.env.PORT ?? '8080' },
    mount: { type: 'string', multiple: true, default: [] },
    quiet: { type: 'boolean', default: false },
  },
});

const mounts = [...options.mount.map(mountFromText), { address: '/', folder: resolve(options.root) }].filter(
  ({ address, folder }) => address === '/' || existsSync(folder),
);
const compressed = new Map();

const server = createServer((request, response) => {
  try {
    answer(request, response);
  } catch (error) {
    refuse(response, 500, String(error));
  }
});
server.on('error', (error) => {
  const reason = error.code === 'EADDRINUSE' ? `port ${options.port} is taken; choose another: make serve PORT=8081` : error.message;
  console.error(`miyar: ${reason}`);
  process.exit(1);
});
server.listen(Number(options.port), '127.0.0.1', () => {
  if (!options.quiet) console.log(`Miyar is at http://127.0.0.1:${server.address().port}/ (Ctrl-C ends it)`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

function mountFromText(text) {
  const [address, folder] = text.split('=');
  if (!address?.startsWith('/') || !folder) {
    console.error(`miyar: --mount takes /address=folder, not ${JSON.stringify(text)}`);
    process.exit(1);
  }
  return { address: `${address.replace(/\/+$/, '')}/`, folder: resolve(folder) };
}

/** The file that an address names, or undefined where it names none or leaves its folder. */
function fileFromAddress(pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const mount = mounts.find(({ address }) => path.startsWith(address));
  if (mount === undefined) return undefined;
  let file = normalize(join(mount.folder, path.slice(mount.address.length)));
  if (file !== mount.folder && !file.startsWith(mount.folder + sep)) return undefined;
  if (path.endsWith('/')) file = join(file, 'index.html');
  return file;
}

function answer(request, response) {
  // Not `new URL`: it resolves `..` before it can be refused.
  const pathname = (request.url ?? '/').replace(/[?#].*$/, '');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'Only GET and HEAD');
  }
  const file = fileFromAddress(pathname);
  const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  if (stat?.isDirectory() && !pathname.endsWith('/')) {
    // Relative, so that no host can be put into it; `//host` would be one.
    const search = /\?[^#]*/.exec(request.url ?? '')?.[0] ?? '';
    response.setHeader('Location', `./${pathname.slice(pathname.lastIndexOf('/') + 1)}/${search}`);
    return refuse(response, 301, 'Moved');
  }
  if (!stat?.isFile()) return refuse(response, 404, 'Not found');

  const type = types[extname(file).toLowerCase()] ?? 'application/octet-stream';
  const wantsRange = request.headers.range !== undefined;
  // A large feed is sent as it is: packing it would hold up every other answer.
  const canCompress = compressible.test(type) && stat.size > 512 && stat.size < 8 * 1024 * 1024;
  const accepts = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const packed = canCompress && accepts && !wantsRange ? brotli(file, stat) : undefined;
  const tag = `"${createHash('sha1').update(`${file}\0${stat.size}\0${stat.mtimeMs}`).digest('hex').slice(0, 20)}${packed ? '-br' : ''}"`;

  response.setHeader('Content-Type', type);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('ETag', tag);
  response.setHeader('Last-Modified', stat.mtime.toUTCString());
  response.setHeader('Accept-Ranges', 'bytes');
  if (canCompress) response.setHeader('Vary', 'Accept-Encoding');

  if (isFresh(request, tag, stat)) {
    response.statusCode = 304;
    return response.end();
  }
  if (packed) {
    response.setHeader('Content-Encoding', 'br');
    response.setHeader('Content-Length', packed.length);
    return response.end(request.method === 'HEAD' ? undefined : packed);
  }
  const range = wantsRange ? rangeFromHeader(String(request.headers.range), stat.size) : undefined;
  if (range === 'none') {
    response.setHeader('Content-Range', `bytes */${stat.size}`);
    return refuse(response, 416, 'No such range');
  }
  const { first, last } = range ?? { first: 0, last: stat.size - 1 };
  if (range) {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${first}-${last}/${stat.size}`);
  }
  response.setHeader('Content-Length', last - first + 1);
  if (request.method === 'HEAD' || stat.size === 0) return response.end();
  createReadStream(file, { start: first, end: last })
    .on('error', () => response.destroy())
    .pipe(response);
}

function isFresh(request, tag, stat) {
  const known = request.headers['if-none-match'];
  if (known !== undefined) return known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag || one.trim() === '*');
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return Number.isFinite(since) && Math.floor(stat.mtimeMs / 1000) * 1000 <= since;
}

/** One range of bytes; undefined where the header is to be ignored, 'none' where it lies outside the file. */
function rangeFromHeader(header, size) {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  const first = found[1] === '' ? Math.max(0, size - Number(found[2])) : Number(found[1]);
  const last = found[1] === '' || found[2] === '' ? size - 1 : Math.min(Number(found[2]), size - 1);
  return first > last || first >= size ? 'none' : { first, last };
}

/** A file in Brotli, kept in memory until the file changes. Quality 9: 11 takes seconds for the application. */
function brotli(file, stat) {
  const version = `${stat.mtimeMs}:${stat.size}`;
  const kept = compressed.get(file);
  if (kept?.version === version) return kept.bytes;
  const bytes = brotliCompressSync(readFileSync(file), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: stat.size },
  });
  compressed.set(file, { version, bytes });
  return bytes;
}

function refuse(response, status, words) {
  if (response.headersSent) return response.destroy();
  response.statusCode = status;
  for (const name of ['Content-Encoding', 'ETag', 'Last-Modified', 'Cache-Control']) response.removeHeader(name);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(words) + 1);
  response.end(`${words}\n`);
}
