/** Passes for the people of a test world: tokens and sessions as the server itself would have given them out. */

import { fastifyCookie } from '@fastify/cookie';
import type { NewPass, Pass } from '../../server/engine/access.ts';
import { newSecret, secretHashOf } from '../../server/http/secret.ts';
import { known } from '../../server/kernel/assert.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import type { World } from './world.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Key {
  readonly headers: Headers;
  readonly pass: Pass;
  readonly secret: string;
}

async function passFor(
  { access }: Pick<World, 'access'>,
  who: string,
  given: Partial<NewPass>,
): Promise<{ pass: Pass; secret: string }> {
  const secret = newSecret();
  const user = known(await access.userByName(who), `user ${who}`);
  const pass = await access.addPass({
    kind: 'token',
    secretHash: secretHashOf(secret),
    userId: user.userId,
    marketId: null,
    scopes: SCOPES,
    roles: [],
    label: '',
    createdAt: Date.now(),
    expiresAt: null,
    usesLeft: null,
    ...given,
  });
  return { pass, secret };
}

/** A token of this person's, with every scope unless told otherwise. */
export async function tokenOf(world: Pick<World, 'access'>, who: string, given: Partial<NewPass> = {}): Promise<Key> {
  const { pass, secret } = await passFor(world, who, given);
  return { pass, secret, headers: { 'freelancer-oauth-v1': secret } };
}

/** A session of this person's, as its browser sends it from a page of ours. */
export async function sessionOf(world: Pick<World, 'access'>, who: string): Promise<Key> {
  const { pass, secret } = await passFor(world, who, { kind: 'session', scopes: [] });
  const cookie = encodeURIComponent(fastifyCookie.sign(secret, await world.access.signingKey()));
  return { pass, secret, headers: { cookie: `arena_session=${cookie}`, 'x-arena-csrf': '1' } };
}
