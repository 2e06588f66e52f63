/** GraphQL over fetch: typed documents in, data out, every failure an ApiError. */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { accessToken, renew } from './auth';
import { ApiError, apiErrorFrom, foreignAnswer, networkError } from './errors';

interface GraphQlAnswer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: unknown }[];
}

/** A generated operation: its text, with the types of its answer and its variables. */
type Operation<Data, Variables> = DocumentTypeDecoration<Data, Variables> & { toString(): string };

async function request<Data>(
  query: string,
  variables: unknown,
  token: string | null,
): Promise<Data> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
  } catch (cause) {
    throw networkError(cause);
  }
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) throw foreignAnswer(response.status);
  const answer = (await response.json()) as GraphQlAnswer<Data> & { detail?: unknown };
  const first = answer.errors?.[0];
  if (first) {
    throw apiErrorFrom(first.extensions, first.message, response.headers.get('retry-after'));
  }
  if (!response.ok) throw apiErrorFrom(answer, answer.detail, response.headers.get('retry-after'));
  if (answer.data === undefined || answer.data === null) throw foreignAnswer(response.status);
  return answer.data;
}

/**
 * Runs one operation. A call that is refused because its token has ended is made once more with a
 * renewed one; all else is for the caller to show or to retry.
 */
export async function execute<Data, Variables>(
  document: Operation<Data, Variables>,
  ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
): Promise<Data> {
  const query = document.toString();
  const token = await accessToken();
  try {
    return await request<Data>(query, variables, token);
  } catch (error) {
    if (token && error instanceof ApiError && error.code === 'UNAUTHENTICATED') {
      return request<Data>(query, variables, (await renew(token)).value);
    }
    throw error;
  }
}
