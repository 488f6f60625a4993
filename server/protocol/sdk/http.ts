/** Calls over HTTP: made again where that can help and changes nothing, and told as faults where it cannot. */

import { z } from 'zod';
import type { Refusal } from '../../market/refusal.ts';
import { errorSchema } from '../freelancer/envelope.ts';
import { ArenaFault, type ArenaFaultCode } from './fault.ts';
import { waited, waitMs } from './waiting.ts';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/arena/1.0`, or below `area`. */
  readonly path: string;
  /** Another part of the API, as Freelancer.com's `/api/projects/0.1`. */
  readonly area?: `/api/${string}`;
  /** A list is said as its name once for each of its values. */
  readonly query?: Readonly<Record<string, string | number | readonly (string | number)[]>>;
  readonly body?: unknown;
  /** Names a write, so that it is the same one however often it is sent. */
  readonly key?: string;
}

export interface HttpOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Null: in a browser, the session whose cookie it sends along. */
  readonly token: string | null;
  readonly market: string | null;
  /** How long a call is made again before its fault is thrown. */
  readonly patienceMs: number;
  /** How long one try may take; more than the longest batch window of the market. */
  readonly tryMs: number;
  readonly signal: AbortSignal;
  /** Hears after each try whether the server was reached, whatever it answered. */
  readonly onReach?: (reached: boolean) => void;
}

/** An answer that is no success, with the server's own words. */
export interface Problem {
  readonly status: number;
  /** The server's own word for it; empty where something else answered. */
  readonly errorCode: string;
  readonly message: string;
  /** The market's own no, where that is what it was. */
  readonly refusal: Refusal | null;
}

/** The fault that a problem is, where it is one; a route that expects a problem looks at it first. */
export class ProblemFault extends ArenaFault {
  readonly problem: Problem;

  constructor(code: ArenaFaultCode, problem: Problem, more: Partial<Pick<ArenaFault, 'retryAfterMs' | 'requestId'>>) {
    super(code, problem.message, more);
    this.problem = problem;
  }
}

export interface Http {
  /** The `result` of the answer. Rejects with an `ArenaFault`. */
  call<T>(call: Call, result: z.ZodType<T>): Promise<T>;
}

const BY_STATUS: Readonly<Record<number, ArenaFaultCode>> = {
  401: 'not_authenticated',
  403: 'not_allowed',
  404: 'unknown_market',
  408: 'unavailable',
  429: 'rate_limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

/** What a proxy says in the name of a server that it does not reach. */
const NOT_THE_SERVER: ReadonlySet<number> = new Set([502, 504]);

const MENDING: ReadonlySet<ArenaFaultCode> = new Set(['unreachable', 'unavailable', 'rate_limited']);
/** Where the server does not say when to come again. */
const RETRY_MS = 1_000;

function codeOf(status: number): ArenaFaultCode {
  return BY_STATUS[status] ?? (status >= 500 ? 'server_failed' : 'bad_request');
}

/** The problem that an answer tells, also where something else than the arena gave it: a proxy, a wrong address. */
async function faultOf(answer: Response): Promise<ProblemFault> {
  const { status } = answer;
  const text = await answer.text();
  const told = errorSchema.safeParse(jsonOf(text));
  const problem: Problem = told.success
    ? {
        status,
        errorCode: told.data.error_code,
        message: told.data.message,
        refusal: (told.data.refusal ?? null) as Refusal | null,
      }
    : { status, errorCode: '', message: `the server answered ${status} and did not say why`, refusal: null };
  const code = codeOf(status);
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = MENDING.has(code) ? (Number.isFinite(seconds) ? seconds * 1_000 : RETRY_MS) : null;
  return new ProblemFault(code, problem, { retryAfterMs, requestId: told.success ? told.data.request_id : null });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** What `fetch` throws says nothing that a program could act on; its cause says what happened. */
function unreachable(thrown: unknown): ArenaFault {
  const { message, cause } = thrown instanceof Error ? thrown : new Error(String(thrown));
  const reason = cause instanceof Error && cause.message !== '' ? cause.message : message;
  return new ArenaFault('unreachable', reason, { retryAfterMs: RETRY_MS });
}

function wasReached(fault: ArenaFault): boolean {
  return fault instanceof ProblemFault ? !NOT_THE_SERVER.has(fault.problem.status) : fault.code !== 'unreachable';
}

export function createHttp({ origin, token, market, patienceMs, tryMs, signal, onReach }: HttpOptions): Http {
  const base = `${origin}${market === null ? '' : `/m/${market}`}`;

  async function once<T>(
    { method, path, area = '/api/arena/1.0', query, body, key }: Call,
    result: z.ZodType<T>,
  ): Promise<T> {
    const search = new URLSearchParams(
      Object.entries(query ?? {}).flatMap(([name, value]) =>
        [value].flat().map((one): [string, string] => [name, String(one)]),
      ),
    );
    // A page of another site cannot set this header: it shows that the cookie was meant to come along.
    const headers: Record<string, string> =
      token === null ? { 'x-arena-csrf': '1' } : { authorization: `Bearer ${token}` };
    if (key !== undefined) headers['idempotency-key'] = key;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(`${base}${area}${path}${search.size > 0 ? `?${search}` : ''}`, {
      method,
      headers,
      // A redirect would carry the token to wherever it says.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(tryMs)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw await faultOf(answer);
    const told = z.object({ result }).safeParse(jsonOf(await answer.text()));
    if (told.success) return told.data.result as T;
    throw new ArenaFault('bad_answer', `${method} ${path}: the answer is not of the form that this client knows`);
  }

  /** When the call may be made again; null: not within the patience of whoever made it. */
  function againAfter(fault: ArenaFault, tries: number, until: number): number | null {
    if (fault.retryAfterMs === null) return null;
    // The network has no opinion about when to come again; a server that names a time is believed.
    const ms = fault instanceof ProblemFault ? Math.max(fault.retryAfterMs, waitMs(tries)) : waitMs(tries);
    return Date.now() + ms > until ? null : ms;
  }

  return {
    call: async (call, result) => {
      const until = Date.now() + patienceMs;
      for (let tries = 0; ; tries += 1) {
        try {
          const told = await once(call, result);
          onReach?.(true);
          return told;
        } catch (thrown) {
          if (signal.aborted) throw new ArenaFault('closed', 'the client was closed');
          const fault = thrown instanceof ArenaFault ? thrown : unreachable(thrown);
          onReach?.(wasReached(fault));
          const ms = againAfter(fault, tries, until);
          if (ms === null) throw fault;
          await waited(ms, signal);
        }
      }
    },
  };
}
