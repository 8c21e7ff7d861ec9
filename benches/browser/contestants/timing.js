// How one question and a brush are timed, wherever a contestant answers: in its page or in a worker of it.

/** Asks one question: how long it took in milliseconds, and the answer. */
export async function ask(linked, filter) {
  const start = performance.now();
  const answer = await linked(filter);
  return { ms: performance.now() - start, answer };
}

/** Moves a window, one question after the other: the time of each, and what each answer adds up to. */
export async function brush(linked, filters) {
  const moves = [];
  for (const filter of filters) {
    const { ms, answer } = await ask(linked, filter);
    const sums = Object.entries(answer).map(([name, rows]) => {
      const total = [0, 0, 0, 0, 0].slice(0, name === 'channel' ? 5 : 4);
      for (const { values } of rows) values.forEach((value, at) => (total[at] += value));
      return [name, total];
    });
    moves.push({ ms, sums: Object.fromEntries(sums) });
  }
  return moves;
}
