// crossfilter2 over objects, which Papa Parse or hyparquet make.

import crossfilter from 'crossfilter2';
import Papa from 'papaparse';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { contest, dayOf, dayReader } from './contest.js';

const NAMES = ['channel', 'segment', 'region', 'device', 'stage', 'customer_id', 'sessions', 'conversions', 'orders', 'revenue', 'cost'];
const N_TEXTS = 5;

let facts;
let groups;
let bySegment;
let byDay;

function records(address) {
  const day = dayReader();
  const all = [];
  const take = ([date, ...cells]) => {
    if (date === 'date') return;
    const record = { day: day(date) };
    NAMES.forEach((name, at) => (record[name] = at < N_TEXTS ? cells[at] : Number(cells[at])));
    all.push(record);
  };
  return new Promise((complete, error) => {
    Papa.parse(address, { download: true, skipEmptyLines: true, chunk: ({ data }) => data.forEach(take), complete: () => complete(all), error });
  });
}

/** A group whose sums are kept up to date by what comes and goes; customers are counted, as they may come more than once. */
function group(name, countsCustomers) {
  const add = (sign) => (sums, record) => {
    sums.n += sign;
    // Cents, as sums of amounts would drift while rows come and go.
    sums.revenue += sign * Math.round(record.revenue * 100);
    sums.cost += sign * Math.round(record.cost * 100);
    sums.orders += sign * record.orders;
    sums.conversions += sign * record.conversions;
    if (countsCustomers) {
      const count = (sums.customers.get(record.customer_id) ?? 0) + sign;
      if (count > 0) sums.customers.set(record.customer_id, count);
      else sums.customers.delete(record.customer_id);
    }
    return sums;
  };
  const none = () => ({ n: 0, revenue: 0, cost: 0, orders: 0, conversions: 0, customers: countsCustomers ? new Map() : null });
  return facts.dimension((record) => record[name]).group().reduce(add(1), add(-1), none);
}

function rows(of) {
  const out = [];
  for (const { key, value } of of.all()) {
    if (value.n === 0) continue;
    const values = [value.revenue / 100, value.cost / 100, value.orders, value.conversions];
    out.push({ key, values: value.customers ? [...values, value.customers.size] : values });
  }
  return out;
}

contest({
  async load(address, format) {
    let all;
    if (format === 'csv') all = await records(address);
    else {
      all = await parquetReadObjects({ file: await (await fetch(address)).arrayBuffer(), compressors });
      for (const record of all) {
        record.day = dayOf(Number(record.date));
        record.customer_id = Number(record.customer_id);
      }
    }
    facts = crossfilter(all);
    groups = { channel: group('channel', true) };
  },
  first: async () => rows(groups.channel).map(({ key, values }) => ({ key, values: values.slice(0, 4) })),
  // A group does not see the filter of its own dimension, so that filters have dimensions of their own.
  async linked({ segment, from, to }) {
    if (!bySegment) {
      for (const name of ['day', 'region', 'segment']) groups[name] = group(name, false);
      bySegment = facts.dimension((record) => record.segment);
      byDay = facts.dimension((record) => record.day);
    }
    if (segment === null) bySegment.filterAll();
    else bySegment.filterExact(segment);
    byDay.filterRange([from, to]);
    return Object.fromEntries(['channel', 'day', 'region', 'segment'].map((name) => [name, rows(groups[name])]));
  },
});
