/** An answer that says no: an HTTP status, a stable code and one sentence for people. */

import type { Refusal } from '../market/refusal.ts';

export interface WireProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
  /** The market's own no, where it was the market that said so: several of them share a code of Freelancer.com's. */
  readonly refusal?: Refusal;
}

/** Thrown by routes; the envelope plugin turns it into an answer. */
export class WireError extends Error {
  override readonly name = 'WireError';
  readonly problem: WireProblem;

  constructor(problem: WireProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

export const problems = {
  notAuthenticated: (message = 'You must be logged in to make this request'): WireError =>
    new WireError({ status: 401, code: 'RestExceptionCodes.NOT_AUTHENTICATED', message }),
  notAllowed: (message: string): WireError =>
    new WireError({ status: 403, code: 'AuthorisationExceptionCodes.NOT_ALLOWED', message }),
  badForm: (message: string): WireError => new WireError({ status: 400, code: 'RestExceptionCodes.BAD_FORM', message }),
  /** What does not exist and what the caller may not know of are answered alike. */
  notFound: (what: string): WireError =>
    new WireError({ status: 404, code: 'RestExceptionCodes.NOT_FOUND', message: `${what} not found` }),
  methodNotAllowed: (message: string): WireError =>
    new WireError({ status: 405, code: 'RestExceptionCodes.METHOD_NOT_ALLOWED', message }),
} as const;

/** Too often: the caller hears when to come again. */
export function tooOften(message: string, waitMs: number): WireError {
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1_000));
  return new WireError({
    status: 429,
    code: 'AuthorisationExceptionCodes.RATE_LIMITED',
    message: `${message}; try again in ${retryAfter} seconds`,
    retryAfter,
  });
}
