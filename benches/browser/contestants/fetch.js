// The least that any reader has to do: the bytes come, and are forgotten.

import { contest } from './contest.js';

let nBytes = 0;
contest({
  async load(address) {
    const reader = (await fetch(address)).body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) nBytes += piece.value.length;
  },
  first: async () => [{ key: 'bytes', values: [nBytes] }],
});
