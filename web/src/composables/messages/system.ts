/** What the server's own messages say. Pure. */
import type { MessageKind } from '@/gql/graphql';

/** The words after the name of who did it, and what is named at their end. */
export interface SystemText {
  before: string;
  name: string | null;
  /** The thread that the name leads to. */
  threadId: string | null;
}

const THREAD = /^(\d{1,20}) ([\s\S]+)$/;

export function systemText(message: { kind: MessageKind; content: string }): SystemText {
  switch (message.kind) {
    case 'MEMBER_JOINED':
      return { before: 'joined the server.', name: null, threadId: null };
    case 'MEMBER_LEFT':
      return { before: 'left the server.', name: null, threadId: null };
    case 'THREAD_CREATED': {
      const found = THREAD.exec(message.content);
      return {
        before: 'began a thread: ',
        name: found?.[2] ?? message.content,
        threadId: found?.[1] ?? null,
      };
    }
    case 'NAME_CHANGED':
      return { before: 'changed the name to ', name: message.content, threadId: null };
    default:
      return { before: message.content, name: null, threadId: null };
  }
}

/** The whole sentence, for those who hear it. */
export function systemSentence(
  name: string,
  message: { kind: MessageKind; content: string },
): string {
  const { before, name: named } = systemText(message);
  return `${name} ${before}${named ? `${named}.` : ''}`;
}
