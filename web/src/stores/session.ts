/** Who is signed in on this device. */
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import * as auth from '@/api/auth';
import { asApiError, type ApiError } from '@/api/errors';
import { execute } from '@/api/graphql';
import { AccountDocument, ConfirmAgeDocument, UpdateProfileDocument } from '@/gql/graphql';
import { useUsers, type User } from './users';

/** `unknown`: not asked yet; `unreachable`: asked, but the server did not answer. */
export type SessionStatus = 'unknown' | 'signed-in' | 'signed-out' | 'unreachable';

export const useSession = defineStore('session', () => {
  const users = useUsers();
  const status = ref<SessionStatus>('unknown');
  const userId = ref<string | null>(null);
  const email = ref<string | null>(null);
  /** Whether the person said that they are of age: age-restricted channels open then. null: not asked yet. */
  const ofAge = ref<boolean | null>(null);
  /** Whether the person runs this installation. */
  const operator = ref(false);
  const error = ref<ApiError | null>(null);
  /** Whether the sign-out under way is the person's own wish. */
  const leaving = ref(false);

  /** The person signed in, always as last heard. */
  const user = computed<User | null>(() =>
    userId.value === null ? null : (users.get(userId.value) ?? null),
  );

  function enter(next: auth.AuthUser) {
    users.put({ ...next, displayName: next.displayName ?? null });
    userId.value = next.id;
    status.value = 'signed-in';
    error.value = null;
  }

  auth.onAuthChange((change) => {
    if (change.kind === 'signed-out') {
      status.value = 'signed-out';
      userId.value = null;
      email.value = null;
      ofAge.value = null;
      operator.value = false;
    } else if (status.value === 'signed-out') {
      // Another tab signed in: what it holds is good here too.
      void loadAccount();
    } else if (userId.value !== null && userId.value !== change.userId) {
      // Another tab signed in as somebody else. Nothing on this page is theirs to see.
      location.reload();
    }
  });

  async function loadAccount() {
    const { account } = await execute(AccountDocument);
    email.value = account.email;
    ofAge.value = account.ofAge;
    operator.value = account.operator;
    enter(account.user);
  }

  /** Finds out, when the page opens, whether the cookie of an earlier visit is still good. */
  async function boot() {
    if (auth.knownSignedOut()) {
      status.value = 'signed-out';
      return;
    }
    try {
      await auth.renew(null);
      await loadAccount();
    } catch (thrown) {
      const failure = asApiError(thrown);
      if (failure.code === 'UNAUTHENTICATED') {
        status.value = 'signed-out';
      } else {
        error.value = failure;
        status.value = 'unreachable';
      }
    }
  }

  async function signUp(input: { username: string; email: string; password: string }) {
    enter(await auth.signUp(input));
    email.value = input.email;
  }

  async function signIn(input: { login: string; password: string }) {
    enter(await auth.signIn(input));
  }

  async function signOut() {
    leaving.value = true;
    try {
      await auth.signOut();
    } finally {
      leaving.value = false;
    }
  }

  /** Says, for the whole account, whether the person is of age. */
  async function confirmAge(of = true) {
    const { confirmAge: answer } = await execute(ConfirmAgeDocument, { ofAge: of });
    ofAge.value = answer.ofAge;
  }

  /** `null` goes back to being called by the user name. */
  async function rename(displayName: string | null) {
    const { updateProfile } = await execute(UpdateProfileDocument, { input: { displayName } });
    users.put(updateProfile.user);
  }

  return {
    status,
    user,
    email,
    ofAge,
    operator,
    error,
    leaving,
    boot,
    loadAccount,
    signUp,
    signIn,
    signOut,
    rename,
    confirmAge,
  };
});
