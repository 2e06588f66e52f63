import type { Locator, Page } from '@playwright/test';
import { composer, signIn } from './support/app.js';
import { inspect, sizes, themes } from './support/inspect.js';
import { Caller } from './support/people.js';
import { expect, test } from './support/test.js';

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

/** Looks at what has opened over the page, then closes it by Escape. */
async function inspectOpen(page: Page, opened: Locator, what: string): Promise<void> {
  await expect(opened).toBeVisible();
  await inspect(page, what);
  const box = await opened.boundingBox();
  const width = page.viewportSize()?.width ?? 0;
  expect.soft(box && box.x >= 0 && box.x + box.width <= width, `${what}: within the screen`).toBe(true);
  await page.keyboard.press('Escape');
  await expect(opened, `${what}: closed by Escape`).toBeHidden();
}

for (const colorScheme of themes) {
  for (const { name, viewport } of sizes) {
    test(`every dialog, menu and drawer can be used by everybody: ${colorScheme}, on ${name}`, async ({ newBrowser, server }) => {
      test.setTimeout(240_000);
      const ana = await Caller.signUp(server, 'ana');
      const ben = await Caller.signUp(server, 'ben');
      const { id, channelId } = await ana.createGuild('Mill Lane');
      await ana.createCategory(id, 'Workshop');
      const code = await ana.invite(id);
      await ben.join(code);
      await ana.send(channelId, 'said by ana');
      const phone = viewport.width <= 640;
      const page = await newBrowser({ colorScheme, viewport, reducedMotion: 'reduce' });
      const dialog = page.getByRole('dialog');
      const question = page.getByRole('alertdialog');
      const menu = page.getByRole('menu');
      const press = (label: string | RegExp) => page.getByRole('button', { name: label }).click();
      const choose = (label: string) => page.getByRole('menuitem', { name: label }).click();
      await signIn(page, 'ana');

      // What the server and its channels offer. On a phone this is a pane of its own.
      await page.goto(`/servers/${id}`);
      await press(/server menu$/);
      await inspectOpen(page, menu, 'the server menu');
      for (const [entry, what] of [
        ['Invite people', 'inviting'],
        ['New channel', 'making a channel'],
        ['New category', 'making a category'],
      ] as const) {
        await press(/server menu$/);
        await choose(entry);
        if (entry === 'Invite people') {
          await inspect(page, what);
          await dialog.getByRole('button', { name: 'Make link' }).click();
          await expect(dialog.getByLabel('Invite link')).toBeVisible();
        }
        await inspectOpen(page, dialog, what);
      }
      const channel = page.getByRole('link', { name: 'general' });
      const category = page.getByRole('button', { name: 'Workshop', exact: true });
      for (const [what, thing] of [
        ['channel', channel],
        ['category', category],
      ] as const) {
        await thing.click({ button: 'right' });
        await inspectOpen(page, menu, `the menu of a ${what}`);
        await thing.click({ button: 'right' });
        await choose(`Delete ${what}…`);
        await inspectOpen(page, question, `deleting a ${what}`);
      }
      // What opens from anywhere. A phone has these on pages of their own.
      if (!phone) {
        await press(/Your menu$/);
        await inspectOpen(page, menu, 'one\'s own menu');
        await press('Add a server');
        await inspectOpen(page, dialog, 'adding a server');
      }
      await page.keyboard.press('Control+/');
      await inspectOpen(page, dialog, 'the shortcuts');
      await page.keyboard.press('Control+k');
      await inspectOpen(page, dialog, 'the switcher');

      // What a conversation offers.
      await page.goto(`/servers/${id}/${channelId}`);
      const said = page.getByRole('article').filter({ hasText: 'said by ana' });
      await said.hover();
      await expect(page.getByRole('toolbar', { name: 'Message actions' })).toBeVisible();
      await inspect(page, 'the quick actions of a message');
      await said.click({ button: 'right' });
      await inspectOpen(page, menu, 'the menu of a message');
      await said.click({ button: 'right' });
      await choose('Delete message…');
      await inspectOpen(page, question, 'deleting a message');
      await said.click({ button: 'right' });
      await choose('Edit message');
      await inspectOpen(page, page.getByRole('textbox', { name: 'Edit message' }), 'editing a message');
      await composer(page).fill('@be');
      await inspectOpen(page, page.getByRole('listbox', { name: 'People' }), 'people to mention');
      await composer(page).fill('');
      if (viewport.width <= 1100) {
        await press('Members');
        await inspectOpen(page, dialog, 'the drawer of members');
      } else {
        await expect(page.getByRole('complementary', { name: 'Members' })).toBeVisible();
      }
      await said.click({ button: 'right' });
      await choose('Copy text');
      await expect(page.locator('.toast')).toBeVisible();
      await inspect(page, 'a notice');
      await page.context().setOffline(true);
      await expect(page.getByRole('button', { name: /Try now|Connecting/ })).toBeVisible({ timeout: 30_000 });
      await inspect(page, 'without a connection');
      await page.context().setOffline(false);

      // Settings, and what asks in them.
      for (const section of ['profile', 'appearance', 'security']) {
        await page.goto(`/settings/${section}`);
        await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
        await inspect(page, `settings: ${section}`);
      }
      await page.goto('/settings');
      await page.getByRole('textbox', { name: 'Search settings' }).fill('s');
      await expect(page.getByRole('listbox', { name: 'Settings found' })).toBeVisible();
      await inspect(page, 'the search of the settings');
      for (const section of ['overview', 'invites']) {
        await page.goto(`/servers/${id}/settings/${section}`);
        await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
        await inspect(page, `settings of a server: ${section}`);
      }
      await page.goto(`/servers/${id}/settings/overview`);
      await press('Delete server…');
      await inspectOpen(page, question, 'deleting a server');

      // Who does not own the server can leave it.
      const bens = await newBrowser({ colorScheme, viewport, reducedMotion: 'reduce' });
      await signIn(bens, 'ben');
      await bens.goto(`/servers/${id}`);
      await bens.getByRole('button', { name: /server menu$/ }).click();
      await bens.getByRole('menuitem', { name: 'Leave server' }).click();
      await inspectOpen(bens, bens.getByRole('alertdialog'), 'leaving a server');
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
