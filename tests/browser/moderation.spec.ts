import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { composer, message, say, signIn } from './support/app.js';
import { Caller } from './support/people.js';
import { expect, test } from './support/test.js';

/** What axe finds, and whether anything sticks out to the side. */
async function inspect(page: Page, what: string): Promise<void> {
  const results = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = results.violations.map((violation) => ({
    rule: violation.id,
    help: violation.help,
    where: violation.nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
  expect.soft(found, what).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${what}: wider than the screen`).toBe(0);
}

/** Opens the menu of a message, and in it what is about its author. */
async function openAuthorMenu(page: Page, text: string, author: string): Promise<void> {
  await message(page, text).click({ button: 'right' });
  await page.getByRole('menuitem', { name: author, exact: true }).press('ArrowRight');
}

test('a moderator bans from the menu of a message, and the log says so', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  await ben.join(await ana.invite(id));
  await ben.send(channelId, 'buy my watches');
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/${channelId}`);

  await message(page, 'buy my watches').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Ban ben…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Ban ben?' });
  await expect(question).toContainText('no invite lets them in');
  await question.getByLabel('Delete what they wrote').selectOption({ label: 'The last 1 day' });
  await expect(question).toContainText('What they wrote here in the last 1 day is deleted for good');
  await question.getByLabel('Reason').fill('sells watches');
  await question.getByRole('button', { name: 'Ban', exact: true }).click();
  await expect(page.getByText('Banned: ben.', { exact: true })).toBeVisible();
  await expect(message(page, 'buy my watches')).toHaveCount(0);

  await page.goto(`/servers/${id}/settings/audit`);
  const entry = page.getByRole('listitem').filter({ hasText: 'ana banned ben' });
  await expect(entry).toContainText('sells watches');
  await expect(entry).toContainText('with what they wrote in the last 1 day');

  await page.goto(`/servers/${id}/settings/bans`);
  await page.getByRole('button', { name: 'Unban ben' }).click();
  await expect(page.getByText('ben may come back.', { exact: true })).toBeVisible();
  await expect(page.getByText('Nobody is banned')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Unban ben' })).toBeVisible();
});

test('a report keeps what was written, and is decided from where it stands', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const cleo = await Caller.signUp(server, 'cleo');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  const code = await ana.invite(id);
  await ben.join(code);
  await cleo.join(code);
  await cleo.send(channelId, 'lovely weather');
  await ben.send(channelId, 'you are all fools');

  const reporter = await newBrowser();
  await signIn(reporter, 'cleo');
  await reporter.goto(`/servers/${id}/${channelId}`);
  await message(reporter, 'you are all fools').click({ button: 'right' });
  await reporter.getByRole('menuitem', { name: 'Report message…' }).click();
  const dialog = reporter.getByRole('dialog', { name: 'Report this message' });
  await expect(dialog.getByRole('button', { name: 'Send report' })).toBeDisabled();
  await dialog.getByLabel('Harassment').check();
  await dialog.getByLabel('What they should know').fill('every day');
  await dialog.getByRole('button', { name: 'Send report' }).click();
  await expect(reporter.getByText(/^Thank you/)).toBeVisible();

  const moderator = await newBrowser();
  await signIn(moderator, 'ana');
  await moderator.goto(`/servers/${id}/settings/reports`);
  const found = moderator.getByRole('article', { name: 'Report about ben' });
  await expect(found).toContainText('cleo reported ben in #general');
  await expect(found).toContainText('every day');
  await expect(found).toContainText('lovely weather');
  await found.getByRole('button', { name: 'Delete message' }).click();
  await expect(found).toContainText('You deleted the message');
  await expect(found).toContainText('you are all fools');
  await expect(message(reporter, 'you are all fools')).toHaveCount(0);

  await found.getByRole('button', { name: 'Time out…' }).click();
  await moderator.getByRole('alertdialog').getByRole('button', { name: /^Time out for/ }).click();
  await expect(found.getByLabel('What was done')).toHaveValue('TIMED_OUT');
  await found.getByLabel('Note for other moderators').fill('first time');
  await found.getByRole('button', { name: 'Resolve' }).click();
  await expect(moderator.getByText('Nothing to decide')).toBeVisible();
  await moderator.getByRole('tab', { name: 'Resolved' }).click();
  await expect(moderator.getByRole('article')).toContainText('first time');

  await reporter.goto('/settings/privacy');
  const mine = reporter.getByRole('article', { name: 'Report about ben' });
  await expect(mine).toContainText('Resolved');
  await expect(mine).not.toContainText('first time');
});

test('whoever is timed out is told so where they would write, and is not when it ends', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  await ben.join(await ana.invite(id));
  await ben.send(channelId, 'hello');
  const his = await newBrowser();
  await signIn(his, 'ben');
  await his.goto(`/servers/${id}/${channelId}`);
  await expect(composer(his)).toBeVisible();

  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/${channelId}`);
  await page.getByRole('region', { name: 'Member list' }).getByRole('button', { name: /ben/ }).click();
  await page.getByRole('button', { name: 'More about ben' }).click();
  await page.getByRole('menuitem', { name: 'Time out…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Time ben out?' });
  await question.getByRole('radio', { name: '1 hour' }).check();
  await question.getByRole('button', { name: 'Time out for 1 hour' }).click();

  await expect(his.getByText(/A moderator timed you out until/)).toBeVisible();
  await expect(composer(his)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(composer(his)).toBeVisible();
});

test('who may not act on somebody is told why', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const cleo = await Caller.signUp(server, 'cleo');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  const code = await ana.invite(id);
  await ben.join(code);
  await cleo.join(code);
  const steward = await ana.createRole(id, 'Steward', ['KICK_MEMBERS']);
  await ana.giveRole(id, ben.id, steward);
  await ana.send(channelId, 'from the owner');
  await cleo.send(channelId, 'from a member');
  const page = await newBrowser();
  await signIn(page, 'ben');
  await page.goto(`/servers/${id}/${channelId}`);

  await openAuthorMenu(page, 'from the owner', 'ana');
  await expect(page.getByRole('menuitem', { name: 'Kick…' })).toBeDisabled();
  await expect(page.getByText('ana owns the server')).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Ban…' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await openAuthorMenu(page, 'from a member', 'cleo');
  await page.getByRole('menuitem', { name: 'Kick…' }).click();
  await page.getByRole('alertdialog', { name: 'Kick cleo?' }).getByRole('button', { name: 'Kick' }).click();
  await expect(page.getByText('Kicked: cleo.', { exact: true })).toBeVisible();
});

test('what blocked people write is folded away until asked for', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  await ben.join(await ana.invite(id));
  await ben.send(channelId, 'listen to me');
  await ben.send(channelId, 'listen, I say');
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/${channelId}`);
  await openAuthorMenu(page, 'listen to me', 'ben');
  await page.getByRole('menuitem', { name: 'Block or ignore…' }).click();
  await page.getByRole('alertdialog', { name: 'Block ben?' }).getByRole('button', { name: 'Block' }).click();

  await expect(page.getByText('2 messages of people you blocked')).toBeVisible();
  await expect(message(page, 'listen to me')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(message(page, 'listen, I say')).toBeVisible();

  await page.goto('/settings/privacy');
  await page.getByRole('button', { name: 'Unblock ben' }).click();
  await page.goto(`/servers/${id}/${channelId}`);
  await expect(message(page, 'listen to me')).toBeVisible();
});

test('many messages are chosen and deleted together', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  await ben.join(await ana.invite(id));
  for (const text of ['spam one', 'spam two', 'spam three', 'a question']) await ben.send(channelId, text);
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/${channelId}`);
  await message(page, 'spam one').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Choose messages…' }).click();
  await message(page, 'spam three').getByRole('checkbox').click({ modifiers: ['Shift'] });
  await expect(page.getByText('3 messages chosen')).toBeVisible();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByRole('alertdialog', { name: 'Delete 3 messages?' }).getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(message(page, 'spam two')).toHaveCount(0);
  await expect(message(page, 'a question')).toBeVisible();
});

test('newcomers accept the rules before they write', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  const owner = await newBrowser();
  await signIn(owner, 'ana');
  await owner.goto(`/servers/${id}/settings/moderation`);
  await owner.getByRole('button', { name: 'Add a rule' }).click();
  await owner.getByLabel('Rule 1', { exact: true }).fill('Be kind.');
  await owner.getByRole('switch', { name: /must accept the rules/ }).click();
  await owner.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(owner.getByText('The rules are saved.', { exact: true })).toBeVisible();

  await ben.join(await ana.invite(id));
  const page = await newBrowser();
  await signIn(page, 'ben');
  await page.goto(`/servers/${id}/${channelId}`);
  const dialog = page.getByRole('dialog', { name: 'Mill Lane' });
  await expect(dialog).toContainText('Be kind.');
  await dialog.getByRole('button', { name: 'Only look around' }).click();
  await expect(composer(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Read the rules' }).click();
  await dialog.getByRole('button', { name: 'I accept the rules' }).click();
  await say(page, 'hello, I read them');
});

test('the member list asks only for those in sight', async ({ newBrowser, server }) => {
  test.setTimeout(180_000);
  const ana = await Caller.signUp(server, 'ana');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  const code = await ana.invite(id);
  for (let n = 0; n < 240; n++) {
    await (await Caller.signUp(server, `member${String(n).padStart(3, '0')}`)).join(code);
  }
  const page = await newBrowser({ viewport: { width: 1600, height: 900 } });
  const windows: number[] = [];
  page.on('request', (request) => {
    const body = request.method() === 'POST' && request.url().endsWith('/graphql') ? request.postDataJSON() : null;
    if (body?.query?.includes('memberList(')) windows.push(body.variables.offset);
  });
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/${channelId}`);
  const list = page.getByRole('region', { name: 'Member list' });
  await expect(list.getByText('Offline: 240')).toBeVisible();
  await expect(list.getByRole('button', { name: 'member000' })).toBeVisible();
  expect([...new Set(windows)]).toEqual([0]);
  expect(await list.getByRole('button').count()).toBeLessThan(60);

  await list.hover();
  await page.mouse.wheel(0, 240 * 44);
  await expect(list.getByRole('button', { name: 'member239' })).toBeVisible();
  expect(windows).toContain(200);

  await page.getByRole('textbox', { name: 'Search members' }).fill('member123');
  await list.getByRole('button', { name: 'member123' }).click();
  await expect(page.getByRole('dialog', { name: 'member123' })).toContainText('@member123');
});

test('a crowd is looked through, chosen from and acted on', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const { id } = await ana.createGuild('Mill Lane');
  const code = await ana.invite(id);
  for (const name of ['ben', 'cleo', 'dora']) await (await Caller.signUp(server, name)).join(code);
  await ana.createRole(id, 'Guest', []);
  const page = await newBrowser({ viewport: { width: 1600, height: 900 } });
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/settings/members`);
  // One may give oneself a role, and not kick oneself.
  await page.getByRole('checkbox', { name: 'Choose ana' }).check();
  await expect(page.getByRole('button', { name: 'Kick…' })).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Choose ana' }).uncheck();
  await page.getByRole('checkbox', { name: 'Choose ben' }).check();
  await page.getByRole('checkbox', { name: 'Choose cleo' }).check();
  await page.getByRole('button', { name: 'Give role' }).click();
  await page.getByRole('menuitem', { name: 'Guest' }).click();
  await expect(page.getByText('Guest given to ben and cleo.', { exact: true })).toBeVisible();
  await page.getByLabel('With the role').selectOption({ label: 'Guest' });
  await expect(page.getByRole('list', { name: 'Members' }).getByRole('listitem')).toHaveCount(2);

  await page.getByRole('checkbox', { name: 'Choose ben' }).check();
  await page.getByRole('checkbox', { name: 'Choose cleo' }).check();
  await page.getByRole('button', { name: 'Kick…' }).click();
  await page.getByRole('alertdialog', { name: 'Kick ben and cleo?' }).getByRole('button', { name: 'Kick 2 people' }).click();
  await expect(page.getByText('Kicked: ben and cleo.', { exact: true })).toBeVisible();
});

test('joins are paused, and people come in again', async ({ newBrowser, server }) => {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id } = await ana.createGuild('Mill Lane');
  const code = await ana.invite(id);
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}/settings/moderation`);
  await page.getByRole('group', { name: 'Pause joins for' }).getByRole('button', { name: '1 hour' }).click();
  await expect(page.getByText(/Nobody joins until/)).toBeVisible();
  await expect(ben.join(code)).rejects.toThrow();
  await page.getByRole('button', { name: 'Let people join' }).click();
  await expect(page.getByText('People can join by invite.')).toBeVisible();
  await ben.join(code);
});

for (const colorScheme of ['dark', 'light'] as const) {
  for (const width of [390, 1024, 1600]) {
    test(`moderation can be used by everybody: ${colorScheme}, ${width} wide`, async ({ newBrowser, server }) => {
      test.setTimeout(180_000);
      const ana = await Caller.signUp(server, 'ana');
      const ben = await Caller.signUp(server, 'ben');
      const cleo = await Caller.signUp(server, 'cleo');
      const { id, channelId } = await ana.createGuild('Mill Lane');
      const code = await ana.invite(id);
      await ben.join(code);
      await cleo.join(code);
      await ben.send(channelId, 'you are all fools');
      await ben.reportUser(id, cleo.id);
      await cleo.reportLast(channelId);
      await ana.ban(id, cleo.id, 'for the test');
      const page = await newBrowser({ colorScheme, viewport: { width, height: width < 640 ? 844 : 900 }, reducedMotion: 'reduce' });
      await signIn(page, 'ana');
      for (const section of ['members', 'welcome', 'reports', 'bans', 'audit', 'moderation']) {
        await page.goto(`/servers/${id}/settings/${section}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        await inspect(page, section);
      }
      await page.goto('/settings/privacy');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await inspect(page, 'privacy');

      await page.goto(`/servers/${id}/${channelId}`);
      const text = 'you are all fools';
      const openMenu = async () => {
        await message(page, text).focus();
        await page.keyboard.press('Enter');
      };
      for (const [item, dialog] of [
        ['Report message…', 'Report this message'],
        ['Ban ben…', 'Ban ben?'],
        ['Time ben out…', 'Time ben out?'],
      ] as const) {
        await openMenu();
        await page.getByRole('menuitem', { name: item }).click();
        await expect(page.getByRole(dialog.endsWith('?') ? 'alertdialog' : 'dialog', { name: dialog })).toBeVisible();
        await inspect(page, dialog);
        await page.keyboard.press('Escape');
      }
      await openMenu();
      await page.getByRole('menuitem', { name: 'ben', exact: true }).press('ArrowRight');
      await expect(page.getByRole('menuitem', { name: 'Kick…' })).toBeVisible();
      await inspect(page, 'the menu about a member');
      await page.getByRole('menuitem', { name: 'Who is this?' }).click();
      await expect(page.getByRole('dialog', { name: 'ben' })).toBeVisible();
      await inspect(page, 'the card of a member');
    });
  }
}
