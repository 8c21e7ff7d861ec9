// What Miyar's cards should show. Pure.

import { METRIC } from './feed.mjs';

/** What all rows add up to: revenue and cost in cents, orders, conversions, by position. */
export const sumOf = ({ questions }, at) => Object.values(questions[0].channel).reduce((sum, values) => sum + values[at], 0);

/** What is wrong with the figures on the cards. */
export function wrongCards(figures, due) {
  const expected = { sessions: due.n_sessions, revenue: sumOf(due, 0) / 100, cost: sumOf(due, 1) / 100, orders: sumOf(due, 2), conversions: sumOf(due, 3) };
  const pairs = Object.entries(expected).map(([name, value]) => [name, figures[METRIC[name] ?? name], value]).filter(([, figure]) => figure !== undefined);
  const wrong = pairs.filter(([, figure, value]) => Math.abs(figure - value) > 0.005).map(([name, figure, value]) => `${name}: ${figure}, due ${value}`);
  return pairs.length > 0 ? wrong : ['no card shows a sum'];
}
