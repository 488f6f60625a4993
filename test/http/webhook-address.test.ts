/** Where a webhook may lead: nobody sends this server into its own network, by number, by name, or by a name that changes. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isPublic, publicLookup, urlFault } from '../../server/http/webhooks/address.ts';
import { createPoster } from '../../server/http/webhooks/post.ts';

test.each([
  '93.184.215.14',
  '8.8.8.8',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '2606:2800:21f:cb07:6820:80da:af6b:8b2c',
  '2a00:1450:4001:81b::200e',
])('%s is public', (address) => expect(isPublic(address)).toBe(true));

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  'localhost',
  '',
])('%s is not', (address) => expect(isPublic(address)).toBe(false));

test.each([
  ['https://example.org/hook', null],
  ['https://example.org:8443/hook?x=1', null],
  ['https://8.8.8.8/', null],
  ['http://example.org/', 'https only'],
  ['ftp://example.org/', 'https only'],
  ['file:///etc/passwd', 'https only'],
  ['javascript:alert(1)', 'https only'],
  ['example.org', 'not a URL'],
  ['https://me:secret@example.org/', 'without name and password'],
  ['https://127.0.0.1/', 'not a public address'],
  ['https://2130706433/', 'not a public address'],
  ['https://0x7f.1/', 'not a public address'],
  ['https://0177.0.0.1/', 'not a public address'],
  ['https://[::1]/', 'not a public address'],
  ['https://[::ffff:10.0.0.1]/', 'not a public address'],
  ['https://169.254.169.254/latest/meta-data', 'not a public address'],
])('%s: %s', (url, fault) => expect(urlFault(url, false)).toBe(fault));

test('on a machine of one’s own it may lead anywhere, by the two protocols of the web', () => {
  expect(urlFault('http://127.0.0.1:3000/', true)).toBeNull();
  expect(urlFault('file:///etc/passwd', true)).toBe('https only');
});

/** What a look-up gives to a connection. */
function lookedUp(addresses: readonly string[], all: boolean): Promise<unknown> {
  return new Promise((resolve) =>
    publicLookup(async () => addresses)('example.org', { all }, (error, found, family) =>
      resolve(error === null ? [found, family] : error.name),
    ),
  );
}

test('a connection goes to the addresses that were looked at, and one bad address spoils the name', async () => {
  expect(await lookedUp(['8.8.8.8', '2606::1'], true)).toEqual([
    [
      { address: '8.8.8.8', family: 4 },
      { address: '2606::1', family: 6 },
    ],
    undefined,
  ]);
  expect(await lookedUp(['8.8.8.8'], false)).toEqual(['8.8.8.8', 4]);
  for (const addresses of [[], ['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['2606::1', '::1']]) {
    expect(await lookedUp(addresses, true)).toBe('NotPublic');
  }
});

test('nothing reaches a server of this network, whatever the URL and whatever the name leads to', async () => {
  let reached = 0;
  const server = createServer((_request, response) => {
    reached += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const asked: string[] = [];
  const resolve = async (hostname: string): Promise<string[]> => {
    asked.push(hostname);
    return ['127.0.0.1'];
  };
  const poster = createPoster({ toAnywhere: false, timeoutMs: 5_000, resolve });
  onTestFinished(() => poster.close());
  for (const host of ['127.0.0.1', '[::1]', '0x7f000001', 'rebinding.example']) {
    for (const protocol of ['http', 'https']) {
      const posted = await poster.post(`${protocol}://${host}:${port}/`, {}, '{}');
      expect(posted, host).toMatchObject({ status: null, problem: 'not_public' });
    }
  }
  expect([reached, asked.length]).toEqual([0, 2]);
  const anywhere = createPoster({ toAnywhere: true, timeoutMs: 5_000, resolve });
  onTestFinished(() => anywhere.close());
  expect(await anywhere.post(`http://127.0.0.1:${port}/`, {}, '{}')).toMatchObject({ status: 200, problem: null });
});
