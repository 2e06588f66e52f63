import { describe, expect, it } from 'vitest';
import { toggleMark } from './formatting';
import { mentionQuery, toStored, toTyped } from './mentions';

const users: Record<string, string> = { ana: '1', 'ana.b': '2' };
const channels: Record<string, string> = { general: '7', 'off-topic': '8' };
const targets = {
  userId: (name: string) => users[name.toLowerCase()],
  channelId: (name: string) => channels[name],
};
const find = (of: Record<string, string>, id: string) =>
  Object.entries(of).find(([, value]) => value === id)?.[0];
const names = {
  username: (id: string) => find(users, id),
  channelName: (id: string) => find(channels, id),
};

describe('what is typed', () => {
  it.each([
    ['@ana hi', '<@1> hi'],
    ['hi @ana.', 'hi <@1>.'],
    ['@ana.b', '<@2>'],
    ['(@ana)', '(<@1>)'],
    ['#general and #off-topic!', '<#7> and <#8>!'],
    ['@nobody #nowhere', '@nobody #nowhere'],
    ['mail@ana', 'mail@ana'],
    ['`@ana` @ana', '`@ana` <@1>'],
    ['```\n@ana\n``` #general', '```\n@ana\n``` <#7>'],
    ['\\@ana', '\\@ana'],
    ['<@1>', '<@1>'],
  ])('%j is stored as %j', (typed, stored) => {
    expect(toStored(typed, targets)).toBe(stored);
  });

  it('comes back for editing', () => {
    for (const typed of ['@ana hi #off-topic', '`<@1>` @ana.b']) {
      expect(toTyped(toStored(typed, targets), names)).toBe(typed);
    }
    expect(toTyped('<@99>', names)).toBe('<@99>');
  });
});

describe('completion', () => {
  it.each([
    ['@', '@', ''],
    ['hi @an', '@', 'an'],
    ['(#gen', '#', 'gen'],
    ['@ana', '@', 'ana'],
  ])('of %j', (typed, sign, text) => {
    expect(mentionQuery(typed, typed.length)).toMatchObject({ sign, text });
  });

  it.each(['', 'hi', 'mail@ana', '@ana ', '`@ana', '# '])('not of %j', (typed) => {
    expect(mentionQuery(typed, typed.length)).toBeNull();
  });
});

describe('marks by keyboard', () => {
  it('go around what is selected, and away again', () => {
    const on = toggleMark('say it', 4, 6, '**');
    expect(on).toMatchObject({ text: '**it**', selection: [6, 8] });
    expect(toggleMark('say **it**', 6, 8, '**')).toMatchObject({
      start: 4,
      end: 10,
      text: 'it',
      selection: [4, 6],
    });
    expect(toggleMark('say **it**', 4, 10, '**')).toMatchObject({ text: 'it', selection: [4, 6] });
  });
});
