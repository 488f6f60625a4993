/** Requests as the Android, Go and TypeScript clients put them on the wire. */

import type { Given } from './given.ts';
import type { WireRequest } from './wire.ts';

/** What is sent, without whose token it is. */
export interface Sent {
  readonly method: WireRequest['method'];
  /** After `/api/`. */
  readonly target: string;
  readonly type?: string;
  readonly body?: string;
}

export interface OtherRow {
  readonly call: string;
  readonly who: string;
  readonly given?: Given;
  readonly before?: readonly (readonly [who: string, sent: Sent])[];
  readonly sent: Sent;
  /** What the answer holds; a text, or an expression: the name of the code with which it is refused. */
  readonly reads: unknown;
}

const FORM = 'application/x-www-form-urlencoded';
const BOUNDARY = '2d4f8b9e-6a1c-4b7e-9d53-0c1a2b3c4d5e';

/** OkHttp gives every part a type, a length and a way of transfer. */
function okHttpPart(name: string, value: string, filename?: string): string {
  const file = filename === undefined ? '' : `; filename="${filename}"`;
  const type = filename === undefined ? 'text/plain; charset=utf-8' : 'application/octet-stream';
  const head = [
    `--${BOUNDARY}`,
    `Content-Disposition: form-data; name="${name}"${file}`,
    ...(filename === undefined ? ['Content-Transfer-Encoding: binary'] : []),
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(value)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${value}\r\n`;
}

type Fields = readonly (readonly [name: string, value: string])[];
type Files = readonly (readonly [name: string, filename: string, text: string])[];

/** Brackets as they are encoded by all three. */
const encoded = (target: string): string => target.replaceAll('[', '%5B').replaceAll(']', '%5D').replaceAll(' ', '%20');

export const get = (target: string): Sent => ({ method: 'GET', target: encoded(target) });
export const json = (method: Sent['method'], target: string, value: object): Sent => ({
  method,
  target: encoded(target),
  type: 'application/json',
  body: JSON.stringify(value),
});
export const form = (method: Sent['method'], target: string, body: string): Sent => ({
  method,
  target: encoded(target),
  type: FORM,
  body: encoded(body),
});
/** An action: no type, and no body but its length. */
export const bare = (method: Sent['method'], target: string): Sent => ({ method, target: encoded(target), body: '' });
export const parts = (method: Sent['method'], target: string, fields: Fields, files: Files = []): Sent => ({
  method,
  target,
  type: `multipart/form-data; boundary=${BOUNDARY}`,
  body: [
    ...fields.map(([name, value]) => okHttpPart(name, value)),
    ...files.map(([name, filename, text]) => okHttpPart(name, text, filename)),
    `--${BOUNDARY}--\r\n`,
  ].join(''),
});

export type Client = 'android' | 'go' | 'typescript';

/** What each client says with every request. Two of them say a type also where there is nothing of it. */
const HEADERS: Readonly<Record<Client, (token: string) => Record<string, string>>> = {
  android: (token) => ({ 'Freelancer-OAuth-V1': token, 'User-Agent': 'okhttp/3.12.0', Connection: 'Keep-Alive' }),
  go: (token) => ({
    'User-Agent': 'Go-http-client/1.1',
    'Freelancer-Oauth-V1': token,
    'Content-Type': 'application/json',
  }),
  typescript: (token) => ({
    Accept: 'application/json, text/plain, */*',
    'Content-Type': 'application/json',
    'freelancer-oauth-v1': token,
    'User-Agent': 'axios/1.7.9',
  }),
};

export function sentBy(client: Client, token: string, { method, target, type, body }: Sent): WireRequest {
  const length = method === 'GET' ? {} : { 'Content-Length': String(Buffer.byteLength(body ?? '')) };
  return {
    method,
    target: `/api/${target}`,
    headers: { ...HEADERS[client](token), ...(type === undefined ? {} : { 'Content-Type': type }), ...length },
    body: body ?? '',
  };
}
