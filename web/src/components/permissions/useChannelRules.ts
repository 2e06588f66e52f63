import { computed, onScopeDispose, ref, watch } from 'vue';
import { onEvent } from '@/api/events';
import { execute } from '@/api/graphql';
import { useQuery } from '@/composables/useQuery';
import {
  ChannelOverwritesDocument,
  DeleteOverwriteDocument,
  SetOverwriteDocument,
  type ChannelOverwriteFieldsFragment,
} from '@/gql/graphql';
import { useChannels, type Channel } from '@/stores/channels';
import { useRoles } from '@/stores/roles';
import { useUsers } from '@/stores/users';
import {
  changedRules,
  inOrder,
  sameTarget,
  targetInput,
  type Rule,
  type Target,
} from './overwrites';

/** What a channel says of roles and people: as it is saved, and as it is being edited. */
export function useChannelRules(guildId: () => string, channel: () => Channel) {
  const channels = useChannels();
  const roles = useRoles();
  const users = useUsers();

  const { data, error, reload } = useQuery(
    () => channel().id,
    async () => {
      const answer = await execute(ChannelOverwritesDocument, { id: channel().id });
      if (answer.channel) share(answer.channel);
      return answer.channel;
    },
  );

  /** Lets the stores know what came with an answer. */
  function share(answer: ChannelOverwriteFieldsFragment) {
    channels.put(answer);
    for (const { user } of answer.overwrites) if (user) users.put(user);
  }

  /** Takes an answer of the server's as what holds now. */
  function accept(answer: ChannelOverwriteFieldsFragment) {
    share(answer);
    data.value = answer;
  }

  onScopeDispose(
    onEvent((event) => {
      if (event.__typename !== 'ChannelUpdated') return;
      const { id, parentId } = channel();
      if (event.channel.id === id || event.channel.id === parentId) void reload();
    }),
  );

  const saved = computed<Rule[]>(() =>
    inOrder(
      (data.value?.overwrites ?? []).flatMap(({ role, user, allow, deny }) => {
        const target: Target | null = role
          ? { kind: 'role', id: role.id }
          : user
            ? { kind: 'user', id: user.id }
            : null;
        return target ? [{ target, allow, deny }] : [];
      }),
      guildId(),
      roles.ofGuild(guildId()).map(({ id }) => id),
    ),
  );

  const draft = ref<Rule[] | null>(null);
  const rules = computed(() => draft.value ?? saved.value);
  const changed = computed(() => (draft.value ? changedRules(saved.value, draft.value) : []));

  function put(rule: Rule) {
    const known = rules.value.some(({ target }) => sameTarget(target, rule.target));
    draft.value = known
      ? rules.value.map((other) => (sameTarget(other.target, rule.target) ? rule : other))
      : [...rules.value, rule];
  }

  function drop(target: Target) {
    draft.value = rules.value.filter((rule) => !sameTarget(rule.target, target));
  }

  function reset() {
    draft.value = null;
  }

  watch(() => channel().id, reset);

  async function send(rule: Rule, confirm: boolean) {
    const input = { channelId: channel().id, ...targetInput(rule.target), confirm };
    if (rule.allow.length + rule.deny.length === 0) {
      const { deleteOverwrite } = await execute(DeleteOverwriteDocument, { input });
      return deleteOverwrite.channel;
    }
    const { setOverwrite } = await execute(SetOverwriteDocument, {
      input: { ...input, allow: [...rule.allow], deny: [...rule.deny] },
    });
    return setOverwrite.channel;
  }

  /** Saves rules one after the other: each is a change of its own in the audit log. */
  async function save(wanted: readonly Rule[], confirm: boolean) {
    for (const rule of wanted) accept(await send(rule, confirm));
  }

  return { data, error, reload, accept, saved, rules, changed, put, drop, reset, save };
}
