import { describe, expect, it } from 'vitest';
import {
  ACTION_GROUPS,
  auditSentence,
  plainSentence,
  valueText,
  type AuditEntry,
} from './sentence';

function entry(some: Partial<AuditEntry>): AuditEntry {
  return {
    id: '1',
    createdAt: '2026-11-24T07:00:00Z',
    action: 'MEMBER_KICKED',
    actor: null,
    targetKind: 'MEMBER',
    targetId: '7',
    targetName: 'ben',
    targetUser: null,
    reason: null,
    changes: [],
    ...some,
  };
}

const said = (some: Partial<AuditEntry>) => plainSentence(auditSentence(entry(some)));

describe('auditSentence', () => {
  it('calls people by the name that is theirs now, or was theirs then', () => {
    const targetUser = {
      id: '7',
      username: 'ben',
      displayName: 'Ben B.',
      createdAt: '2020-01-01T00:00:00Z',
    };
    expect(said({ targetUser })).toBe('kicked Ben B.');
    expect(said({})).toBe('kicked ben');
    expect(said({ targetName: null })).toBe('kicked somebody');
  });

  it('says which roles were given and taken', () => {
    const roles = (before: string, after: string) =>
      said({ action: 'MEMBER_ROLES_UPDATED', changes: [{ field: 'roles', before, after }] });
    expect(roles('', 'Steward')).toBe('gave ben the role Steward');
    expect(roles('Steward, Helper', '')).toBe('took the roles Steward and Helper from ben');
    expect(roles('Helper, Guest', 'Steward, Helper')).toBe(
      'gave ben the role Steward and took Guest',
    );
  });

  it('says one changed field in the sentence and many after it', () => {
    expect(
      said({
        action: 'CHANNEL_UPDATED',
        targetName: 'general',
        changes: [{ field: 'topic', before: null, after: 'Talk' }],
      }),
    ).toBe('changed the topic of #general');
    expect(
      said({
        action: 'ROLE_UPDATED',
        targetName: 'Steward',
        changes: [
          { field: 'name', before: 'Mod', after: 'Steward' },
          { field: 'color', before: null, after: '#ff0000' },
        ],
      }),
    ).toBe('changed the role Steward: name, colour');
  });

  it('tells a timeout from its end, and a mute from an unmute', () => {
    expect(
      said({
        action: 'MEMBER_TIMED_OUT',
        changes: [{ field: 'timeoutUntil', before: '2026-11-24T08:00:00Z', after: null }],
      }),
    ).toBe('ended the timeout of ben');
    expect(
      said({
        action: 'MEMBER_UPDATED',
        changes: [{ field: 'voiceMuted', before: 'false', after: 'true' }],
      }),
    ).toBe('muted ben in voice');
  });

  it('counts', () => {
    expect(
      said({
        action: 'MEMBERS_PRUNED',
        changes: [
          { field: 'days', before: null, after: '7' },
          { field: 'count', before: null, after: '1' },
        ],
      }),
    ).toBe('pruned 1 member not seen for 7 days');
  });

  it('has words for every action that can be filtered by', () => {
    for (const { value } of ACTION_GROUPS.flatMap(({ actions }) => actions)) {
      expect(said({ action: value })).not.toContain('does not know');
    }
    expect(said({ action: null })).toContain('does not know');
  });
});

describe('valueText', () => {
  it('reads truths, lengths and nothing', () => {
    expect(valueText('hoist', 'true')).toBe('yes');
    expect(valueText('slowModeSeconds', '30')).toBe('30 seconds');
    expect(valueText('slowModeSeconds', '0')).toBe('off');
    expect(valueText('topic', null)).toBe('nothing');
  });
});
