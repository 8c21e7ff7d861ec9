// Runs the engine and times it here, as the others are timed where they are called.

import init, { Engine } from './miyar_bench.js';
import { ask, brush } from './timing.js';

const GROUPINGS = ['channel', 'day', 'region', 'segment'];

let engine;
let names;

/** Makes rows of what the engine gives: for each grouping how many rows and numbers a row, then key and numbers of each. */
function answerOf(numbers, groupings) {
  const answer = {};
  let at = 0;
  for (const grouping of groupings) {
    const [nRows, nValues] = [numbers[at], numbers[at + 1]];
    at += 2;
    const rows = new Array(nRows);
    for (let row = 0; row < nRows; row += 1) {
      const code = numbers[at];
      const values = [numbers[at + 1] / 100, numbers[at + 2] / 100, numbers[at + 3], numbers[at + 4]];
      if (nValues === 5) values.push(numbers[at + 5]);
      rows[row] = { key: grouping === 'day' ? code : names[grouping][code], values };
      at += 1 + nValues;
    }
    answer[grouping] = rows;
  }
  return answer;
}

const linked = ({ segment, from, to }) => answerOf(engine.linked(segment ?? undefined, from, to), GROUPINGS);

const calls = {
  async load(address, format) {
    await init('miyar_bench_bg.wasm');
    const reader = (await fetch(address)).body.getReader();
    engine = new Engine(format);
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) engine.push(piece.value);
    engine.finish();
    names = Object.fromEntries(GROUPINGS.map((grouping) => [grouping, grouping === 'day' ? [] : engine.names(grouping)]));
  },
  first: () => answerOf(engine.by_channel(), ['channel']).channel,
  ask: (filter) => ask(linked, filter),
  brush: (filters) => brush(linked, filters),
};

self.onmessage = async ({ data: { name, given } }) => {
  try {
    self.postMessage({ answer: await calls[name](...given) });
  } catch (error) {
    self.postMessage({ failure: String(error?.stack ?? error) });
  }
};
