/** Where a webhook may lead: by default to public addresses only, so that nobody sends this server into its own network. */

import { Resolver } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** IANA's special-purpose registries: what is not reachable from everywhere, or reaches somebody else than it says. */
const NOT_PUBLIC_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Of IPv6 only 2000::/3 is given out, and parts of it are not public or lead into IPv4. */
const GIVEN_OUT_6 = ['2000::', 3] as const;
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const closed = new BlockList();
for (const [network, bits] of NOT_PUBLIC_4) closed.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of NOT_PUBLIC_6) closed.addSubnet(network, bits, 'ipv6');
const given = new BlockList();
given.addSubnet(...GIVEN_OUT_6, 'ipv6');

export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, 'ipv4');
  return family === 6 && given.check(address, 'ipv6') && !closed.check(address, 'ipv6');
}

/** Why a URL cannot be a webhook's; null where it can. A name is looked up only when something is sent to it. */
export function urlFault(url: string, toAnywhere: boolean): string | null {
  if (!URL.canParse(url)) return 'not a URL';
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' && !(toAnywhere && protocol === 'http:')) return 'https only';
  if (username !== '' || password !== '') return 'without name and password';
  const literal = hostname.replace(/^\[|\]$/g, '');
  return toAnywhere || isIP(literal) === 0 || isPublic(literal) ? null : 'not a public address';
}

export class NotPublic extends Error {
  override readonly name = 'NotPublic';
}

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const RESOLVE_MS = 3_000;

/** Not by the system's own look-up: that has four threads, which a slow name server could keep from all else. */
export function createResolve(): Resolve {
  const resolver = new Resolver({ timeout: RESOLVE_MS, tries: 2 });
  return async (hostname) => {
    const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const addresses = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    const failed = found.find((one) => one.status === 'rejected');
    if (addresses.length === 0 && failed !== undefined) throw failed.reason;
    return addresses;
  };
}

/**
 * The look-up of a connection, which goes to the very addresses that were looked at here: a name that leads elsewhere at
 * its second asking is not asked twice. One address that is not public spoils the name.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !addresses.every(isPublic)) {
          done(new NotPublic('the name does not lead to a public address'), '', 0);
        } else if (options.all === true) {
          done(
            null,
            addresses.map((address) => ({ address, family: isIP(address) })),
          );
        } else done(null, first, isIP(first));
      },
      (thrown: Error) => done(thrown, '', 0),
    );
  };
}
