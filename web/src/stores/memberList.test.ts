import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventHandler, EventUnion } from '@/api/events';
import type { MemberListQueryVariables } from '@/gql/graphql';

const TOTAL = 10_000;
const handlers = new Set<EventHandler>();
let asked: number[];
let online: number;

vi.mock('@/api/events', () => ({
  onEvent: (handler: EventHandler) => {
    handlers.add(handler);
    return () => handlers.delete(handler);
  },
  onResync: () => () => undefined,
}));
vi.mock('@/api/graphql', () => ({
  execute: (_document: unknown, { offset, limit }: MemberListQueryVariables) => {
    asked.push(offset);
    return Promise.resolve({
      guild: {
        id: '1',
        memberList: {
          total: TOTAL,
          online,
          offset,
          groups: [
            { role: null, online: true, count: online },
            { role: null, online: false, count: TOTAL - online },
          ],
          entries: Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, index) => ({
            groupIndex: offset + index < online ? 0 : 1,
            online: offset + index < online,
            member: member(String(offset + index)),
          })),
        },
      },
    });
  },
}));

const { useMemberList } = await import('./memberList');

function member(id: string) {
  return {
    user: { id, username: `person${id}`, displayName: null, createdAt: '' },
    joinedAt: '',
    nickname: null,
    roleIds: [],
    restraint: null,
    rulesPending: false,
    timeoutUntil: null,
    voiceMuted: false,
    voiceDeafened: false,
  };
}

function happens(event: EventUnion) {
  for (const handler of handlers) handler(event, '1');
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  handlers.clear();
  asked = [];
  online = 50;
  setActivePinia(createPinia());
});

describe('the member list', () => {
  it('asks for the windows in sight, once, and for no others', async () => {
    const list = useMemberList();
    list.need('1', 0, 30);
    await settled();
    list.need('1', 5, 40);
    list.need('1', 5_090, 5_120);
    await settled();
    list.need('1', 5_095, 5_110);
    await settled();
    expect(asked).toEqual([0, 5_000, 5_100]);
    expect(list.of('1').placed.size).toBe(300);
    expect(list.of('1').placed.get(5_100)).toEqual({ userId: '5100', online: false });
    expect(list.of('1').total).toBe(TOTAL);
  });

  it('asks again for what is in sight after a burst of events, once', async () => {
    const list = useMemberList();
    list.need('1', 0, 30);
    await settled();
    for (let n = 0; n < 20; n++) {
      happens({ __typename: 'GuildMemberLeft', guildId: '1', userId: String(n) });
    }
    expect(asked).toEqual([0]);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual([0, 0]);
  });

  it('asks anew for windows that were seen before somebody came or went', async () => {
    const list = useMemberList();
    list.need('1', 0, 30);
    await settled();
    online = 51;
    list.need('1', 300, 330);
    await settled();
    list.need('1', 0, 30);
    await settled();
    expect(asked).toEqual([0, 300, 0]);
    expect(list.of('1').groups[0]?.count).toBe(51);
  });

  it('forgets a list that nobody looks at', async () => {
    const list = useMemberList();
    list.need('1', 0, 30);
    await settled();
    list.close('1');
    expect(list.of('1').placed.size).toBe(0);
  });
});
