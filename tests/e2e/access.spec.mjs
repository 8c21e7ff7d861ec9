// For everybody: no finding of axe, everything by keyboard, nothing wider than the screen.

import AxeBuilder from '@axe-core/playwright';
import { change, expect, langs, open, pages, plain, tabTo, test } from './dashboard.mjs';

const themes = ['light', 'dark'];
const phone = { width: 390, height: 844 };
const laptop = { width: 1440, height: 900 };

/** Opens a page of the dashboard; `failed` is one whose feed is not there. */
function opened(page, name, lang, more = '') {
  if (name === 'failed') return open(page, `/?feed=/nowhere.json&lang=${lang}`, 'failed');
  // A filter, so that its chip is looked at too.
  return open(page, `/?page=${name}&lang=${lang}&where=region:riyadh${more}`);
}

for (const name of [...pages, 'explain', 'failed']) {
  for (const lang of langs) {
    test(`axe finds nothing on ${name} in ${lang}, by day and by night, on phone and laptop`, async ({ page }) => {
      // By segment: as many kinds of things as by channel, in fewer rows.
      await opened(page, name, lang, '&by=segment');
      const found = {};
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        for (const size of [laptop, phone]) {
          await page.setViewportSize(size);
          const axe = new AxeBuilder({ page });
          // By night the document is the same one in other colours.
          const { violations } = await (theme === 'dark' ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze();
          for (const { id, nodes } of violations) {
            for (const { target, failureSummary } of nodes) (found[`${id}: ${target} ${failureSummary}`] ??= []).push(`${theme}, ${size.width} px`);
          }
        }
      }
      expect(found).toEqual({});
    });

    test(`nothing of ${name} is wider than the screen in ${lang}`, async ({ page }) => {
      await opened(page, name, lang);
      for (const width of [1920, 1440, 820, 390, 320]) {
        await page.setViewportSize({ width, height: 900 });
        const wide = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          if (scrollWidth <= clientWidth && document.body.scrollWidth <= clientWidth) return [];
          const isOut = (element) => {
            const { left, right, width } = element.getBoundingClientRect();
            return width > 0 && (left < -1 || right > clientWidth + 1);
          };
          const out = [...document.body.querySelectorAll('*')].filter(isOut).map((element) => `${element.tagName}.${element.className}`);
          return [`${scrollWidth} of ${clientWidth} px`, ...new Set(out)];
        });
        expect.soft(wide, `${width} px`).toEqual([]);
      }
    });
  }
}

test.describe('by keyboard alone', () => {
  const focused = (page) => page.evaluate(() => document.activeElement?.id);

  test('the first stop leads past the head to the figures', async ({ page }) => {
    await open(page, '/');
    await page.keyboard.press('Tab');
    await expect(page.locator(':focus')).toHaveText('Skip to the figures');
    await expect(page.locator(':focus')).toBeInViewport();
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.querySelector('main').contains(document.activeElement))).toBe(true);
  });

  test('the period is reached and changed, and the focus stays on it', async ({ page }) => {
    await open(page, '/');
    const period = page.getByRole('combobox', { name: 'Period', exact: true });
    await tabTo(page, period);
    await change(page, () => page.keyboard.press('ArrowDown'));
    expect(new URL(page.url()).searchParams.get('period')).toBe('last-90-days');
    await expect(period).toBeFocused();
    await tabTo(page, page.getByRole('combobox', { name: 'Compare with' }));
    await change(page, () => page.keyboard.press('ArrowDown'));
    expect(new URL(page.url()).searchParams.get('compare')).toBe('last-year');
  });

  test('a header is reached and sorts, a row is reached and filters, and the focus stays on them', async ({ page }) => {
    await open(page, '/?page=channels');
    const head = page.getByRole('columnheader', { name: 'Orders', exact: true }).first();
    await tabTo(page, head.getByRole('button'));
    await change(page, () => page.keyboard.press('Enter'));
    await expect(head).toHaveAttribute('aria-sort', 'descending');
    await expect(head.getByRole('button')).toBeFocused();
    await change(page, () => page.keyboard.press('Space'));
    await expect(head).toHaveAttribute('aria-sort', 'ascending');

    const row = page.locator('[data-row="email"]').locator('.table__filter');
    await tabTo(page, row);
    await change(page, () => page.keyboard.press('Enter'));
    await expect(row).toHaveAttribute('aria-pressed', 'true');
    await expect(row).toBeFocused();
  });

  test('the formula of a card opens, closes, and gives the focus back', async ({ page }) => {
    await open(page, '/');
    const about = page.locator('[data-card="roas"]').getByRole('button');
    await tabTo(page, about);
    await page.keyboard.press('Enter');
    const formula = page.locator('[data-card="roas"]').getByRole('definition').filter({ hasText: '÷' });
    await expect(formula).toBeVisible();
    expect(plain(await formula.innerText())).toMatch(/revenue.*÷.*cost/i);
    await page.keyboard.press('Escape');
    await expect(formula).toBeHidden();
    await expect(about).toBeFocused();
  });

  test('marks of a chart are walked with the arrow keys', async ({ page }) => {
    await open(page, '/?page=channels');
    for (const figure of await page.getByRole('figure').filter({ has: page.getByRole('group').getByRole('button') }).all()) {
      const marks = figure.getByRole('group').getByRole('button');
      await tabTo(page, marks.first());
      await page.keyboard.press('ArrowRight');
      await expect(marks.nth(1)).toBeFocused();
      await page.keyboard.press('ArrowLeft');
      await expect(marks.first()).toBeFocused();
      await expect(marks.first()).toHaveAccessibleName(/\d/);
    }
  });

  for (const name of pages) {
    test(`the focus is seen at every stop of ${name}, and none is a trap`, async ({ page }) => {
      await open(page, `/?page=${name}&by=segment`);
      const stops = new Set();
      for (let stop = 0; stop < 120; stop += 1) {
        await page.keyboard.press('Tab');
        const { key, isSeen } = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return { key: null, isSeen: true };
          const numbers = (globalThis.stops ??= new Map());
          if (!numbers.has(element)) numbers.set(element, numbers.size);
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
          const { width, height } = element.getBoundingClientRect();
          const isMarked = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
          return { key: `${numbers.get(element)} ${element.outerHTML.slice(0, 120)}`, isSeen: isMarked && width > 0 && height > 0 };
        });
        if (key === null || stops.has(key)) break;
        expect.soft(isSeen, key).toBe(true);
        stops.add(key);
      }
      expect(stops.size).toBeGreaterThan(8);
      const last = page.getByRole('contentinfo').getByRole('link');
      expect([...stops].some((key) => key.includes('<a href')), 'links are among the stops').toBe(true);
      await tabTo(page, last);
    });
  }
});
