/** The codes that the server answers with, and NETWORK for a server that could not be reached. */
export type ApiErrorCode =
  | 'UNAUTHENTICATED'
  | 'TOTP_REQUIRED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'REJECTED_BY_PLUGIN'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | 'NETWORK';

const KNOWN: ReadonlySet<string> = new Set<ApiErrorCode>([
  'UNAUTHENTICATED',
  'TOTP_REQUIRED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'RATE_LIMITED',
  'REJECTED_BY_PLUGIN',
  'PAYLOAD_TOO_LARGE',
  'UNAVAILABLE',
  'INTERNAL',
]);

/** What one call failed with, whichever door it went through. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** How long to wait before asking again, where the server says so. */
  readonly retryAfterMs: number | null;
  /** The input field that the server objects to. */
  readonly field: string | null;

  constructor(
    code: ApiErrorCode,
    message: string,
    options: { retryAfterMs?: number | null; field?: string | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ApiError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.field = options.field ?? null;
  }

  /** Whether the same call may well succeed later, unchanged. */
  get transient(): boolean {
    return ['NETWORK', 'UNAVAILABLE', 'RATE_LIMITED'].includes(this.code);
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Reads `code`, `retryAfterMs` and `field` from problem details or from GraphQL extensions. */
export function apiErrorFrom(body: unknown, message: unknown, retryAfter: string | null): ApiError {
  const { code, retryAfterMs, field } = record(body);
  const seconds = retryAfter === null ? NaN : Number(retryAfter);
  return new ApiError(
    typeof code === 'string' && KNOWN.has(code) ? (code as ApiErrorCode) : 'INTERNAL',
    typeof message === 'string' && message !== ''
      ? message
      : 'The server could not do this. Try again in a moment.',
    {
      retryAfterMs:
        typeof retryAfterMs === 'number'
          ? retryAfterMs
          : Number.isFinite(seconds)
            ? seconds * 1000
            : null,
      field: typeof field === 'string' ? field : null,
    },
  );
}

/** The error of a request that got no answer at all. */
export function networkError(cause: unknown): ApiError {
  return new ApiError(
    'NETWORK',
    'The server could not be reached. Check your connection, then try again.',
    { cause },
  );
}

/** The error of an answer that is not one of the API's: a proxy's page, or a server going down. */
export function foreignAnswer(status: number): ApiError {
  return new ApiError(
    status >= 500 ? 'UNAVAILABLE' : 'INTERNAL',
    status >= 500
      ? 'The server is not ready to answer right now. Try again in a moment.'
      : `The server gave an answer that this page does not understand (status ${status}).`,
  );
}

/** Any thrown value as an ApiError, for the places that show it. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError('INTERNAL', 'Something went wrong on this page. Reload it and try again.', {
    cause: error,
  });
}
