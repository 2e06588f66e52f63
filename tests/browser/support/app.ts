import { expect, type Locator, type Page } from '@playwright/test';

/** What a person does on the page, by the names that they see or hear. */

export async function signUp(page: Page, username: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('E-mail').fill(`${username}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill(`the password of ${username}`);
  await page.getByRole('button', { name: 'Make account' }).click();
  await expect(page).not.toHaveURL(/sign-up/);
}

export async function signIn(page: Page, username: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel(/user name/i).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(`the password of ${username}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Message/ });
}

/** A message with this text in it, and not just the beginning of a longer number or word. */
export function message(page: Page, text: string): Locator {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return page.getByRole('article').filter({ hasText: new RegExp(`${literal}(?!\\w)`) });
}

/** Writes a message and sends it. */
export async function write(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** Writes a message and sees it: it is on its own page at once, whatever the server does. */
export async function say(page: Page, text: string): Promise<void> {
  await write(page, text);
  await expect(message(page, text)).toBeVisible();
}

/**
 * How often each of the channel's messages stands in the list, which is virtual: what is far away is not on the
 * page. So this scrolls from the end to the beginning and looks at each message once.
 */
export async function messagesFromEndToStart(page: Page): Promise<Map<string, number>> {
  const rows = new Map<string, string>();
  const list = page.getByRole('log');
  await list.hover();
  for (let still = 0; still < 8; ) {
    const before = rows.size;
    const seen = await page.locator('[data-key]').evaluateAll((elements) =>
      elements.map((element) => [element.getAttribute('data-key') ?? '', element.querySelector('.body')?.textContent?.trim() ?? '']),
    );
    for (const [key, text] of seen) if (text) rows.set(key ?? '', text);
    await page.mouse.wheel(0, -350);
    await page.waitForTimeout(60);
    still = rows.size === before ? still + 1 : 0;
  }
  const counts = new Map<string, number>();
  for (const text of rows.values()) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
