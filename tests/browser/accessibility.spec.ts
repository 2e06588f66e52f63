import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { composer, signIn } from './support/app.js';
import { Caller } from './support/people.js';
import { expect, test } from './support/test.js';

const themes = ['dark', 'light'] as const;
const sizes = [
  { name: 'a phone', viewport: { width: 390, height: 844 } },
  { name: 'a laptop', viewport: { width: 1024, height: 768 } },
  { name: 'a wide screen', viewport: { width: 1600, height: 900 } },
];

/** What axe finds, and whether anything sticks out to the side. */
async function inspect(page: Page, what: string): Promise<void> {
  const results = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  const found = results.violations.map((violation) => ({
    rule: violation.id,
    help: violation.help,
    where: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
  expect.soft(found, what).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${what}: wider than the screen`).toBe(0);
}

for (const colorScheme of themes) {
  for (const { name, viewport } of sizes) {
    test(`every page can be used by everybody: ${colorScheme}, on ${name}`, async ({ newBrowser, server }) => {
      test.setTimeout(120_000);
      const ana = await Caller.signUp(server, 'ana');
      const ben = await Caller.signUp(server, 'ben');
      const { id, channelId } = await ana.createGuild('Mill Lane');
      const code = await ana.invite(id);
      await ben.join(code);
      await ana.send(channelId, 'Some **bold**, _italic_, ~~gone~~, ||hidden|| and `code`\n\n> a quote\n\n```rust\nfn main() {}\n```');
      await ben.send(channelId, `hello <@${ana.id}>, see https://example.org`);
      const page = await newBrowser({ colorScheme, viewport, reducedMotion: 'reduce' });

      for (const path of ['/sign-in', '/sign-up', `/invite/${code}`, '/invite/nothing', '/no/such/page']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await inspect(page, path);
      }
      await signIn(page, 'ana');
      await page.goto(`/invite/${code}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await inspect(page, 'an invite of a server that one is in');
      await page.goto(`/servers/${id}/${channelId}`);
      await expect(composer(page)).toBeVisible();
      await expect(page.getByRole('article')).toHaveCount(2);
      await inspect(page, 'a conversation');
      await page.goto('/settings');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await inspect(page, 'settings');
      await page.goto('/');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await inspect(page, 'home');
    });
  }
}

test('one can write and read with the keyboard alone', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  const page = await newBrowser();
  await page.goto('/sign-in');
  // A person begins to type when the page is there.
  await expect(page.getByRole('textbox', { name: 'User name or e-mail' })).toBeFocused();
  await page.keyboard.type('ana');
  await page.keyboard.press('Tab');
  await page.keyboard.type('the password of ana');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Servers' })).toBeVisible();
  await page.goto(`/servers/${id}`);

  // The place to write has the focus when a channel opens.
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type('written blind');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').filter({ hasText: 'written blind' })).toBeVisible();

  // What others write is said aloud, politely.
  await ana.send(channelId, 'said by another device');
  await expect(page.locator('[aria-live=polite]').filter({ hasText: 'said by another device' })).toHaveCount(1);
});
