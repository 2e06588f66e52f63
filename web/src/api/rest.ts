/** Calls of the REST API that move files, which GraphQL does not. */
import { accessToken, renew } from './auth';
import { apiErrorFrom, foreignAnswer, networkError } from './errors';

async function ask(path: string, init: RequestInit, token: string | null): Promise<Response> {
  try {
    return await fetch(path, {
      ...init,
      credentials: 'same-origin',
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
  } catch (cause) {
    throw networkError(cause);
  }
}

async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await accessToken();
  let response = await ask(path, init, token);
  if (response.status === 401 && token) {
    response = await ask(path, init, (await renew(token)).value);
  }
  if (response.ok) return response;
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  if (!isProblem) throw foreignAnswer(response.status);
  const problem = (await response.json()) as { detail?: unknown };
  throw apiErrorFrom(problem, problem.detail, response.headers.get('retry-after'));
}

/**
 * Fetches a file and hands it to the browser to keep. `progress` is told how many bytes have come;
 * how many there will be, nobody knows: the server writes as it goes.
 */
export async function download(
  path: string,
  name: string,
  progress?: (bytes: number) => void,
): Promise<void> {
  const response = await call(path);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  try {
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      pieces.push(part.value);
      bytes += part.value.byteLength;
      progress?.(bytes);
    }
  } catch (cause) {
    throw networkError(cause);
  }
  const url = URL.createObjectURL(new Blob(pieces));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it only after the click.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

/** Makes a server of an archive; answers with its id. */
export async function importGuild(file: File): Promise<string> {
  const body = new FormData();
  body.append('file', file);
  const response = await call('/api/v1/guilds/import', { method: 'POST', body });
  const guild = (await response.json()) as { id: string };
  return guild.id;
}
