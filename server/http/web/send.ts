/** The app's page and its files as answers: packed as the caller takes them, the page under its policy. */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BuiltApp, type BuiltFile, codingFor, isPacked } from './built.ts';

/**
 * Scripts, styles and pictures of our own files only, and calls to this server alone. No text can become markup: the browser
 * itself refuses it (trusted types without a policy).
 */
export const WEB_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export function sendFile(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  const coding = codingFor(request.headers['accept-encoding']);
  reply.header('vary', 'accept-encoding').type(file.type);
  if (isPacked(file, coding)) reply.header('content-encoding', coding);
  return reply.send(file.as(coding));
}

export function sendApp(request: FastifyRequest, reply: FastifyReply, { page }: BuiltApp): FastifyReply {
  // Asked for anew each time: it names the files of the version that runs now.
  reply.header('content-security-policy', WEB_POLICY).header('cache-control', 'no-cache');
  return sendFile(request, reply, page);
}
