/** A market in which a person hires: opened by a researcher over the wire, with an employer who has money and a freelancer's program. */

import { SCOPES } from '../../server/protocol/arena/scope.ts';
import { connect, type NetworkClient } from '../../server/protocol/sdk/sdk.ts';
import { HIGH_STREET } from '../http/world.ts';

/** Calls as somebody who is signed in, whose answers must be good. */
type Ask = <T>(method: 'POST' | 'PUT' | 'GET', path: string, body?: object) => Promise<T>;

async function signedIn(url: string, name: string): Promise<Ask> {
  const api = `${url}/api/arena/1.0`;
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name, password: HIGH_STREET.name });
  const entered = await fetch(`${api}/log-in`, { method: 'POST', headers: json, body });
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ');
  return async (method, path, given) => {
    const headers = { ...json, cookie, 'x-arena-csrf': '1' };
    const answer = await fetch(path.startsWith('/m/') ? `${url}${path}` : `${api}${path}`, {
      method,
      headers,
      ...(given === undefined ? {} : { body: JSON.stringify(given) }),
    });
    if (!answer.ok) throw new Error(`${name} ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { result: never }).result;
  };
}

export interface HiringMarket {
  readonly market: string;
  /** The freelancer fay, as her program sees the market. */
  readonly fay: NetworkClient;
  /** Another freelancer. */
  readonly gus: NetworkClient;
  readonly asErin: Ask;
  close(): void;
}

const MARKET = 'works';
const IN_MARKET = `/m/${MARKET}/api/arena/1.0`;

/** Olga opens `works`; erin hires there, fay and gus work there. The server's own reviewer judges. */
export async function openHiringMarket(url: string, policy: object = {}): Promise<HiringMarket> {
  const olga = await signedIn(url, 'olga');
  const rules = {
    mechanism: { kind: 'buyer_determined' },
    otherMechanisms: [{ kind: 'direct', assignment: 'named' }, { kind: 'fp_sealed' }],
    settlement: 'employer',
    questions: 'anyone',
    clock: { kind: 'wall', speed: 1 },
    ...policy,
  };
  await olga('POST', '/markets', { market: MARKET, policy: rules });
  const join = async (name: string, role: string): Promise<{ ask: Ask; participantId: number }> => {
    const { invite } = await olga<{ invite: string }>('POST', `${IN_MARKET}/invites`, { roles: [role] });
    const ask = await signedIn(url, name);
    await ask('POST', '/join', { invite });
    const { seats } = await ask<{ seats: { market: string; participantId: number }[] }>('GET', '/account');
    return { ask, participantId: seats.find(({ market }) => market === MARKET)?.participantId ?? 0 };
  };
  const erin = await join('erin', 'employer');
  await olga('POST', `${IN_MARKET}/deposits`, { participantId: erin.participantId, amountCents: 500_000 });
  const program = async (name: string): Promise<NetworkClient> => {
    const { ask } = await join(name, 'freelancer');
    const { token } = await ask<{ token: string }>('POST', '/tokens', { scopes: SCOPES, market: MARKET });
    return connect({ url, token, market: MARKET, onTrouble: () => undefined });
  };
  const [fay, gus] = [await program('fay'), await program('gus')];
  return {
    market: MARKET,
    fay,
    gus,
    asErin: erin.ask,
    close: () => {
      fay.close();
      gus.close();
    },
  };
}
