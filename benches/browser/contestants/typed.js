// Columns in typed arrays and one loop over them: what a good programmer writes by hand for this very table.
// Amounts are cents, so that sums are exact.

const TEXTS = ['channel', 'segment', 'region', 'device', 'stage'];
const WHOLE = ['customer_id', 'sessions', 'conversions', 'orders'];
const AMOUNTS = ['revenue', 'cost'];
const N_DAYS = 730;
const N_SUMS = 4;

export class Columns {
  constructor(nMost) {
    this.n = 0;
    this.day = new Uint16Array(nMost);
    this.codes = {};
    for (const name of TEXTS) {
      this[name] = new Uint8Array(nMost);
      this.codes[name] = new Map();
    }
    for (const name of WHOLE) this[name] = new Int32Array(nMost);
    for (const name of AMOUNTS) this[name] = new Float64Array(nMost);
  }

  code(name, text) {
    const codes = this.codes[name];
    let code = codes.get(text);
    if (code === undefined) codes.set(text, (code = codes.size));
    return code;
  }

  /** Sums of all rows by channel. */
  byChannel() {
    const sums = new Float64Array(this.codes.channel.size * N_SUMS);
    const { channel, revenue, cost, orders, conversions } = this;
    for (let row = 0; row < this.n; row += 1) {
      const at = channel[row] * N_SUMS;
      sums[at] += revenue[row];
      sums[at + 1] += cost[row];
      sums[at + 2] += orders[row];
      sums[at + 3] += conversions[row];
    }
    return [...this.codes.channel.keys()].map((key, code) => ({ key, values: valuesAt(sums, code) }));
  }

  linked({ segment: wanted, from, to }) {
    const { day, channel, segment, region, customer_id, revenue, cost, orders, conversions, codes } = this;
    const only = wanted === null ? -1 : (codes.segment.get(wanted) ?? 255);
    const group = (size) => ({ sums: new Float64Array(size * N_SUMS), counts: new Uint32Array(size) });
    const [channels, days, regions, segments] = [codes.channel.size, N_DAYS, codes.region.size, codes.segment.size].map(group);
    const customers = new Uint32Array(codes.channel.size);
    // A bit a channel for each customer.
    this.seen ??= new Uint16Array(this.customer_id.subarray(0, this.n).reduce((most, id) => (id > most ? id : most), 0) + 1);
    const seen = this.seen.fill(0);
    const [byChannel, byDay, byRegion, bySegment] = [channels.sums, days.sums, regions.sums, segments.sums];
    const [inChannel, inDay, inRegion, inSegment] = [channels.counts, days.counts, regions.counts, segments.counts];
    const n = this.n;
    for (let row = 0; row < n; row += 1) {
      const date = day[row];
      if (date < from || date >= to || (only >= 0 && segment[row] !== only)) continue;
      const [r, c, o, v] = [revenue[row], cost[row], orders[row], conversions[row]];
      const code = channel[row];
      let at = code * N_SUMS;
      inChannel[code] += 1;
      byChannel[at] += r;
      byChannel[at + 1] += c;
      byChannel[at + 2] += o;
      byChannel[at + 3] += v;
      at = date * N_SUMS;
      inDay[date] += 1;
      byDay[at] += r;
      byDay[at + 1] += c;
      byDay[at + 2] += o;
      byDay[at + 3] += v;
      at = region[row] * N_SUMS;
      inRegion[region[row]] += 1;
      byRegion[at] += r;
      byRegion[at + 1] += c;
      byRegion[at + 2] += o;
      byRegion[at + 3] += v;
      at = segment[row] * N_SUMS;
      inSegment[segment[row]] += 1;
      bySegment[at] += r;
      bySegment[at + 1] += c;
      bySegment[at + 2] += o;
      bySegment[at + 3] += v;
      const bit = 1 << code;
      const customer = customer_id[row];
      if ((seen[customer] & bit) === 0) {
        seen[customer] |= bit;
        customers[code] += 1;
      }
    }
    const rows = ({ sums, counts }, keys) => {
      const out = [];
      keys.forEach((key, code) => {
        if (counts[code] > 0) out.push({ key, values: valuesAt(sums, code) });
      });
      return out;
    };
    const channelKeys = [...codes.channel.keys()];
    const answer = {
      channel: rows(channels, channelKeys),
      day: rows(days, DAYS),
      region: rows(regions, [...codes.region.keys()]),
      segment: rows(segments, [...codes.segment.keys()]),
    };
    for (const row of answer.channel) row.values.push(customers[codes.channel.get(row.key)]);
    return answer;
  }
}

const DAYS = Array.from({ length: N_DAYS }, (_, day) => day);

function valuesAt(sums, code) {
  const at = code * N_SUMS;
  return [sums[at] / 100, sums[at + 1] / 100, sums[at + 2], sums[at + 3]];
}
