import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HomeDocument, InstanceDocument } from '@/gql/graphql';
import * as auth from './auth';
import { ApiError } from './errors';
import { execute } from './graphql';

const PERSON = { id: '1', username: 'mira', displayName: null, createdAt: '2026-11-20T12:00:00Z' };

/** What the server is asked, in order, and what it answers, by path. */
let asked: { path: string; authorization: string | null }[];
let answers: Record<string, (() => Response)[]>;

function json(body: unknown, status = 200, headers: Record<string, string> = {}): () => Response {
  return () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
}

function signedIn(accessToken: string, expiresIn = 900) {
  return json({ accessToken, expiresIn, user: PERSON });
}

function failing(code: string, extensions: Record<string, unknown> = {}) {
  return json({ data: null, errors: [{ message: 'No.', extensions: { code, ...extensions } }] });
}

const home = json({ data: { viewer: PERSON, myGuilds: [] } });

beforeEach(() => {
  asked = [];
  answers = {};
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push({ path, authorization: new Headers(init.headers).get('authorization') });
    const next = answers[path]?.shift();
    return next ? Promise.resolve(next()) : Promise.reject(new TypeError('Failed to fetch'));
  });
});

afterEach(() => {
  auth.forget();
  vi.unstubAllGlobals();
});

async function rejection(promise: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ApiError)) throw new Error('expected an ApiError', { cause: error });
  return error;
}

describe('execute', () => {
  it('answers with the data', async () => {
    answers['/graphql'] = [json({ data: { instance: { name: 'Hall' } } })];
    expect(await execute(InstanceDocument)).toEqual({ instance: { name: 'Hall' } });
    expect(asked).toEqual([{ path: '/graphql', authorization: null }]);
  });

  it('turns a GraphQL error into its code, field and wait', async () => {
    answers['/graphql'] = [failing('RATE_LIMITED', { retryAfterMs: 1500, field: 'name' })];
    const error = await rejection(execute(InstanceDocument));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 1500, field: 'name' });
    expect(error.transient).toBe(true);
  });

  it('does not take on codes that it does not know', async () => {
    answers['/graphql'] = [failing('SOMETHING_NEW')];
    expect((await rejection(execute(InstanceDocument))).code).toBe('INTERNAL');
  });

  it('tells a server that is down from one that is not ready and from one that refuses', async () => {
    expect((await rejection(execute(InstanceDocument))).code).toBe('NETWORK');
    answers['/graphql'] = [() => new Response('<h1>Bad gateway</h1>', { status: 502 })];
    expect((await rejection(execute(InstanceDocument))).code).toBe('UNAVAILABLE');
    answers['/graphql'] = [
      json({ code: 'PAYLOAD_TOO_LARGE', detail: 'Too long.' }, 413, {
        'content-type': 'application/problem+json',
      }),
    ];
    expect(await rejection(execute(InstanceDocument))).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      message: 'Too long.',
    });
  });

  it('renews a token that is refused, once, and asks again', async () => {
    answers['/api/v1/auth/sign-in'] = [signedIn('old')];
    answers['/api/v1/auth/refresh'] = [signedIn('new')];
    answers['/graphql'] = [failing('UNAUTHENTICATED'), home];
    await auth.signIn({ login: 'mira', password: 'secret' });
    await execute(HomeDocument);
    expect(asked.filter(({ path }) => path === '/graphql')).toEqual([
      { path: '/graphql', authorization: 'Bearer old' },
      { path: '/graphql', authorization: 'Bearer new' },
    ]);
  });

  it('does not ask for ever when the new token is refused too', async () => {
    answers['/api/v1/auth/sign-in'] = [signedIn('old')];
    answers['/api/v1/auth/refresh'] = [signedIn('new')];
    answers['/graphql'] = [failing('UNAUTHENTICATED'), failing('UNAUTHENTICATED'), home];
    await auth.signIn({ login: 'mira', password: 'secret' });
    expect((await rejection(execute(HomeDocument))).code).toBe('UNAUTHENTICATED');
    expect(answers['/graphql']).toHaveLength(1);
  });

  it('renews ahead when the token is about to end', async () => {
    answers['/api/v1/auth/sign-in'] = [signedIn('short', 3)];
    answers['/api/v1/auth/refresh'] = [signedIn('long')];
    answers['/graphql'] = [home];
    await auth.signIn({ login: 'mira', password: 'secret' });
    await execute(HomeDocument);
    expect(asked.at(-1)).toEqual({ path: '/graphql', authorization: 'Bearer long' });
  });
});

describe('renew', () => {
  it('is asked of the server once, however many wait for it', async () => {
    answers['/api/v1/auth/refresh'] = [signedIn('one'), signedIn('two')];
    const tokens = await Promise.all([auth.renew(null), auth.renew(null), auth.renew(null)]);
    expect(new Set(tokens.map(({ value }) => value))).toEqual(new Set(['one']));
    expect(asked).toHaveLength(1);
  });

  it('ends the session when the server has ended it, and says so', async () => {
    const heard: string[] = [];
    const stop = auth.onAuthChange(({ kind }) => heard.push(kind));
    answers['/api/v1/auth/refresh'] = [json({ code: 'UNAUTHENTICATED', detail: 'Over.' }, 401)];
    expect((await rejection(auth.renew(null))).code).toBe('UNAUTHENTICATED');
    expect(heard).toEqual(['signed-out']);
    expect(auth.knownSignedOut()).toBe(true);
    stop();
  });

  it('keeps the session when the server is only away', async () => {
    answers['/api/v1/auth/sign-in'] = [signedIn('kept')];
    await auth.signIn({ login: 'mira', password: 'secret' });
    expect((await rejection(auth.renew('kept'))).code).toBe('NETWORK');
    expect(auth.knownSignedOut()).toBe(false);
    expect(await auth.accessToken()).toBe('kept');
  });
});
