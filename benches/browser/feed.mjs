// The generator's orders as Miyar is given them.

export const MEASURES = ['sessions', 'conversions', 'orders', 'revenue', 'cost'];

/** What Miyar calls a column, where that is another word. */
export const METRIC = { sessions: 'visits' };

/** The manifest of a feed of one file, which scripts/orders.sh has written. */
export function manifest(file) {
  const map = { date: 'date', person: 'customer_id' };
  for (const name of ['channel', 'segment', 'region', 'device', 'stage']) map[name] = name;
  for (const name of MEASURES) map[METRIC[name] ?? name] = name;
  const resource = { name: 'orders', path: file, miyar: { table: 'performance', map } };
  return JSON.stringify({ name: 'orders', resources: [resource], miyar: { version: 1, title: 'Orders', currency: 'EUR' } });
}

/** Answers the manifest of a file in /data/, whose address is the file's with `.feed.json`. */
export function sayManifest(path) {
  const feed = /^\/data\/(.+)\.feed\.json$/.exec(path);
  return feed ? ['application/json', manifest(feed[1])] : null;
}
