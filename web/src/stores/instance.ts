/** What this installation is called and how much of everything it allows. */
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { execute } from '@/api/graphql';
import { InstanceDocument, type InstanceQuery } from '@/gql/graphql';

export type Limits = InstanceQuery['instance']['limits'];

/** Stands in until the server has said; the server checks everything anyway. */
const COMMON_LIMITS: Limits = {
  messageLength: 4000,
  guildsPerUser: 200,
  channelsPerGuild: 500,
  guildNameLength: 100,
  channelNameLength: 100,
  topicLength: 1024,
  usernameLength: 32,
  displayNameLength: 32,
  passwordMinLength: 10,
};

export const useInstance = defineStore('instance', () => {
  const name = ref('Guildhall');
  const version = ref('');
  const signUpOpen = ref(true);
  const limits = ref<Limits>(COMMON_LIMITS);
  let loading: Promise<void> | null = null;

  /** Asks once; a failed attempt is made again by the next caller. */
  function load(): Promise<void> {
    loading ??= execute(InstanceDocument).then(
      ({ instance }) => {
        name.value = instance.name;
        version.value = instance.version;
        signUpOpen.value = instance.signUpOpen;
        limits.value = instance.limits;
      },
      () => {
        loading = null;
      },
    );
    return loading;
  }

  return { name, version, signUpOpen, limits, load };
});
