/**
 * Who is calling: the access token, kept in memory only, and its renewal.
 *
 * The refresh token is an HttpOnly cookie that rotates on use, and using an old one ends the
 * session. All tabs share the cookie, so only one of them may renew at a time (a Web Lock), and
 * what it got is handed to the others (a BroadcastChannel).
 */
import { ApiError, apiErrorFrom, foreignAnswer, networkError } from './errors';

/** The person as the authentication routes answer. */
export interface AuthUser {
  id: string;
  username: string;
  displayName: string | null;
  createdAt: string;
}

interface AuthAnswer {
  accessToken: string;
  /** Seconds that the access token is good for. */
  expiresIn: number;
  user: AuthUser;
}

interface Token {
  value: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

type TabMessage = { kind: 'token'; token: Token; userId: string } | { kind: 'signed-out' };

/** What other parts of the client are told about the session. */
export type AuthChange = { kind: 'signed-in'; userId: string } | { kind: 'signed-out' };

/** Renewed this long before it ends, so that no request goes out with a token about to expire. */
const RENEW_AHEAD_MS = 60_000;
/** Remembers a sign-out, so that a signed-out page does not ask for a renewal just to be refused. */
const SIGNED_OUT_KEY = 'guildhall.signedOut';

let token: Token | null = null;
let renewal: Promise<Token> | null = null;
let renewTimer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<(change: AuthChange) => void>();
const tabs =
  typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('guildhall.auth');

tabs?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
  if (data.kind === 'token') {
    hold(data.token);
    tell({ kind: 'signed-in', userId: data.userId });
  } else {
    drop();
    tell({ kind: 'signed-out' });
  }
});

function tell(change: AuthChange) {
  for (const listener of listeners) listener(change);
}

/** Is told of sign-ins and sign-outs, those of other tabs included. Returns the way to stop. */
export function onAuthChange(listener: (change: AuthChange) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function rememberSignedOut(signedOut: boolean) {
  try {
    if (signedOut) localStorage.setItem(SIGNED_OUT_KEY, '1');
    else localStorage.removeItem(SIGNED_OUT_KEY);
  } catch {
    // Storage may be forbidden. Then a signed-out page asks once more than it need.
  }
}

/** Whether the last thing that happened in this browser was a sign-out. */
export function knownSignedOut(): boolean {
  try {
    return localStorage.getItem(SIGNED_OUT_KEY) === '1';
  } catch {
    return false;
  }
}

function hold(next: Token) {
  token = next;
  rememberSignedOut(false);
  clearTimeout(renewTimer);
  const wait = next.expiresAt - Date.now() - RENEW_AHEAD_MS;
  // A refusal or an outage here is met again, and handled, by the next request.
  renewTimer = setTimeout(
    () => void renew(next.value).catch(() => undefined),
    Math.max(wait, 1000),
  );
}

function drop() {
  token = null;
  clearTimeout(renewTimer);
  rememberSignedOut(true);
}

async function post(path: string, body: unknown): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(`/api/v1/auth/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token.value}` } : {}),
      },
      body: JSON.stringify(body),
    });
  } catch (cause) {
    throw networkError(cause);
  }
  if (response.status === 204) return null;
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) throw foreignAnswer(response.status);
  const answer: unknown = await response.json();
  if (!response.ok) {
    const { detail, title } = answer as { detail?: unknown; title?: unknown };
    throw apiErrorFrom(answer, detail ?? title, response.headers.get('retry-after'));
  }
  return answer;
}

function accept(answer: AuthAnswer): Token {
  const next = { value: answer.accessToken, expiresAt: Date.now() + answer.expiresIn * 1000 };
  hold(next);
  tabs?.postMessage({ kind: 'token', token: next, userId: answer.user.id } satisfies TabMessage);
  return next;
}

/** Makes an account and signs in with it. */
export async function signUp(input: {
  username: string;
  email: string;
  password: string;
}): Promise<AuthUser> {
  const answer = (await post('sign-up', input)) as AuthAnswer;
  accept(answer);
  return answer.user;
}

/** Signs in by user name or e-mail. */
export async function signIn(input: { login: string; password: string }): Promise<AuthUser> {
  const answer = (await post('sign-in', input)) as AuthAnswer;
  accept(answer);
  return answer.user;
}

/** Ends this session, here and on the server. */
export async function signOut(): Promise<void> {
  await post('sign-out', {});
  forget();
}

/** Forgets the session on this device, telling the other tabs: the server has ended it. */
export function forget() {
  drop();
  tabs?.postMessage({ kind: 'signed-out' } satisfies TabMessage);
  tell({ kind: 'signed-out' });
}

async function underLock<T>(work: () => Promise<T>): Promise<T> {
  // Web Locks exist in secure contexts only; over plain HTTP one tab at a time is the best there is.
  const locks: LockManager | null | undefined = navigator.locks;
  return locks ? locks.request('guildhall.renew', work) : work();
}

/**
 * A new access token in place of `stale`. Calls at the same time share one renewal; where another
 * tab was quicker, its token is taken. Rejects with UNAUTHENTICATED when the session is over.
 */
export function renew(stale: string | null): Promise<Token> {
  renewal ??= underLock(async () => {
    if (token && token.value !== stale && token.expiresAt > Date.now()) return token;
    try {
      return accept((await post('refresh', {})) as AuthAnswer);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'UNAUTHENTICATED') forget();
      throw error;
    }
  }).finally(() => {
    renewal = null;
  });
  return renewal;
}

/** The access token to call with: the one at hand, or a renewed one when it is about to end. */
export async function accessToken(): Promise<string | null> {
  if (!token) return null;
  if (token.expiresAt - Date.now() > 5_000) return token.value;
  return (await renew(token.value)).value;
}
