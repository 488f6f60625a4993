/** A proxy with a certificate before a server of ours, as the guide's is: it ends TLS, and says who called. */

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { request as plainRequest } from 'node:http';
import { createServer, request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';

const SEQUENCE = 0x30;
const OBJECT = { ecdsaWithSha256: '2a8648ce3d040302', commonName: '550403', otherNames: '551d11' } as const;

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), body]);
}
const oid = (name: keyof typeof OBJECT): Buffer => der(0x06, Buffer.from(OBJECT[name], 'hex'));

/** Of one name, by its own word: whoever trusts it names it as an authority. */
function selfSigned(name: string): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const by = der(SEQUENCE, oid('ecdsaWithSha256'));
  const who = der(SEQUENCE, der(0x31, der(SEQUENCE, oid('commonName'), der(0x0c, Buffer.from(name)))));
  const [from, to] = ['250101000000Z', '491231235959Z'].map((time) => der(0x17, Buffer.from(time)));
  const names = der(SEQUENCE, der(0x82, Buffer.from(name)));
  const extension = der(SEQUENCE, oid('otherNames'), der(0x04, names));
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(7)])),
    ...[by, who, der(SEQUENCE, from ?? Buffer.of(), to ?? Buffer.of()), who],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, extension)),
  );
  const signed = der(SEQUENCE, body, by, der(0x03, Buffer.from([0]), sign('sha256', body, privateKey)));
  const cert = `-----BEGIN CERTIFICATE-----\n${signed.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface TlsProxy {
  /** As a browser would that has looked the name up, and holds the certificate against it. */
  ask(method: string, path: string, headers: Readonly<Record<string, string>>, body?: object): Promise<Answer>;
  close(): void;
}

/** Before whatever listens on this port of this machine, under a name of its own. */
export async function openTlsProxy(name: string, behind: number): Promise<TlsProxy> {
  const { key, cert } = selfSigned(name);
  const server = createServer({ key, cert }, (asked, answer) => {
    // What the caller says of its own address is replaced.
    const headers = { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress ?? '' };
    const options = { host: '127.0.0.1', port: behind, method: asked.method, path: asked.url, headers };
    const passed = plainRequest(options, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    ask: (method, path, headers, body) =>
      new Promise((resolve, reject) => {
        const own = { host: name, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
        const options = { host: '127.0.0.1', port, servername: name, ca: cert, method, path, agent: false };
        const asking = secureRequest({ ...options, headers: { ...own, ...headers } }, (found) => {
          const parts: Buffer[] = [];
          found.on('data', (part: Buffer) => parts.push(part));
          found.on('end', () =>
            resolve({ status: found.statusCode ?? 0, headers: found.headers, text: Buffer.concat(parts).toString() }),
          );
        });
        asking.on('error', reject);
        asking.end(body === undefined ? undefined : JSON.stringify(body));
      }),
    close: () => server.close(),
  };
}
