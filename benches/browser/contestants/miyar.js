// Miyar's engine without its pages, in a worker: read by Miyar's readers, asked as its pages ask.

import { contest } from './contest.js';

const worker = new Worker('miyar.worker.js', { type: 'module' });
const calls = [];
worker.onmessage = ({ data }) => {
  const { done, fail } = calls.shift();
  if (data.failure) fail(new Error(data.failure));
  else done(data.answer);
};
worker.onerror = ({ message }) => calls.splice(0).forEach(({ fail }) => fail(new Error(message)));

const call = (name, ...given) =>
  new Promise((done, fail) => {
    calls.push({ done, fail });
    worker.postMessage({ name, given });
  });

contest({
  load: (address, format) => call('load', address, format),
  first: () => call('first'),
  ask: (filter) => call('ask', filter),
  brush: (filters) => call('brush', filters),
});
