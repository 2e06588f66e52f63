import type { Locator, Page } from '@playwright/test';
import { signIn } from './support/app.js';
import { Caller } from './support/people.js';
import { expect, test } from './support/test.js';

function search(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Search settings' });
}

/** Whatever the search finds by `text` leads somewhere; those that are settings of a section stand out there. */
async function followAll(page: Page, text: string): Promise<string[]> {
  await search(page).fill(text);
  const options = page.getByRole('listbox', { name: 'Settings found' }).getByRole('option');
  const labels = await options.allInnerTexts();
  for (const [index, label] of labels.entries()) {
    await options.nth(index).click();
    const single = label.includes('\n');
    if (single) await expect(page.locator('main [data-marked]'), label).toBeInViewport();
    else await expect(page.getByRole('heading', { level: 1, name: label })).toBeVisible();
  }
  return labels;
}

test('settings are found by their words, and each is where the search leads', async ({ newBrowser, server }) => {
  // It goes to every setting there is.
  test.setTimeout(240_000);
  const ana = await Caller.signUp(server, 'ana');
  const { id } = await ana.createGuild('Mill Lane');
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto('/settings');

  // By keyboard alone, from a word that is nowhere on the page.
  await search(page).fill('night');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/appearance#theme$/);
  await expect(page.locator('[data-setting=theme]')).toBeFocused();

  // An address that names a setting leads to it.
  await page.goto('/settings/profile#display-name');
  await expect(page.getByLabel('Display name')).toBeFocused();

  await search(page).fill('no such thing');
  await expect(page.getByText('No setting is called that.')).toBeVisible();
  await search(page).press('Escape');
  await expect(page.getByRole('link', { name: 'Appearance' })).toBeVisible();

  const mine = new Set<string>();
  for (const letter of 'aeiou') for (const label of await followAll(page, letter)) mine.add(label);
  expect([...mine]).toContain('Devices\nPassword and devices');

  await page.goto(`/servers/${id}/settings`);
  const ofServer = new Set<string>();
  for (const letter of 'aeiou') for (const label of await followAll(page, letter)) ofServer.add(label);
  expect([...ofServer]).toContain('Delete server\nOverview');
});

test('deleting a server asks first, by its name, with the focus on what changes nothing', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const { id } = await ana.createGuild('Mill Lane');
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/settings/overview`);
  await page.getByRole('button', { name: 'Delete server…' }).click();

  const question = page.getByRole('alertdialog', { name: 'Delete Mill Lane?' });
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  const remove = question.getByRole('button', { name: 'Delete server' });
  await expect(remove).toBeDisabled();
  // Beside it nothing happens: it wants an answer.
  await page.mouse.click(5, 5);
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(page).toHaveURL(/settings\/overview/);

  await page.getByRole('button', { name: 'Delete server…' }).click();
  await question.getByLabel('Type “Mill Lane” to confirm').fill('Mill Lane');
  await remove.click();
  await expect(page.getByText('Mill Lane is deleted.', { exact: true })).toBeVisible();
});
