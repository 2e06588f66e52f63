import { describe, expect, it } from 'vitest';
import { systemSentence, systemText } from './system';

describe('systemText', () => {
  it('says who came and who left', () => {
    expect(systemSentence('Ana', { kind: 'MEMBER_JOINED', content: '' })).toBe(
      'Ana joined the server.',
    );
    expect(systemSentence('Ana', { kind: 'MEMBER_LEFT', content: '' })).toBe(
      'Ana left the server.',
    );
  });

  it('leads to the thread, by whatever name it has', () => {
    expect(systemText({ kind: 'THREAD_CREATED', content: '42 what we saw' })).toEqual({
      before: 'began a thread: ',
      name: 'what we saw',
      threadId: '42',
    });
    expect(systemText({ kind: 'THREAD_CREATED', content: 'odd' }).threadId).toBeNull();
  });

  it('says the new name', () => {
    expect(systemSentence('Ana', { kind: 'NAME_CHANGED', content: 'Plans' })).toBe(
      'Ana changed the name to Plans.',
    );
  });
});
