import { composer, message, say, signIn, signUp } from './support/app.js';
import { Caller } from './support/people.js';
import { expect, test } from './support/test.js';

test('two newcomers go from sign-up to a message and back', async ({ newBrowser }) => {
  const ana = await newBrowser();
  const ben = await newBrowser();

  await signUp(ana, 'ana');
  await ana.getByLabel('Server name').fill('Mill Lane');
  await ana.getByRole('button', { name: 'Make server' }).click();
  await expect(composer(ana)).toBeVisible();

  await ana.getByRole('button', { name: 'Mill Lane: server menu' }).click();
  await ana.getByRole('menuitem', { name: /invite/i }).click();
  await ana.getByRole('dialog').getByRole('button', { name: 'Make link' }).click();
  const link = ana.getByRole('dialog').getByLabel('Invite link');
  await expect(link).toHaveValue(/\/invite\/\w+/);
  const invite = await link.inputValue();
  await ana.keyboard.press('Escape');

  // Ben follows the link without an account, sees where it leads, and comes back to it after signing up.
  await ben.goto(invite);
  await expect(ben.getByRole('heading', { name: 'Mill Lane' })).toBeVisible();
  await ben.getByRole('link', { name: 'Make an account to join' }).click();
  await ben.getByLabel('User name').fill('ben');
  await ben.getByLabel('E-mail').fill('ben@example.org');
  await ben.getByLabel('Password', { exact: true }).fill('the password of ben');
  await ben.getByRole('button', { name: 'Make account' }).click();
  await ben.getByRole('button', { name: 'Join Mill Lane' }).click();
  await expect(composer(ben)).toBeVisible();

  await say(ana, 'the address is 12 Mill Lane');
  await expect(message(ben, 'the address is 12 Mill Lane')).toBeVisible();
  await say(ben, 'thank you, on my way');
  await expect(message(ana, 'thank you, on my way')).toBeVisible();
  await expect(message(ana, 'thank you, on my way')).toContainText('ben');

  // Each stands there once, also after it was acknowledged.
  for (const page of [ana, ben]) {
    await expect(message(page, 'the address is 12 Mill Lane')).toHaveCount(1);
    await expect(message(page, 'thank you, on my way')).toHaveCount(1);
  }
});

test('a reload keeps one signed in and where one was', async ({ newBrowser }) => {
  const ana = await newBrowser();
  await signUp(ana, 'ana');
  await ana.getByLabel('Server name').fill('Mill Lane');
  await ana.getByRole('button', { name: 'Make server' }).click();
  await say(ana, 'before the reload');
  const place = ana.url();

  for (let times = 0; times < 3; times++) {
    await ana.reload();
    await expect(message(ana, 'before the reload')).toBeVisible();
    expect(ana.url()).toBe(place);
  }
  await say(ana, 'after the reload');
});

test('two tabs of one browser stay signed in together', async ({ newBrowser }) => {
  const first = await newBrowser();
  await signUp(first, 'ana');
  await first.getByLabel('Server name').fill('Mill Lane');
  await first.getByRole('button', { name: 'Make server' }).click();
  await expect(composer(first)).toBeVisible();
  const second = await first.context().newPage();

  // Both renew the token that is good once, at the same time.
  await Promise.all([first.reload(), second.goto(first.url())]);
  await say(first, 'from the first tab');
  await expect(message(second, 'from the first tab')).toBeVisible();
  await Promise.all([first.reload(), second.reload()]);
  await say(second, 'from the second tab');
  await expect(message(first, 'from the second tab')).toBeVisible();
});

test('what one wrote can be edited with the arrow key, and deleted', async ({ newBrowser, server }) => {
  const caller = await Caller.signUp(server, 'ana');
  const { id } = await caller.createGuild('Mill Lane');
  const other = await Caller.signUp(server, 'ben');
  await other.join(await caller.invite(id));
  const ana = await newBrowser();
  const ben = await newBrowser();
  await signIn(ana, 'ana');
  await signIn(ben, 'ben');
  await ana.goto(`/servers/${id}`);
  await ben.goto(`/servers/${id}`);
  await say(ana, 'the adress');
  await expect(message(ben, 'the adress')).toBeVisible();

  await composer(ana).press('ArrowUp');
  await ana.getByRole('textbox', { name: 'Edit message' }).fill('the address');
  await ana.keyboard.press('Enter');
  await expect(message(ben, 'the address')).toContainText('(edited)');
  await expect(message(ben, 'the adress')).toHaveCount(0);

  await message(ana, 'the address').hover();
  await ana.getByRole('toolbar', { name: 'Message actions' }).getByRole('button', { name: 'Delete' }).click();
  await ana.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(message(ben, 'the address')).toHaveCount(0);
  await expect(message(ana, 'the address')).toHaveCount(0);
});

test('what others write is text, never markup', async ({ newBrowser, server }) => {
  const caller = await Caller.signUp(server, 'ana');
  const { id, channelId } = await caller.createGuild('Mill Lane');
  await caller.send(channelId, '<img src=x onerror="window.broken = true"> <script>window.broken = true</script>');
  await caller.send(channelId, '[a link](javascript:window.broken=true) **bold** ||hidden||');
  const ana = await newBrowser();
  await signIn(ana, 'ana');
  const complaints: string[] = [];
  ana.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  ana.on('pageerror', (error) => complaints.push(String(error)));
  await ana.goto(`/servers/${id}`);

  await expect(ana.getByRole('article').first()).toContainText('<script>window.broken = true</script>');
  await expect(ana.getByRole('article').getByText('bold')).toHaveCSS('font-weight', /[67]\d\d/);
  for (const link of await ana.getByRole('article').getByRole('link').all()) {
    expect(await link.getAttribute('href')).not.toMatch(/^javascript:/i);
  }
  expect(await ana.evaluate(() => 'broken' in window)).toBe(false);
  expect(complaints).toEqual([]);
});

test('signing out leaves nothing behind', async ({ newBrowser, server }) => {
  await (await Caller.signUp(server, 'ana')).createGuild('Mill Lane');
  const ana = await newBrowser();
  await signIn(ana, 'ana');
  await ana.goto('/');

  await ana.goto('/settings');
  await ana.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(ana).toHaveURL(/\/sign-in/);
  await ana.goto('/');
  await expect(ana).toHaveURL(/\/sign-in/);
  await expect(ana.getByText('Mill Lane')).toHaveCount(0);
});
