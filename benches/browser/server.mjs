// Serves folders on this machine: parts of files, no compression, so that all are served alike.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';

const types = {
  '.css': 'text/css', '.csv': 'text/csv', '.gz': 'application/gzip', '.html': 'text/html', '.js': 'text/javascript',
  '.json': 'application/json', '.ndjson': 'application/x-ndjson', '.parquet': 'application/vnd.apache.parquet',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
};

/** A page that is isolated has a clock of 5 µs instead of 100 µs. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Serves until closed. `mounts`: address → folder, the longest address first; `say`: what is answered without a file, by
 * path, as [type, text]; `isolated`: whether a path's answer isolates the page.
 */
export async function serve({ mounts, say = () => null, isolated = () => false }) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    const head = { 'cache-control': 'no-store', ...(isolated(path) ? isolation : {}) };
    const said = say(path);
    if (said) return response.writeHead(200, { ...head, 'content-type': said[0] }).end(said[1]);
    const file = fileOf(mounts, path);
    if (!file) return response.writeHead(404, head).end();
    const { size } = statSync(file);
    Object.assign(head, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'accept-ranges': 'bytes', etag: `"${size}"` });
    const part = partOf(request.headers.range, size);
    if (part) head['content-range'] = `bytes ${part.start}-${part.end}/${size}`;
    const { start, end } = part ?? { start: 0, end: size - 1 };
    head['content-length'] = Math.max(0, end - start + 1);
    response.writeHead(part ? 206 : 200, head);
    if (request.method === 'HEAD' || size === 0) return response.end();
    createReadStream(file, { start, end, highWaterMark: 1 << 20 }).on('error', () => response.destroy()).pipe(response);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}

function fileOf(mounts, path) {
  const mount = mounts.find(([address]) => path.startsWith(address));
  if (!mount) return null;
  const folder = resolve(mount[1]);
  const rest = path.slice(mount[0].length);
  const file = join(folder, rest === '' || rest.endsWith('/') ? `${rest}index.html` : rest);
  return file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile() ? file : null;
}

/** The part of a file that a Range header names, or none: `bytes=5-9`, `bytes=5-`, `bytes=-5`. */
export function partOf(range, size) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return null;
  if (asked[1] === '') return { start: Math.max(0, size - Number(asked[2])), end: size - 1 };
  const end = asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1);
  return Number(asked[1]) <= end ? { start: Number(asked[1]), end } : null;
}
