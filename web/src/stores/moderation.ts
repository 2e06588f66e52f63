/** What moderators do to people and messages, and the question about it that is open. */
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { execute } from '@/api/graphql';
import {
  BanMemberDocument,
  DeleteMessagesDocument,
  KickMemberDocument,
  PauseJoinsDocument,
  SetMemberVoiceDocument,
  TimeoutMemberDocument,
  UnbanMemberDocument,
  UpdateMemberDocument,
  type BanMemberInput,
  type SetMemberVoiceInput,
  type UpdateMemberInput,
} from '@/gql/graphql';
import { useGuilds } from './guilds';
import { useMemberCard } from './memberCard';
import { useMembers } from './members';
import type { User } from './users';

/** A message that is spoken of outside of its list. */
export interface MessageInQuestion {
  id: string;
  content: string;
}

/** A question that lies over the page, asked from menus in many places. */
export type Question =
  | { kind: 'timeout'; guildId: string; users: User[] }
  | { kind: 'kick'; guildId: string; users: User[] }
  | { kind: 'ban'; guildId: string; users: User[] }
  | { kind: 'nickname'; guildId: string; user: User }
  | { kind: 'report'; guildId: string | null; user: User; message: MessageInQuestion | null }
  | { kind: 'block'; user: User };

export const useModeration = defineStore('moderation', () => {
  const guilds = useGuilds();
  const members = useMembers();
  const question = shallowRef<Question | null>(null);
  let settle: ((done: boolean) => void) | null = null;

  /** Opens a question. Resolves when it is closed: whether the thing was done. */
  function ask(next: Question): Promise<boolean> {
    answer(false);
    // The card that it was asked from would lie over it.
    useMemberCard().close();
    question.value = next;
    return new Promise((resolve) => {
      settle = resolve;
    });
  }

  function answer(done: boolean) {
    question.value = null;
    settle?.(done);
    settle = null;
  }

  async function kick(guildId: string, userId: string, reason: string | null) {
    await execute(KickMemberDocument, { input: { guildId, userId, reason } });
  }

  async function ban(input: BanMemberInput) {
    await execute(BanMemberDocument, { input });
  }

  async function unban(guildId: string, userId: string, reason: string | null = null) {
    await execute(UnbanMemberDocument, { input: { guildId, userId, reason } });
  }

  /** `seconds: null` ends it. */
  async function timeout(
    guildId: string,
    userId: string,
    seconds: number | null,
    reason: string | null = null,
  ) {
    const { timeoutMember } = await execute(TimeoutMemberDocument, {
      input: { guildId, userId, durationSeconds: seconds, reason },
    });
    members.put(guildId, timeoutMember.member);
  }

  async function setVoice(input: SetMemberVoiceInput) {
    const { setMemberVoice } = await execute(SetMemberVoiceDocument, { input });
    members.put(input.guildId, setMemberVoice.member);
  }

  /** Changes what a member is called here, or what the person says of themselves. */
  async function updateMember(input: UpdateMemberInput) {
    const { updateMember: answered } = await execute(UpdateMemberDocument, { input });
    members.put(input.guildId, answered.member);
  }

  /** Deletes many messages of a channel; answers how many were there. */
  async function deleteMessages(channelId: string, ids: string[], reason: string | null) {
    const { deleteMessages: answered } = await execute(DeleteMessagesDocument, {
      input: { channelId, ids, reason },
    });
    return answered.ids;
  }

  /** Lets nobody join for a while; 0 lets them in again. */
  async function pauseJoins(guildId: string, seconds: number) {
    const { pauseJoins: answered } = await execute(PauseJoinsDocument, {
      input: { guildId, durationSeconds: seconds },
    });
    const guild = guilds.get(guildId);
    if (guild) guild.joinsPausedUntil = answered.guild.joinsPausedUntil;
  }

  return {
    question,
    ask,
    answer,
    kick,
    ban,
    unban,
    timeout,
    setVoice,
    updateMember,
    deleteMessages,
    pauseJoins,
  };
});
