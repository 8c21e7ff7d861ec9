// What figures say in words: the number that they carry, in the reader's language and digits.

import { expect, figures, langs, open, plain, test } from './dashboard.mjs';

const scales = { K: 1e3, M: 1e6, B: 1e9, 'ألف': 1e3, 'مليون': 1e6, 'مليار': 1e9, '%': 0.01 };

/** The number that a text says, and by how much it may differ from what it was rounded from. */
function read(text) {
  const found = plain(text).match(/([-\u2212]?)([\d,]*(?:\.(\d+))?)\s*([^\d\s.]+)?/);
  const words = plain(text).replace(/[\d.,]/g, ' ').split(/\s+/);
  const scale = words.map((word) => scales[word]).find(Boolean) ?? 1;
  const number = Number(found[2].replaceAll(',', '')) * (found[1] ? -1 : 1);
  return { number: number * scale, tolerance: 0.5001 * 10 ** -(found[3]?.length ?? 0) * scale };
}

for (const lang of langs) {
  test(`every figure says the number that it carries (${lang})`, async ({ page }) => {
    let n_read = 0;
    for (const name of ['summary', 'channels']) {
      await open(page, `/?page=${name}&lang=${lang}`);
      for (const { metric, row, value, text, full } of await figures(page.locator('main'))) {
        if (value === null) {
          expect(text, `${metric} ${row}`).toBe('—');
          expect(full, `why there is no ${metric} of ${row}`).not.toBe('');
          continue;
        }
        n_read += 1;
        for (const said of [text, full]) {
          // The scale or the sign may stand before or after: the first digits are the number.
          const digits = plain(said).replace(/^[^\d\u2212-]+/, '');
          const { number, tolerance } = read(digits);
          // Three digits are enough for a card: 11M is 11,030,510.
          const compact = said === text ? Math.abs(value) * 0.005 : 0;
          expect(Math.abs(number - value), `${metric} ${row ?? ''}: ${said} for ${value}`).toBeLessThanOrEqual(Math.max(tolerance, compact));
        }
      }
    }
    expect(n_read).toBeGreaterThan(100);
  });
}

test.describe('digits of one style', () => {
  const styles = { '0–9': { its: /[0-9]/, other: /[٠-٩۰-۹]/ }, '٠–٩': { its: /[٠-٩]/, other: /[0-9۰-۹]/ } };

  for (const [name, { its, other }] of Object.entries(styles)) {
    test(`in Arabic, ${name} and no others are shown and said`, async ({ page }) => {
      await open(page, '/?lang=ar');
      const button = page.getByRole('button', { name: its }).filter({ hasNotText: other }).first();
      const settings = page.getByRole('button', { name: 'العرض' });
      if (await settings.count()) await settings.click();
      await button.click();
      await expect(button).toHaveAttribute('aria-pressed', 'true');
      for (const link of ['/?lang=ar', '/?page=channels&lang=ar', '/?page=channels&by=segment&period=last-year&lang=ar']) {
        await open(page, link);
        const shown = await page.evaluate(() => {
          const within = [document.querySelector('main'), document.querySelector('.period-bar')];
          const attributes = within.flatMap((part) => [...part.querySelectorAll('[title], [aria-label]')].flatMap((element) => [element.title, element.ariaLabel]));
          return [...within.map((part) => part.innerText), ...attributes].flatMap((text) => (text ?? '').split('\n'));
        });
        expect(shown.some((line) => its.test(line)), link).toBe(true);
        expect.soft(shown.filter((line) => other.test(line)), link).toEqual([]);
      }
    });
  }
});

test('in Arabic a change says its number before its unit, from right to left', async ({ page }) => {
  await open(page, '/?lang=ar');
  // A change in points has a number and a word: the number stands on the right.
  const change = page.locator('[data-card="conversion"] .change__text');
  const sides = await change.evaluate((element) => {
    const node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    const at = (pattern) => {
      const range = document.createRange();
      const index = node.data.search(pattern);
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getBoundingClientRect().left;
    };
    return { number: at(/[0-9]/), word: at(/[\u0620-\u064a]/) };
  });
  expect(sides.number).toBeGreaterThan(sides.word);
});
