/** Every answer in Freelancer.com's envelope: also for what Fastify itself says no to, and without a stack trace ever. */

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Fault } from '../../engine/fault.ts';
import { DocumentRefused } from '../../protocol/arena/document.ts';
import { flag } from '../../protocol/freelancer/params.ts';
import { ARENA } from '../route-options.ts';
import type { BuiltApp } from '../web/built.ts';
import { isLostPerson } from '../web/pages.ts';
import { sendApp } from '../web/send.ts';
import { problems, WireError, type WireProblem } from '../wire-error.ts';
import { watchMethods } from './methods.ts';

/** Fastify's own refusals, by HTTP status. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'RestExceptionCodes.BAD_FORM',
  404: 'RestExceptionCodes.NOT_FOUND',
  405: 'RestExceptionCodes.METHOD_NOT_ALLOWED',
  408: 'RestExceptionCodes.TIMEOUT',
  413: 'RestExceptionCodes.TOO_LARGE',
  414: 'RestExceptionCodes.TOO_LARGE',
  415: 'RestExceptionCodes.UNSUPPORTED_MEDIA_TYPE',
  429: 'AuthorisationExceptionCodes.RATE_LIMITED',
  431: 'RestExceptionCodes.TOO_LARGE',
};

const UNKNOWN: WireProblem = {
  status: 500,
  code: 'ExceptionCodes.UNKNOWN_ERROR',
  message: 'Something went wrong on our side; the request id names it in the log',
};

/** Trouble of ours that a later try may not meet. */
const UNAVAILABLE: WireProblem = {
  status: 503,
  code: 'ExceptionCodes.UNAVAILABLE',
  message: 'The market cannot answer now; send the same request again',
  retryAfter: 1,
};

/** Nothing was written; whoever keeps the server must make room. */
const STORAGE_FULL: WireProblem = {
  status: 507,
  code: 'ExceptionCodes.STORAGE_FULL',
  message: 'There is no space left to write to; nothing was changed',
  retryAfter: 60,
};

function describe(issues: readonly { instancePath: string; message?: string | undefined }[]): string {
  const lines = issues.slice(0, 5).map(({ instancePath, message = 'is wrong' }) => {
    const path = instancePath.split('/').filter(Boolean).join('.');
    return `${path === '' ? 'request' : path}: ${message}`;
  });
  return lines.join('; ').slice(0, 900);
}

export function problemOf(thrown: unknown): WireProblem {
  if (thrown instanceof WireError) return thrown.problem;
  if (thrown instanceof DocumentRefused) return problems.badForm(thrown.message).problem;
  if (thrown instanceof Fault) {
    if (thrown.code === 'unknown_market') return problems.notFound('Market').problem;
    return thrown.code === 'storage_full' ? STORAGE_FULL : UNAVAILABLE;
  }
  if (hasZodFastifySchemaValidationErrors(thrown)) return problems.badForm(describe(thrown.validation)).problem;
  const { statusCode, message } = thrown as Partial<FastifyError>;
  const code = statusCode === undefined ? undefined : BY_STATUS[statusCode];
  if (statusCode === undefined || code === undefined) return UNKNOWN;
  return { status: statusCode, code, message: message ?? 'The request was not understood' };
}

function wantsNewErrors({ query }: FastifyRequest): boolean {
  // Before validation it is a text, after it a boolean; trouble may come at either time.
  const wanted = flag.safeParse((query as Record<string, unknown> | undefined)?.new_errors);
  return wanted.success && wanted.data;
}

function bodyOf(request: FastifyRequest, { status, code, message, refusal }: WireProblem): object {
  if (wantsNewErrors(request)) {
    return {
      status: 'error',
      error: { code, detail: message, http_code: status, source: null },
      request_id: request.id,
    };
  }
  const told = { status: 'error', message, error_code: code, request_id: request.id };
  // Freelancer.com's own routes answer with its own keys and no other.
  return refusal !== undefined && request.url.startsWith(ARENA) ? { ...told, refusal } : told;
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: WireProblem): void {
  const { status, retryAfter } = problem;
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  reply.code(status).send(bodyOf(request, problem));
}

/** What Fastify says no to before there is a route: a path that is no path. No hook has seen it, nor will one. */
export function sendFrameworkProblem(thrown: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(thrown);
  const body = Buffer.from(JSON.stringify(bodyOf(request, problem)));
  reply.code(problem.status).header('content-type', 'application/json').send(body);
}

/** Answers with a result; `undefined` for an action, which has none. */
export function success(request: FastifyRequest, result?: unknown): object {
  const head = { status: 'success', request_id: request.id };
  return result === undefined ? head : { ...head, result };
}

/** `built`: the web app, which says to people that there is nothing; null: everybody is told in the envelope. */
export function addEnvelope(
  app: FastifyInstance,
  built: BuiltApp | null,
  report: (thrown: unknown, requestId: string) => void,
): void {
  app.setErrorHandler((thrown, request, reply) => {
    const problem = problemOf(thrown);
    if (problem.status >= 500) report(thrown, request.id);
    sendProblem(request, reply, problem);
  });
  const methods = watchMethods(app);
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.of(request.url.split('?')[0] ?? '');
    if (allowed.length > 0) {
      reply.header('allow', allowed.join(', '));
      sendProblem(request, reply, problems.methodNotAllowed(`Here: ${allowed.join(', ')}`).problem);
      return;
    }
    if (built !== null && isLostPerson(request.method, request.originalUrl, request.headers.accept)) {
      sendApp(request, reply.code(404), built);
      return;
    }
    sendProblem(request, reply, problems.notFound(`${request.method} ${request.url.split('?')[0]}`).problem);
  });
  // What one caller is told is for nobody else, whatever lies between.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
    // The Android SDK unwraps an answer only when the type is exactly this, without a charset.
    if (/^application\/json\b/.test(String(reply.getHeader('content-type') ?? ''))) {
      reply.header('content-type', 'application/json');
    }
    done(null, payload);
  });
}
