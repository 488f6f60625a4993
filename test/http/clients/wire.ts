/**
 * Requests as bytes on a socket: the spelling of headers, lengths and targets is a client's own, which an injected request
 * has lost.
 */

import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { World } from '../world.ts';

export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query as they are sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
}

/** Listens on loopback and gives the function that sends there. */
export async function wireTo(world: World): Promise<(request: WireRequest) => Promise<WireAnswer>> {
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.app.server.address() as AddressInfo;
  return ({ method, target, headers, body }) =>
    new Promise((settle, fail) => {
      const sent = httpRequest({ host: '127.0.0.1', port, method, path: target, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', fail);
        answer.on('end', () => {
          const come = Buffer.concat(chunks);
          // Who asks for packed answers unpacks them: the library below the Python client does, unseen by it.
          const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(come) : come).toString();
          settle({ status: answer.statusCode ?? 0, type: answer.headers['content-type'], text });
        });
      });
      sent.on('error', fail);
      sent.end(body);
    });
}

/** What clients do with every refusal: they parse it before they look at the status, and then want its three keys. */
export function expectRefusal({ status, type, text }: WireAnswer): void {
  const body = JSON.parse(text) as object;
  expect(status, text).toBeGreaterThanOrEqual(400);
  expect(status, text).toBeLessThan(500);
  expect(type).toBe('application/json');
  expect(body).toMatchObject({
    status: 'error',
    message: expect.any(String),
    error_code: expect.stringMatching(/^[A-Z][A-Za-z]*ExceptionCodes\.[A-Z_]+$/),
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
}

/** The result of an answer that must be a success, of exactly the type that the Android SDK unwraps. */
export function resultOf({ status, type, text }: WireAnswer): unknown {
  expect(status, text).toBe(200);
  expect(type).toBe('application/json');
  const body = JSON.parse(text) as { status: string; result?: unknown };
  expect(body.status).toBe('success');
  return body.result;
}
