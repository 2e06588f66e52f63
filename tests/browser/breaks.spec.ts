import { composer, message, messagesFromEndToStart, say, signIn, write } from './support/app.js';
import { Caller } from './support/people.js';
import { expect, test } from './support/test.js';

test('the server is killed under load: every acknowledged message is there once, on both sides', async ({ newBrowser, server }) => {
  test.setTimeout(180_000);
  const ana = await Caller.signUp(server, 'ana');
  const ben = await Caller.signUp(server, 'ben');
  const { id, channelId } = await ana.createGuild('Mill Lane');
  await ben.join(await ana.invite(id));
  const pages = [await newBrowser(), await newBrowser()] as const;
  for (const [page, name] of [[pages[0], 'ana'], [pages[1], 'ben']] as const) {
    await signIn(page, name);
    await page.goto(`/servers/${id}`);
    await expect(composer(page)).toBeVisible();
  }

  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    // Load, at a rate that people can still scroll through: until the server is gone.
    const senders = [ana, ben].map(async (caller, which) => {
      for (let n = 0; n < 200; n++) {
        const text = `load ${round} ${which} ${n}`;
        try {
          await caller.send(channelId, text, text);
        } catch {
          return;
        }
        acknowledged.push(text);
        await new Promise((done) => setTimeout(done, 100));
      }
    });
    await write(pages[0], `typed by ana ${round}`);
    await write(pages[1], `typed by ben ${round}`);
    await server.kill();
    await Promise.all(senders);
    // Nobody is there to take it: it waits, and is sent when somebody is.
    await say(pages[0], `typed meanwhile ${round}`);
    await expect(pages[0].getByRole('status').filter({ hasText: /offline/i })).toBeVisible();
    await server.startAgain();
    await expect(message(pages[1], `typed meanwhile ${round}`)).toBeVisible({ timeout: 40_000 });
    acknowledged.push(`typed by ana ${round}`, `typed by ben ${round}`, `typed meanwhile ${round}`);
  }
  expect(acknowledged.length).toBeGreaterThan(20);

  // What the server has is the truth; both pages show just that.
  const stored: string[] = [];
  let before: string | null = null;
  do {
    const data: { channel: { messages: { nodes: { content: string }[]; pageInfo: { hasPreviousPage: boolean; startCursor: string } } } } =
      await ana.run(
        'query ($id: ID!, $before: String) { channel(id: $id) { messages(last: 100, before: $before) { nodes { content } pageInfo { hasPreviousPage startCursor } } } }',
        { id: channelId, before },
      );
    const { nodes, pageInfo } = data.channel.messages;
    stored.unshift(...nodes.map((node) => node.content));
    before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
  } while (before);
  expect(new Set(stored).size, 'each is stored once').toBe(stored.length);
  expect(acknowledged.filter((text) => !stored.includes(text)), 'none is lost').toEqual([]);
  for (const page of pages) {
    await expect(message(page, stored.at(-1) ?? '')).toBeVisible();
    const shown = await messagesFromEndToStart(page);
    expect([...shown].filter(([, count]) => count > 1), 'none is shown twice').toEqual([]);
    expect([...shown.keys()].sort()).toEqual([...stored].sort());
  }
});

test('what is written offline is sent when one is back, in order', async ({ newBrowser, server }) => {
  const caller = await Caller.signUp(server, 'ana');
  const { id } = await caller.createGuild('Mill Lane');
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}`);
  await say(page, 'online');

  await page.context().setOffline(true);
  await server.kill();
  for (const text of ['one', 'two', 'three']) await say(page, text);
  // Also through a reload of the page it would be kept; here it is enough that it waits.
  await server.startAgain();
  await page.context().setOffline(false);

  await expect
    .poll(async () => {
      const other = await caller.run<{ guild: { channels: { messages: { nodes: { content: string }[] } }[] } }>(
        'query ($id: ID!) { guild(id: $id) { channels { messages { nodes { content } } } } }',
        { id },
      );
      return other.guild.channels[0]?.messages.nodes.map((node) => node.content);
    }, { timeout: 40_000 })
    .toEqual(['online', 'one', 'two', 'three']);
  for (const text of ['one', 'two', 'three']) await expect(message(page, text)).toHaveCount(1);
});

test('a draft survives a reload', async ({ newBrowser, server }) => {
  const caller = await Caller.signUp(server, 'ana');
  const { id } = await caller.createGuild('Mill Lane');
  const page = await newBrowser();
  await signIn(page, 'ana');
  await page.goto(`/servers/${id}`);

  await composer(page).fill('half a thought');
  await page.reload();

  await expect(composer(page)).toHaveValue('half a thought');
});
