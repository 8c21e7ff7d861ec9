// The metric over time: read with the pointer and the keyboard, chosen from by drawing over it, lit with a row.

import { change, expect, langs, open, plain, test } from './dashboard.mjs';

const chart = (page) => page.locator('[data-kind="line"]');
const reader = (page) => chart(page).getByRole('slider');
const period = (page) => new URL(page.url()).searchParams.get('period');

/** The colours of the canvas, as one text: two pictures are alike where their texts are. */
const picture = (page) => chart(page).locator('canvas').evaluate((canvas) => canvas.toDataURL());

test('the ranked metric is drawn, with its numbers as a table that agrees with the ranking', async ({ page }) => {
  await open(page, '/?page=channels&period=last-month&sort=orders');
  const panel = page.locator('figure', { has: chart(page) });
  await panel.getByText('The same as a table').click();
  const numbers = panel.locator('table');
  const heads = await numbers.locator('thead th').allInnerTexts();
  expect(heads.length).toBe(6);
  // Orders add up: the course of a channel is its figure in the table above.
  const name = heads[0];
  const days = await numbers.locator('tbody tr td:nth-child(2) data').evaluateAll((all) => all.map((data) => Number(data.value)));
  const row = page.locator('.table tr', { hasText: name }).first();
  const whole = Number(await row.locator('data[data-metric="orders"]').first().getAttribute('value'));
  expect(days.reduce((a, b) => a + b, 0)).toBeCloseTo(whole, 6);
});

for (const lang of langs) {
  test(`keys read the chart step by step and make what they select the period (${lang})`, async ({ page }) => {
    await open(page, `/?page=channels&period=2026-10-01..2026-10-20&lang=${lang}`);
    await reader(page).focus();
    await page.keyboard.press('End');
    await expect(reader(page)).toHaveAttribute('aria-valuenow', '20');
    const last = plain(await reader(page).getAttribute('aria-valuetext'));
    expect(last).toContain(lang === 'ar' ? '20 أكتوبر' : 'Oct 20');
    await expect(chart(page).locator('.surface__card')).toBeVisible();
    // Time runs to the right in both languages.
    await page.keyboard.press('ArrowLeft');
    await expect(reader(page)).toHaveAttribute('aria-valuenow', '19');
    for (let nth = 0; nth < 4; nth += 1) await page.keyboard.press('Shift+ArrowLeft');
    await expect(chart(page).locator('.surface__brush')).toBeVisible();
    await change(page, () => page.keyboard.press('Enter'));
    expect(period(page)).toBe('2026-10-15..2026-10-19');
    await page.goBack();
    await expect.poll(() => period(page)).toBe('2026-10-01..2026-10-20');
  });
}

test('what is drawn over becomes the period, and a press alone changes nothing', async ({ page }) => {
  await open(page, '/?page=channels&period=2026-10-01..2026-10-20');
  await reader(page).scrollIntoViewIfNeeded();
  const box = await reader(page).boundingBox();
  const at = (share) => [box.x + box.width * share, box.y + box.height / 2];
  await page.mouse.click(...at(0.5));
  expect(period(page)).toBe('2026-10-01..2026-10-20');
  await page.mouse.move(...at(0.02));
  await page.mouse.down();
  await page.mouse.move(...at(0.3), { steps: 4 });
  await expect(chart(page).locator('.surface__brush')).toBeVisible();
  await change(page, () => page.mouse.up());
  expect(period(page)).toMatch(/^2026-10-01\.\.2026-10-0[67]$/);
});

test('the row that is pointed at stands out in the chart', async ({ page }) => {
  await open(page, '/?page=channels');
  await chart(page).scrollIntoViewIfNeeded();
  const before = await picture(page);
  const row = page.locator('[data-row]').first();
  await row.dispatchEvent('pointerenter');
  await expect.poll(() => picture(page)).not.toBe(before);
  await row.dispatchEvent('pointerleave');
  await expect.poll(() => picture(page)).toBe(before);
});
