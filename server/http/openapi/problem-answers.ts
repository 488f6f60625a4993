/** Every answer that says no, described once and shared by all routes. */

import type { OpenAPIV3_1 } from 'openapi-types';
import type { ProblemStatus } from './route-schema.ts';

interface Described {
  readonly name: string;
  readonly meaning: string;
  readonly code: string;
  readonly message: string;
  readonly retries?: true;
}

const PROBLEMS: Readonly<Record<ProblemStatus, Described>> = {
  400: {
    name: 'BadForm',
    meaning: 'The request is not of the form that the route wants, or the market refuses what it asks.',
    code: 'RestExceptionCodes.BAD_FORM',
    message: 'amount: a decimal number',
  },
  401: {
    name: 'NotAuthenticated',
    meaning: 'Nobody is logged in, or the token or session is unknown, revoked or expired.',
    code: 'RestExceptionCodes.NOT_AUTHENTICATED',
    message: 'You must be logged in to make this request',
  },
  403: {
    name: 'NotAllowed',
    meaning:
      'The caller may not do this: by its roles, its token’s scopes, a missing CSRF header, or the market’s rules.',
    code: 'AuthorisationExceptionCodes.NOT_ALLOWED',
    message: 'For employers of the market only',
  },
  404: {
    name: 'NotFound',
    meaning: 'It does not exist, or the caller may not know of it: the two are answered alike.',
    code: 'RestExceptionCodes.NOT_FOUND',
    message: 'Project 99 not found',
  },
  409: {
    name: 'Conflict',
    meaning:
      'It does not fit what is there: the state of the thing, a name that is taken, a key that named another write.',
    code: 'RestExceptionCodes.IDEMPOTENCY_CONFLICT',
    message: 'This Idempotency-Key named another write',
  },
  410: {
    name: 'Gone',
    meaning: 'It was there, and was given up for good',
    code: 'RestExceptionCodes.GONE',
    message: 'Gone',
  },
  413: {
    name: 'TooLarge',
    meaning: 'The body is larger than the route reads.',
    code: 'RestExceptionCodes.TOO_LARGE',
    message: 'Request body is too large',
  },
  414: {
    name: 'PathTooLong',
    meaning: 'A part of the path is longer than any id or name is.',
    code: 'RestExceptionCodes.TOO_LARGE',
    message: 'A parameter of the path is too long',
  },
  415: {
    name: 'UnsupportedMediaType',
    meaning: 'The body is of a type that the route does not read.',
    code: 'RestExceptionCodes.UNSUPPORTED_MEDIA_TYPE',
    message: 'Unsupported Media Type',
  },
  429: {
    name: 'RateLimited',
    meaning: 'Too many requests of this token or from this address.',
    code: 'AuthorisationExceptionCodes.RATE_LIMITED',
    message: 'Too many requests; try again in 60 seconds',
    retries: true,
  },
  500: {
    name: 'UnknownError',
    meaning: 'A mistake of the server’s own. The request id names it in the log.',
    code: 'ExceptionCodes.UNKNOWN_ERROR',
    message: 'Something went wrong on our side; the request id names it in the log',
  },
  503: {
    name: 'Unavailable',
    meaning: 'The server cannot answer now. The same request, with the same idempotency key, may succeed later.',
    code: 'ExceptionCodes.UNAVAILABLE',
    message: 'The market cannot answer now; send the same request again',
    retries: true,
  },
  507: {
    name: 'InsufficientStorage',
    meaning: 'The disk is full: nothing was written. The same request may succeed when there is space again.',
    code: 'ExceptionCodes.STORAGE_FULL',
    message: 'There is no space left to write to; nothing was changed',
    retries: true,
  },
};

const REQUEST_ID = '0123456789abcdef0123456789abcdef';

function answerOf(status: number, { meaning, code, message, retries }: Described): OpenAPIV3_1.ResponseObject {
  const retryAfter = { 'retry-after': { $ref: '#/components/headers/RetryAfter' } };
  const shapes = ['Error', 'NewError'].map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const usual = { status: 'error', message, error_code: code, request_id: REQUEST_ID };
  const error = { code, detail: message, http_code: status, source: null };
  const examples = {
    usual: { value: usual },
    new_errors: { value: { status: 'error', error, request_id: REQUEST_ID } },
  };
  return {
    description: meaning,
    ...(retries ? { headers: retryAfter } : {}),
    content: { 'application/json': { schema: { oneOf: shapes }, examples } },
  };
}

/** The shared answers by their names. */
export function problemAnswers(): Record<string, OpenAPIV3_1.ResponseObject> {
  const all = Object.entries(PROBLEMS);
  return Object.fromEntries(all.map(([status, described]) => [described.name, answerOf(Number(status), described)]));
}

export function problemReference(status: ProblemStatus): OpenAPIV3_1.ReferenceObject {
  return { $ref: `#/components/responses/${PROBLEMS[status].name}` };
}

/** What decides how a route may say no. */
export interface Kind {
  readonly open: boolean;
  readonly seat: boolean;
  readonly writes: boolean;
  readonly reads: boolean;
  readonly named: boolean;
}

/** The statuses with which every route of this kind may say no. */
export function problemsOf({ open, seat, writes, reads, named }: Kind): readonly ProblemStatus[] {
  const each: readonly (readonly [ProblemStatus, boolean])[] = [
    [400, reads || writes || seat],
    [401, !open],
    [403, !open],
    [404, seat || named],
    [409, writes && !open],
    [413, writes],
    [414, named],
    [415, writes],
    [429, true],
    [500, true],
    [503, true],
    [507, writes],
  ];
  return each.flatMap(([status, may]) => (may ? [status] : []));
}
