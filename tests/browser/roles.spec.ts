import type { Locator, Page } from '@playwright/test';
import { composer, message, say, signIn } from './support/app.js';
import { inspect, sizes, themes } from './support/inspect.js';
import { Caller } from './support/people.js';
import type { Server } from './support/server.js';
import { expect, test } from './support/test.js';

/** A server of ana's that ben is in. */
async function millLane(server: Server) {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  await ben.join(await ana.invite(id));
  return { ana, ben, id, channelId };
}

function permission(page: Page, id: string): Locator {
  return page.locator(`[data-permission=${id}]`);
}

async function pick(page: Page, label: string, name: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(name);
  await page.getByRole('option', { name }).click();
}

test('a role is made, coloured, given, and taken away again', async ({ newBrowser, server }) => {
  const { ben, id, channelId } = await millLane(server);
  await ben.send(channelId, 'said by ben');
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/settings/roles`);

  await page.getByRole('button', { name: 'New role' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await page.keyboard.type('Stewards');
  await page.getByRole('radio', { name: 'Violet' }).click();
  const unsaved = page.getByRole('region', { name: 'Changes not saved' });
  await unsaved.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Stewards is saved.', { exact: true })).toBeVisible();
  await expect(unsaved).toBeHidden();

  await page.getByRole('tab', { name: /^Members/ }).click();
  await pick(page, 'Give it to somebody', 'ben');
  await expect(page.getByRole('list', { name: 'Who has Stewards' })).toContainText('ben');

  // Before it is saved, the page says for whom what changes.
  await page.getByRole('tab', { name: 'Permissions' }).click();
  await permission(page, 'MANAGE_MESSAGES').getByRole('switch').click();
  await expect(unsaved).toContainText('This changes what one person may do.');
  await expect(unsaved).toContainText('Delete what others wrote');
  // Leaving asks, and staying keeps it.
  await page.getByRole('link', { name: 'Overview' }).click();
  const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await unsaved.getByRole('button', { name: 'Save' }).click();
  await expect(unsaved).toBeHidden();

  // The name is drawn in a colour that can be read, wherever it stands.
  await page.goto(`/servers/${id}/${channelId}`);
  const drawn = page.getByRole('article').getByText('ben', { exact: true });
  await expect(drawn).toHaveAttribute('style', /color/);

  await page.goto(`/servers/${id}/settings/roles`);
  await page.getByRole('button', { name: 'More for Stewards' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const remove = page.getByRole('alertdialog', { name: 'Delete Stewards?' });
  await expect(remove).toContainText('The person who has it loses it.');
  await expect(remove).toContainText('This changes what one person may do.');
  await remove.getByRole('button', { name: 'Delete role' }).click();
  await expect(page.getByRole('link', { name: 'Stewards' })).toHaveCount(0);
});

test('a save can be undone', async ({ newBrowser, server }) => {
  const { ana, id } = await millLane(server);
  const roleId = await ana.createRole(id, 'Helpers', []);
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/settings/roles/${roleId}/permissions`);
  const toggle = permission(page, 'PIN_MESSAGES').getByRole('switch');
  await toggle.click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('It is as it was before.', { exact: true })).toBeVisible();
  await expect(toggle).not.toBeChecked();
});

test('what stands above oneself is locked, and what one has not cannot be given', async ({ newBrowser, server }) => {
  const { ana, ben, id } = await millLane(server);
  const below = await ana.createRole(id, 'Below', []);
  const mine = await ana.createRole(id, 'Helpers', ['MANAGE_ROLES', 'PIN_MESSAGES']);
  const above = await ana.createRole(id, 'Stewards', []);
  await ana.moveRoles(id, [above, mine, below]);
  await ana.giveRole(id, ben.id, mine);
  const page = await newBrowser();
  await signIn(page, 'ben');

  await page.goto(`/servers/${id}/settings/roles/${above}`);
  await expect(page.getByRole('note')).toContainText('Stewards stands above your highest role.');
  await expect(page.getByLabel('Name', { exact: true })).toBeDisabled();

  await page.goto(`/servers/${id}/settings/roles/${below}/permissions`);
  await expect(permission(page, 'BAN_MEMBERS')).toContainText('You do not have it yourself');
  const ban = permission(page, 'BAN_MEMBERS').getByRole('switch');
  await ban.focus();
  await page.keyboard.press('Space');
  await expect(ban).not.toBeChecked();
  await permission(page, 'PIN_MESSAGES').getByRole('switch').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Below is saved.', { exact: true })).toBeVisible();
});

test('a private channel is made for somebody, and closes before whoever is put out', async ({ newBrowser, server }) => {
  const { id } = await millLane(server);
  const ana = await newBrowser();
  const ben = await newBrowser();
  await signIn(ana, 'ana');
  await signIn(ben, 'ben');
  await ana.goto(`/servers/${id}`);
  await ben.goto(`/servers/${id}`);
  await expect(composer(ben)).toBeVisible();

  await ana.getByRole('button', { name: /server menu$/ }).click();
  await ana.getByRole('menuitem', { name: 'New channel' }).click();
  const dialog = ana.getByRole('dialog', { name: 'New channel' });
  await dialog.getByLabel('Name', { exact: true }).fill('den');
  await dialog.getByRole('switch', { name: 'Private' }).click();
  await pick(ana, 'Who is let in', 'ben');
  await expect(dialog.getByRole('list', { name: 'Let in' })).toContainText('ben');
  await dialog.getByRole('button', { name: 'Make channel' }).click();
  await expect(ana.getByRole('link', { name: 'den, private' })).toBeVisible();

  // Whom it is for sees it come; others do not.
  const link = ben.getByRole('link', { name: /^den/ });
  await link.click();
  await say(ana, 'only we can read this');
  await expect(message(ben, 'only we can read this')).toBeVisible();

  // Put out by the settings of the channel: it is gone from the screen at once.
  await ana.getByRole('link', { name: /^den/ }).click({ button: 'right' });
  await ana.getByRole('menuitem', { name: 'Channel settings' }).click();
  await ana.getByRole('link', { name: 'Who may what' }).click();
  await ana.getByRole('button', { name: /^ben/ }).click();
  await permission(ana, 'VIEW_CHANNEL').getByRole('radio', { name: 'Deny' }).click();
  const unsaved = ana.getByRole('region', { name: 'Changes not saved' });
  await expect(unsaved).toContainText('See channels');
  await unsaved.getByRole('button', { name: 'Save' }).click();
  await expect(unsaved).toBeHidden();
  await expect(link).toHaveCount(0);
  await expect(ben.getByRole('heading', { name: 'This channel is not here' })).toBeVisible();
});

test('the page says why somebody may not write', async ({ newBrowser, server }) => {
  const { ana, ben, id, channelId } = await millLane(server);
  const role = await ana.createRole(id, 'Muted', []);
  await ana.giveRole(id, ben.id, role);
  await ana.overwrite(channelId, role, [], ['SEND_MESSAGES']);
  const page = await newBrowser();
  await signIn(page, 'ben');
  await page.goto(`/servers/${id}/${channelId}`);
  await expect(page.getByText('You may read #general, but not write in it.')).toBeVisible();
  await page.getByRole('link', { name: 'Why?' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Why?' })).toBeVisible();
  await page.getByRole('radio', { name: 'Denied' }).click();
  const answer = permission(page, 'SEND_MESSAGES');
  await expect(answer).toContainText('No:');
  await expect(answer).toContainText('Muted');
  // One may ask about oneself, and about nobody else.
  await expect(page.getByLabel('Somebody else')).toHaveCount(0);

  const anas = await newBrowser();
  await signIn(anas, 'ana');
  await anas.goto(`/servers/${id}/settings/why`);
  await pick(anas, 'Somebody else', 'ben');
  await anas.getByLabel('Where').selectOption({ label: '#general' });
  await expect(permission(anas, 'SEND_MESSAGES')).toContainText('No:');
  await permission(anas, 'SEND_MESSAGES').getByRole('link').click();
  await expect(anas.getByRole('heading', { level: 2, name: 'Muted' })).toBeVisible();
});

test('roles can be edited, ordered and given with the keyboard alone', async ({ newBrowser, server }) => {
  const { ana, id } = await millLane(server);
  await ana.createRole(id, 'Helpers', []);
  await ana.createRole(id, 'Guests', []);
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/settings/roles`);
  const order = () => page.getByRole('list', { name: 'Roles, the highest first' }).getByRole('link').allInnerTexts();
  await expect.poll(order).toEqual(['Helpers', 'Guests', '@everyone']);

  await page.getByRole('link', { name: 'Guests' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual(['Guests', 'Helpers', '@everyone']);
  await expect(page.getByRole('link', { name: 'Guests' })).toBeFocused();
  // The same by the menu.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Move down' }).press('Enter');
  await expect.poll(order).toEqual(['Helpers', 'Guests', '@everyone']);

  await page.getByRole('link', { name: 'Guests' }).press('Enter');
  await page.getByRole('tab', { name: 'Display' }).focus();
  await page.keyboard.press('ArrowRight');
  const pins = permission(page, 'PIN_MESSAGES').getByRole('switch');
  await pins.focus();
  await page.keyboard.press('Space');
  await expect(pins).toBeChecked();
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(page.getByText('Guests is saved.', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: 'Permissions' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByLabel('Give it to somebody').focus();
  await page.keyboard.type('ben');
  await expect(page.getByRole('option', { name: 'ben' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Who has Guests' })).toContainText('ben');
});

test('a channel is locked, archived, put under an age and comes back', async ({ newBrowser, server }) => {
  const { id, channelId } = await millLane(server);
  const ana = await newBrowser();
  const ben = await newBrowser();
  await signIn(ana, 'ana');
  await signIn(ben, 'ben');
  await ben.goto(`/servers/${id}/${channelId}`);
  await expect(composer(ben)).toBeVisible();

  await ana.goto(`/servers/${id}/channels/${channelId}/settings/closing`);
  await ana.getByRole('button', { name: 'Lock channel' }).click();
  await expect(ben.getByText('#general is locked: only those who manage it write for now.')).toBeVisible();
  await ana.getByRole('button', { name: 'Open it again' }).click();
  await expect(composer(ben)).toBeVisible();

  await ana.getByRole('button', { name: 'Archive channel' }).click();
  await expect(ben.getByText('#general is archived: it is there to be read.')).toBeVisible();
  await expect(ben.getByRole('button', { name: 'Archived: 1' })).toBeVisible();
  await ana.getByRole('button', { name: 'Bring it back' }).click();
  await expect(composer(ben)).toBeVisible();

  await ana.goto(`/servers/${id}/channels/${channelId}/settings/overview`);
  await ana.getByLabel('Topic').fill('Late at night');
  await ana.getByRole('switch', { name: 'Age-restricted' }).click();
  await ana.getByRole('button', { name: 'Save' }).click();
  await expect(ben.getByRole('heading', { name: '#general is for adults' })).toBeVisible();
  await ben.getByRole('button', { name: 'I am of age' }).click();
  await expect(composer(ben)).toBeVisible();
});

test('a server is handed over, with the password', async ({ newBrowser, server }) => {
  const { id } = await millLane(server);
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/settings/overview`);
  await page.getByRole('button', { name: 'Hand over…' }).click();
  const dialog = page.getByRole('dialog');
  await pick(page, 'The new owner', 'ben');
  await dialog.getByLabel('Your password', { exact: true }).fill('not the password');
  await dialog.getByRole('button', { name: 'Hand it over' }).click();
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await dialog.getByLabel('Your password', { exact: true }).fill('the password of ana');
  await dialog.getByRole('button', { name: 'Hand it over' }).click();
  await expect(page.getByText('Mill Lane is ben’s now.', { exact: true })).toBeVisible();
});

for (const colorScheme of themes) {
  for (const { name, viewport } of sizes) {
    test(`roles and channels can be managed by everybody: ${colorScheme}, on ${name}`, async ({ newBrowser, server }) => {
      test.setTimeout(180_000);
      const { ana, ben, id, channelId } = await millLane(server);
      const role = await ana.createRole(id, 'Helpers', ['MANAGE_MESSAGES']);
      await ana.giveRole(id, ben.id, role);
      await ana.overwrite(channelId, role, ['PIN_MESSAGES'], ['ATTACH_FILES']);
      const page = await newBrowser({ colorScheme, viewport, reducedMotion: 'reduce' });
      await signIn(page, 'ana');

      const guild = `/servers/${id}/settings`;
      const channel = `/servers/${id}/channels/${channelId}/settings`;
      for (const [path, sign] of [
        [`${guild}/roles`, page.getByRole('link', { name: 'Helpers' })],
        [`${guild}/roles/${role}/display`, page.getByRole('radio', { name: 'Violet' })],
        [`${guild}/roles/${role}/permissions`, permission(page, 'BAN_MEMBERS')],
        [`${guild}/roles/${role}/members`, page.getByRole('list', { name: 'Who has Helpers' }).getByText('ben')],
        [`${guild}/why?user=${ben.id}&channel=${channelId}`, permission(page, 'SEND_MESSAGES')],
        [`${channel}/overview`, page.getByLabel('Slow mode')],
        [`${channel}/permissions`, permission(page, 'SEND_MESSAGES')],
        [`${channel}/invites`, page.getByRole('button', { name: 'Make invite' })],
        [`${channel}/closing`, page.getByRole('button', { name: 'Lock channel' })],
      ] as const) {
        await page.goto(path);
        await expect(sign).toBeVisible();
        await inspect(page, path);
      }

      await page.goto(`${guild}/roles/${role}/permissions`);
      await permission(page, 'KICK_MEMBERS').getByRole('switch').click();
      await expect(page.getByText('This changes what one person may do.')).toBeVisible();
      await inspect(page, 'what will change');
      await page.goto(`${channel}/permissions`);
      await page.getByRole('switch', { name: 'Private' }).click();
      await page.getByLabel('Who is let in').click();
      await expect(page.getByRole('option', { name: 'Helpers' })).toBeVisible();
      await inspect(page, 'who is let in');
      await page.goto(`/servers/${id}`);
      await page.getByRole('button', { name: /server menu$/ }).click();
      await page.getByRole('menuitem', { name: 'New channel' }).click();
      await expect(page.getByRole('radio', { name: /^Forum/ })).toBeVisible();
      await inspect(page, 'making a channel');
    });
  }
}
