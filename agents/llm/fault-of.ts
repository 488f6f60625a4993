/** Reads what LangChain and the providers' clients throw: which kind of trouble it is, and when to try again. */

import { type FaultKind, ModelFault } from './model.ts';

/** What the clients' errors have in common, where they have it. */
interface Thrown {
  readonly status?: number;
  readonly status_code?: number;
  readonly code?: unknown;
  readonly name?: string;
  readonly message?: string;
  readonly error?: unknown;
  readonly cause?: unknown;
  readonly headers?: unknown;
  readonly retryAfterMs?: unknown;
}

const TEXT_MAX = 500;
const DEPTH = 3;
const UNREACHABLE =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|EAI_AGAIN|fetch failed|Connection error|socket hang up|\bterminated\b/i;
const MALFORMED = /JSON|Unexpected (?:token|end)|parse/i;

/** LangChain wraps some of its clients' errors, and their status with them. */
function statusOf({ status, status_code, cause }: Thrown, depth = 0): number | null {
  if (typeof status === 'number') return status;
  if (typeof status_code === 'number') return status_code;
  return typeof cause === 'object' && cause !== null && depth < DEPTH ? statusOf(cause, depth + 1) : null;
}

function header(headers: unknown, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  if (typeof headers !== 'object' || headers === null) return null;
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : null;
}

/** How long the provider asked to be left alone: `retry-after` in seconds or as a date, or in milliseconds. */
function retryAfterMs({ headers }: Thrown, now: number): number | null {
  const exact = Number(header(headers, 'retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const given = header(headers, 'retry-after');
  if (given === null) return null;
  if (/^\d+(?:\.\d+)?$/.test(given)) return Number(given) * 1_000;
  const date = Date.parse(given);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function kindOfStatus(status: number): FaultKind {
  if (status === 429) return 'rate_limited';
  if (status === 401 || status === 403) return 'refused_key';
  if (status === 408 || status === 504) return 'timeout';
  if (status >= 500) return 'overloaded';
  return 'bad_request';
}

function kindOf(thrown: Thrown, text: string): FaultKind {
  const status = statusOf(thrown);
  if (status !== null && status >= 400) return kindOfStatus(status);
  if (thrown.name === 'TimeoutError' || /tim(?:e|ed) ?out/i.test(text)) return 'timeout';
  if (UNREACHABLE.test(text)) return 'unreachable';
  return MALFORMED.test(text) ? 'malformed' : 'overloaded';
}

/** Everything that the error and its causes say, on one line: keys never stand in it, since the clients do not print them. */
function textOf(problem: unknown, depth = 0): string {
  if (depth > DEPTH || typeof problem !== 'object' || problem === null) return '';
  const { message = '', error, cause, code } = problem as Thrown;
  const said = message === '[object Object]' ? '' : message;
  const detail = typeof error === 'object' && error !== null ? JSON.stringify(error) : '';
  return [said, typeof code === 'string' ? code : '', said === '' ? detail : '', textOf(cause, depth + 1)]
    .filter((part) => part !== '')
    .join(': ')
    .replace(/\s+/g, ' ');
}

/** Our own fault, wherever a client has wrapped it. */
function oursIn(problem: unknown, depth = 0): ModelFault | null {
  if (problem instanceof ModelFault) return problem;
  if (depth >= DEPTH || typeof problem !== 'object' || problem === null || !('cause' in problem)) return null;
  return oursIn(problem.cause, depth + 1);
}

/** What was thrown, as a fault of the provider's. `now`: wall time, to read a date to wait for. */
export function faultOf(problem: unknown, now: number): ModelFault {
  const ours = oursIn(problem);
  if (ours !== null) return ours;
  const thrown: Thrown = typeof problem === 'object' && problem !== null ? problem : {};
  const text = textOf(problem).slice(0, TEXT_MAX) || String(problem).slice(0, TEXT_MAX);
  return new ModelFault(kindOf(thrown, text), text, retryAfterMs(thrown, now), problem);
}
