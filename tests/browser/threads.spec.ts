import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { composer, message, say, signIn } from './support/app.js';
import { Caller } from './support/people.js';
import type { Server } from './support/server.js';
import { expect, test } from './support/test.js';

/** Ana's server with Ben in it. */
async function twoPeople(server: Server) {
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const guild = await ana.createGuild('Workshop');
  const code = await ana.invite(guild.id);
  await ben.join(code);
  return { ana, ben, guild, code };
}

/** The thread that stands beside its channel. */
function beside(page: Page, name: string): Locator {
  return page.getByRole('complementary', { name: `Thread: ${name}` });
}

async function writeIn(place: Page | Locator, thread: string, text: string): Promise<void> {
  const field = place.getByRole('textbox', { name: `Message ${thread}` });
  await field.fill(text);
  await field.press('Enter');
  await expect(place.getByRole('article').filter({ hasText: text })).toBeVisible();
}

async function choose(place: Page | Locator, page: Page, thread: string, entry: string): Promise<void> {
  await place.getByRole('button', { name: `More for ${thread}` }).click();
  await page.getByRole('menuitem', { name: entry }).click();
}

async function createForum(ana: Caller, guildId: string): Promise<string> {
  const create = 'mutation ($input: CreateChannelInput!) { createChannel(input: $input) { channel { id } } }';
  const made = await ana.run<{ createChannel: { channel: { id: string } } }>(create, {
    input: { guildId, name: 'help', kind: 'FORUM' },
  });
  const channelId = made.createChannel.channel.id;
  for (const name of ['Water', 'Wood']) {
    await ana.run('mutation ($input: CreateForumTagInput!) { createForumTag(input: $input) { tag { id } } }', {
      input: { channelId, name },
    });
  }
  return channelId;
}

async function createPost(by: Caller, channelId: string, name: string, content: string): Promise<void> {
  await by.run('mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }', {
    input: { channelId, name, content },
  });
}

test('a thread begins from a message, tells what is new, is archived and comes back', async ({ server, newBrowser }) => {
  const { ana, guild } = await twoPeople(server);
  await ana.send(guild.channelId, 'who comes to the lake?');
  const room = `/servers/${guild.id}/${guild.channelId}`;
  const one = await newBrowser({ viewport: { width: 1400, height: 900 } });
  const two = await newBrowser({ viewport: { width: 1400, height: 900 } });
  for (const [page, name] of [
    [one, 'ana'],
    [two, 'ben'],
  ] as const) {
    await signIn(page, name);
    await page.goto(room);
    await expect(message(page, 'who comes to the lake?')).toBeVisible();
  }

  await message(one, 'who comes to the lake?').click({ button: 'right' });
  await one.getByRole('menuitem', { name: 'Start thread…' }).click();
  await one.getByLabel('Name', { exact: true }).fill('The lake');
  await one.getByLabel('First message').fill('let us meet at nine');
  await one.getByRole('button', { name: 'Start thread' }).click();
  await expect(message(one, 'let us meet at nine')).toBeVisible();
  await expect(composer(one).first()).toHaveAttribute('placeholder', 'Message #general');

  await two.getByRole('link', { name: /Thread: The lake\s+1 message/ }).click();
  await beside(two, 'The lake').getByRole('button', { name: 'Join' }).click();
  await writeIn(beside(two, 'The lake'), 'The lake', 'I come too');
  await expect(beside(one, 'The lake').getByRole('article').filter({ hasText: 'I come too' })).toBeVisible();

  await beside(one, 'The lake').getByRole('button', { name: 'Close thread' }).click();
  await expect(beside(one, 'The lake')).toBeHidden();
  await writeIn(beside(two, 'The lake'), 'The lake', 'and bring tea');
  await one.getByRole('link', { name: 'The lake, new messages' }).click();
  await expect(one.getByRole('link', { name: 'The lake', exact: true })).toBeVisible();

  await choose(beside(one, 'The lake'), one, 'The lake', 'Archive thread');
  await expect(two.getByText('Writing in it brings it back')).toBeVisible();
  await writeIn(beside(two, 'The lake'), 'The lake', 'not so fast');
  await expect(one.getByText('Writing in it brings it back')).toBeHidden();

  // The address leads there, and what is sent is in the thread, not in the channel.
  await one.reload();
  await expect(beside(one, 'The lake').getByRole('article').filter({ hasText: 'not so fast' })).toBeVisible();
  await expect(one.getByRole('main').getByRole('article').filter({ hasText: 'not so fast' })).toHaveCount(0);
});

test('a private thread is there for those who were added only', async ({ server, newBrowser }) => {
  const { ben, guild, code } = await twoPeople(server);
  const cleo = await Caller.signUp(server, 'cleo');
  await cleo.join(code);
  const create = 'mutation ($input: CreateThreadInput!) { createThread(input: $input) { thread { id } } }';
  const made = await ben.run<{ createThread: { thread: { id: string } } }>(create, {
    input: {
      channelId: guild.channelId,
      name: 'Plans',
      private: true,
      content: 'between us',
    },
  });
  const { id } = made.createThread.thread;
  const address = `/servers/${guild.id}/${guild.channelId}/threads/${id}`;
  const one = await newBrowser();
  const two = await newBrowser();
  await signIn(one, 'ben');
  await signIn(two, 'cleo');
  await one.goto(address);
  await two.goto(address);
  await expect(message(one, 'between us')).toBeVisible();
  await expect(two.getByText('This thread is not here')).toBeVisible();
  await expect(two.getByText('Plans')).toHaveCount(0);

  await one.getByRole('button', { name: 'Thread members: 1' }).click();
  await one.getByLabel('Add somebody').fill('cleo');
  await one.getByRole('option', { name: 'cleo' }).click();
  await expect(two.getByRole('link', { name: /^Plans/ })).toBeVisible();
  await one.getByRole('button', { name: 'Take cleo out' }).click();
  await expect(two.getByRole('link', { name: /Plans/ })).toHaveCount(0);
});

test('a forum holds posts, found by their tags', async ({ server, newBrowser }) => {
  const { ana, guild } = await twoPeople(server);
  const forum = await createForum(ana, guild.id);
  const page = await newBrowser({ viewport: { width: 1400, height: 900 } });
  await signIn(page, 'ben');
  await page.goto(`/servers/${guild.id}/${forum}`);

  await page.getByRole('button', { name: 'Write the first post' }).click();
  await page.getByLabel('Title').fill('How do I swim?');
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('button', { name: 'New post' }).click();
  await expect(page.getByLabel('Title'), 'what was begun is kept').toHaveValue('How do I swim?');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(dialog.getByText('Say what it is about.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Water' }).click();
  await dialog.getByLabel('Text').fill('I fall in and sink');
  await dialog.getByRole('button', { name: 'Post', exact: true }).click();
  await expect(beside(page, 'How do I swim?').getByRole('article').filter({ hasText: 'sink' })).toBeVisible();

  await createPost(ana, forum, 'Where is the glue?', 'it was on the shelf');
  const posts = page.getByRole('list', { name: 'Posts' }).getByRole('listitem');
  await expect(posts).toHaveCount(2);
  await expect(posts.first()).toContainText('it was on the shelf');
  await page.getByRole('group', { name: 'Only with these tags' }).getByRole('button', { name: 'Water' }).click();
  await expect(posts).toHaveCount(1);
  await expect(posts).toContainText('How do I swim?');
  await page.getByRole('group', { name: 'Only with these tags' }).getByRole('button', { name: 'Wood' }).click();
  await page.getByRole('group', { name: 'Only with these tags' }).getByRole('button', { name: 'Water' }).click();
  await expect(page.getByText('No post like that')).toBeVisible();
});

test('a thread by keyboard only', async ({ server, newBrowser }) => {
  const { ana, guild } = await twoPeople(server);
  await ana.send(guild.channelId, 'who comes?');
  const page = await newBrowser({ viewport: { width: 1400, height: 900 } });
  await signIn(page, 'ben');
  await page.goto(`/servers/${guild.id}/${guild.channelId}`);
  await expect(message(page, 'who comes?')).toBeVisible();
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(message(page, 'who comes?')).toBeFocused();
  await page.keyboard.press('t');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('who comes?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Message who comes?' })).toBeFocused();
  await page.keyboard.type('count me in');
  await page.keyboard.press('Enter');
  await expect(beside(page, 'who comes?').getByRole('article').filter({ hasText: 'count me in' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(beside(page, 'who comes?')).toBeHidden();
});

for (const width of [390, 1024, 1600]) {
  for (const colorScheme of ['dark', 'light'] as const) {
    test(`threads and forums break no rule of accessibility (${width} px, ${colorScheme})`, async ({ server, newBrowser }) => {
      const { ana, guild } = await twoPeople(server);
      const forum = await createForum(ana, guild.id);
      await createPost(ana, forum, 'Where is the glue?', 'it was on the shelf');
      const page = await newBrowser({
        viewport: { width, height: 844 },
        colorScheme,
      });
      const check = async () => {
        await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      };
      await signIn(page, 'ana');
      await page.goto(`/servers/${guild.id}/${forum}`);
      await expect(page.getByText('it was on the shelf')).toBeVisible();
      await check();
      await page.getByRole('button', { name: 'New post' }).click();
      await check();
      await page.getByRole('button', { name: 'Later' }).click();
      await page.getByRole('list', { name: 'Posts' }).getByRole('link').first().click();
      await expect(message(page, 'it was on the shelf')).toBeVisible();
      await check();
      await page.goto(`/servers/${guild.id}/${guild.channelId}`);
      await say(page, 'who comes?');
      await page.getByRole('button', { name: 'Threads' }).click();
      await expect(page.getByRole('dialog')).toContainText('No threads yet');
      await check();
    });
  }
}
