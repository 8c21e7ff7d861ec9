// What a reader does with a view: steps, dates, comparison, undo and redo, names, links, keys.

import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { change, expect, langs, open, plain, screen, table, tabTo, test } from './dashboard.mjs';

const search = (page) => new URL(page.url()).searchParams;
const list = (page, name) => page.getByRole('combobox', { name, exact: true });
const focusedDay = (page) => page.evaluate(() => document.activeElement?.dataset.day);

test('steps are chosen beside the period, and stand in the link', async ({ page }) => {
  await open(page, '/?page=channels&period=last-90-days');
  const bars = () => page.locator('[data-kind="mix"] [data-index]').count();
  const before = await bars();
  await change(page, () => list(page, 'Steps of the charts').selectOption('month'));
  expect(search(page).get('step')).toBe('month');
  expect(await bars()).toBeLessThan(before);
  await change(page, () => list(page, 'Steps of the charts').selectOption(''));
  expect(search(page).has('step')).toBe(false);
  expect(await bars()).toBe(before);
});

test('days are walked and picked by keys in a calendar', async ({ page }) => {
  await open(page, '/?period=2026-03-10..2026-03-18');
  const button = page.getByRole('button', { name: 'Choose dates' });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: 'Choose dates' });
  await expect(sheet).toBeVisible();
  await tabTo(page, sheet.locator('[data-day="2026-03-18"]'));
  // 26 April 2026 is a Sunday, with which this feed's weeks begin.
  for (const [key, day] of [['ArrowRight', '2026-03-19'], ['ArrowDown', '2026-03-26'], ['PageDown', '2026-04-26'], ['Home', '2026-04-26'], ['ArrowUp', '2026-04-19']]) {
    await page.keyboard.press(key);
    await expect.poll(() => focusedDay(page), key).toBe(day);
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('PageDown');
  await expect.poll(() => focusedDay(page)).toBe('2026-05-19');
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('textbox', { name: 'From' })).toHaveValue('2026-04-19');
  await expect(sheet.getByRole('textbox', { name: 'To' })).toHaveValue('2026-05-19');
  await change(page, () => sheet.getByRole('button', { name: 'Show these days' }).click());
  expect(search(page).get('period')).toBe('2026-04-19..2026-05-19');
  await expect(sheet).toBeHidden();
});

test('in Arabic the arrow to the left leads to the next day', async ({ page }) => {
  await open(page, '/?period=2026-03-10..2026-03-18&lang=ar');
  await page.locator('[popovertarget="custom-dates"]').first().click();
  await page.locator('#custom-dates [data-day="2026-03-18"]').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => focusedDay(page)).toBe('2026-03-19');
});

test('weeks begin as the reader wants, with Hijri dates beside, also on the next visit', async ({ page }) => {
  await open(page, '/?period=2026-03-10..2026-03-18');
  const sheet = page.getByRole('dialog', { name: 'Choose dates' });
  const first = () => sheet.locator('thead th').first().innerText();
  const openSheet = () => page.getByRole('button', { name: 'Choose dates' }).click();
  await openSheet();
  await sheet.getByRole('button', { name: 'On Monday' }).click();
  expect(await first()).toBe('Mon');
  await sheet.getByRole('button', { name: 'On Sunday' }).click();
  expect(await first()).toBe('Sun');
  await sheet.getByRole('checkbox', { name: 'Hijri dates beside' }).check();
  // 18 March 2026 is 29 Ramadan 1447 of Umm al-Qura.
  await expect(sheet.locator('[data-day="2026-03-18"]')).toHaveText('1829');
  await expect(sheet.locator('[data-day="2026-03-18"]')).toHaveAccessibleName(/18 March 2026.*29.*Ramadan.*1447|Ramadan 29, 1447/);
  await page.reload();
  await expect(page.locator('.period-bar__hijri')).toContainText('1447');
  await openSheet();
  expect(await first()).toBe('Sun');
  await expect(sheet.locator('[data-day="2026-03-18"] small')).toHaveText('29');
});

test('the comparison has days of its own, and meets Ramadan with Ramadan', async ({ page }) => {
  await open(page, '/?period=2026-02-18..2026-02-24');
  await change(page, () => list(page, 'Compare with').selectOption('last-ramadan'));
  expect(search(page).get('compare')).toBe('last-ramadan');
  expect(plain(await page.locator('.period-bar__compared').innerText())).toMatch(/1\s*–\s*7 Mar 2025|Mar 1\s*–\s*7, 2025/);
  await page.getByRole('button', { name: 'Compare with dates of your own' }).click();
  const sheet = page.getByRole('dialog', { name: 'Compare with dates of your own' });
  await sheet.getByRole('textbox', { name: 'From' }).fill('2025-06-01');
  await sheet.getByRole('textbox', { name: 'To' }).fill('2025-06-07');
  await change(page, () => sheet.getByRole('button', { name: 'Compare with these days' }).click());
  expect(search(page).get('compare')).toBe('2025-06-01..2025-06-07');
  expect(await list(page, 'Compare with').evaluate((select) => select.selectedOptions[0].text)).toBe('Custom dates');
});

test('undo and redo walk through the views, and know their ends', async ({ page }) => {
  await open(page, '/');
  const [undo, redo] = [page.getByRole('button', { name: 'Undo' }), page.getByRole('button', { name: 'Redo' })];
  await expect(undo).toBeDisabled();
  const screens = [await screen(page)];
  await change(page, () => list(page, 'Period').selectOption('last-7-days'));
  screens.push(await screen(page));
  await change(page, () => list(page, 'Compare with').selectOption('none'));
  screens.push(await screen(page));
  await expect(redo).toBeDisabled();
  await change(page, () => undo.click());
  expect(await screen(page)).toEqual(screens[1]);
  await change(page, () => page.keyboard.press('Control+z'));
  expect(await screen(page)).toEqual(screens[0]);
  await expect(undo).toBeDisabled();
  await change(page, () => page.keyboard.press('Control+Shift+z'));
  expect(await screen(page)).toEqual(screens[1]);
  await change(page, () => list(page, 'Compare with').selectOption('last-year'));
  await expect(redo).toBeDisabled();
});

test('views are kept under names, which are changed and deleted; their links show the same screen', async ({ page }) => {
  await open(page, '/?page=channels&where=channel:email&period=last-7-days');
  const due = await screen(page);
  const sheet = page.getByRole('dialog', { name: 'Save and share' });
  const openSheet = () => page.getByRole('button', { name: 'Save and share' }).click();
  await openSheet();
  await sheet.getByRole('textbox', { name: 'Name of the view' }).fill('E-mail, week');
  await page.keyboard.press('Enter');
  await expect(sheet.getByRole('link', { name: 'E-mail, week' })).toBeVisible();
  await page.goto('/');
  await openSheet();
  await sheet.getByRole('button', { name: /^Rename .*E-mail, week/ }).click();
  const field = sheet.locator('li').getByRole('textbox');
  await field.fill('Mail');
  await sheet.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(sheet.getByRole('link')).toHaveText(['Mail']);
  await change(page, () => sheet.getByRole('link', { name: 'Mail' }).click());
  expect(await screen(page)).toEqual(due);
  await page.reload();
  await openSheet();
  await sheet.getByRole('button', { name: /^Delete .*Mail/ }).click();
  await expect(sheet.getByRole('link')).toHaveCount(0);
  await expect(page.locator('.brief-word')).toHaveText('Deleted.');
});

test('the link is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/?page=channels&where=channel:email');
  await page.getByRole('button', { name: 'Save and share' }).click();
  await page.getByRole('dialog', { name: 'Save and share' }).getByRole('button', { name: 'Copy the link' }).click();
  await expect(page.locator('.brief-word')).toHaveText('The link is copied.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('keys do what their list says, and single ones can be switched off', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await expect(sheet.getByRole('definition')).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('p');
  await expect(list(page, 'Period')).toBeFocused();
  await page.locator('main').focus();
  await page.keyboard.press('c');
  await expect(list(page, 'Compare with')).toBeFocused();
  await page.locator('main').focus();
  await change(page, () => page.keyboard.press('['));
  expect(search(page).get('period')).toMatch(/^\d{4}-\d\d-\d\d\.\./);
  await change(page, () => page.keyboard.press('2'));
  expect(search(page).get('page')).toBe('channels');
  await page.keyboard.press('?');
  await sheet.getByRole('checkbox', { name: 'Single keys do something' }).uncheck();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await expect(sheet).toBeHidden();
  await page.locator('main').focus();
  await page.keyboard.press('?');
  await expect(sheet).toBeHidden();
  await change(page, () => page.keyboard.press('Control+z'));
});

for (const lang of langs) {
  test(`every sheet has a button that closes it, and fits the screen, in ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, `/?lang=${lang}`);
    const buttons = page.locator('[popovertarget]:not([popovertargetaction])').filter({ visible: true });
    const ids = new Set(await buttons.evaluateAll((all) => all.map((button) => button.getAttribute('popovertarget'))));
    expect(ids.size).toBeGreaterThan(5);
    for (const id of ids) {
      await buttons.and(page.locator(`[popovertarget="${id}"]`)).first().click();
      const sheet = page.locator(`#${id}`);
      await expect(sheet, id).toBeVisible();
      const box = await sheet.boundingBox();
      expect.soft(box.x >= 0 && box.x + box.width <= 390, `${id}: ${JSON.stringify(box)}`).toBe(true);
      expect.soft(await sheet.evaluate((element) => element.scrollWidth - element.clientWidth), `${id} is wider than itself`).toBeLessThanOrEqual(0);
      await sheet.getByRole('button', { name: lang === 'ar' ? 'إغلاق' : 'Close' }).click();
      await expect(sheet, id).toBeHidden();
    }
  });
}

test('a value is found by a part of its name, and filters', async ({ page }) => {
  await open(page, '/?page=channels');
  await page.locator('main').focus();
  await page.keyboard.press('f');
  const sheet = page.getByRole('dialog', { name: 'Find what to filter by' });
  await expect(sheet).toBeVisible();
  await sheet.getByRole('searchbox', { name: 'Part of the name' }).fill('SEARCH paid');
  await expect(sheet.getByRole('list').getByRole('button')).toHaveText(['Paid search']);
  await change(page, () => sheet.getByRole('button', { name: 'Paid search' }).click());
  expect(search(page).getAll('where')).toEqual(['channel:paid_search']);
  await expect(sheet.getByRole('button', { name: 'Paid search' })).toHaveAttribute('aria-pressed', 'true');
  await sheet.getByRole('searchbox', { name: 'Part of the name' }).fill('no such thing');
  await expect(sheet.getByRole('status')).toHaveText('Nothing has this name.');
  await sheet.getByRole('combobox', { name: 'Filter by' }).selectOption('region');
  await sheet.getByRole('searchbox', { name: 'Part of the name' }).fill('riy');
  await change(page, () => sheet.getByRole('list').getByRole('button').first().click());
  expect(search(page).getAll('where')).toEqual(['channel:paid_search', 'region:riyadh']);
});

test('the table shows the metrics that are chosen, and is copied and saved as it stands', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/?page=channels&compare=none');
  const heads = () => page.locator('.table thead th').allInnerTexts();
  const all = await heads();
  await page.getByRole('button', { name: 'Metrics' }).click();
  const sheet = page.getByRole('dialog', { name: 'Choose the metrics of the table' });
  await change(page, () => sheet.getByRole('checkbox', { name: 'Orders' }).uncheck());
  expect((await heads()).length).toBe(all.length - 1);
  expect(search(page).get('metrics')).toContain('revenue');
  await expect(sheet.getByRole('checkbox', { name: 'Orders' })).not.toBeChecked();
  await change(page, () => sheet.getByRole('button', { name: 'Show all' }).click());
  expect(await heads()).toEqual(all);
  await page.keyboard.press('Escape');

  const { total, rows } = await table(page);
  const due = [total, ...Object.values(rows)].map((row) => Object.values(row).map(({ value }) => value));
  const numbers = (text, mark) => text.trim().split('\n').slice(1).map((line) => line.trimEnd().split(mark).slice(1).map((cell) => (cell === '' ? null : Number(cell))));
  const padded = (lines) => lines.map((line) => [...line, ...Array(due[0].length - line.length).fill(null)]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download the table as CSV' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^miyar-channels-\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv$/);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(padded(numbers(csv, ','))).toEqual(due);
  await page.getByRole('button', { name: 'Copy the table' }).click();
  await expect(page.locator('.brief-word')).toHaveText('The table is copied.');
  expect(padded(numbers(await page.evaluate(() => navigator.clipboard.readText()), '\t'))).toEqual(due);
});

for (const lang of langs) {
  test(`the Summary prints on one page of A4, with its period, filters and source, in ${lang}`, async ({ page }) => {
    await open(page, `/?lang=${lang}&where=region:riyadh`);
    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g).length).toBe(1);
    const [, width, height] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/).map(Number);
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.period-bar__resolved', '.period-bar__compared', '.filter-chips__chip', '.footer__link', '.header__title']) {
      await expect(page.locator(part).first(), part).toBeVisible();
    }
    for (const gone of ['.tools', '.nav', '.filter-button', '.settings']) await expect(page.locator(gone).first(), gone).toBeHidden();
    expect(await page.locator('.footer__link').innerText()).toContain('where=region:riyadh');
  });
}

for (const lang of langs) {
  test(`axe finds nothing on the sheets in ${lang}, by day and by night`, async ({ page }) => {
    const found = {};
    await page.addInitScript(() => localStorage.setItem('miyar.hijri', 'on'));
    await open(page, `/?page=channels&lang=${lang}&where=region:riyadh`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const id of ['custom-dates', 'compared-dates', 'share', 'shortcuts', 'filters', 'metrics', 'settings']) {
        if (id === 'filters') await page.locator('.filter-button').click();
        else await page.evaluate((sheet) => document.getElementById(sheet).showPopover(), id);
        await expect(page.locator(`#${id}`)).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).include(`#${id}`).analyze();
        for (const { id: rule, nodes } of violations) for (const { target, failureSummary } of nodes) (found[`${rule}: ${target} ${failureSummary}`] ??= []).push(`${id} ${colorScheme}`);
        await page.keyboard.press('Escape');
      }
    }
    expect(found).toEqual({});
  });
}
