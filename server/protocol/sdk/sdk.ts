/** The SDK's one entrance: `connect` opens the same door over a network that a program in the server's own process has. */

import { type MarketId, marketId } from '../../kernel/id.ts';
import { ArenaFault } from './fault.ts';
import { connectNetwork, type NetworkClient } from './network.ts';

export { bidId, contentHash, deliveryId, milestoneId, participantId, projectId } from '../../kernel/id.ts';
export { cents } from '../../kernel/money.ts';
export type { Files } from '../arena/acceptance.ts';
export type { Answer, ArenaClient, Document, Seen } from '../arena/client.ts';
export { DocumentRefused } from '../arena/document.ts';
export type { CommandRequest, EventOf, EventType, Refusal, RefusalCode, SeenEvent } from '../arena/wire.ts';
export { deliver } from './deliver.ts';
export { type ArenaFaultCode, isFault } from './fault.ts';
export { verifyWebhook, type WebhookMessage, type WebhookRequest } from './verify-webhook.ts';
export { ArenaFault, type NetworkClient };

export interface ConnectOptions {
  /** Where the arena is: `https://arena.example.org`, or `https://arena.example.org/m/MARKET`. */
  readonly url: string;
  readonly token: string;
  /** Needed where the token is good for several markets and `url` names none. */
  readonly market?: string;
  /** How long a call is made again, by itself, before its fault is thrown; 30 seconds unless told otherwise. */
  readonly patienceMs?: number;
  /** How long one try of a call may take; a minute unless told otherwise. A batch window of the market must fit in. */
  readonly tryMs?: number;
  /**
   * Hears of trouble that no call is waiting for: `unreachable` when the live connection was lost, which mends itself, and
   * every other code when what was followed has ended. Unless it is given, that is an error of the process.
   */
  readonly onTrouble?: (fault: ArenaFault) => void;
}

const PATIENCE_MS = 30_000;
const TRY_MS = 60_000;

/** A program that nobody told how to take the end of what it follows must not sit there and hear nothing for ever. */
const endProcess = (fault: ArenaFault): void => {
  if (fault.code !== 'unreachable')
    queueMicrotask(() => {
      throw fault;
    });
};

interface Place {
  readonly origin: string;
  readonly market: MarketId | null;
}

function placeOf(url: string, market: string | undefined): Place {
  if (!URL.canParse(url)) throw new ArenaFault('bad_request', `url: ${url} is no address`);
  const { protocol, origin, pathname } = new URL(url);
  const [, named] = /^\/m\/([a-z0-9][a-z0-9-]{0,62})\/?$/.exec(pathname) ?? [];
  if (!/^https?:$/.test(protocol) || (named === undefined && pathname !== '/')) {
    throw new ArenaFault('bad_request', 'url: as https://arena.example.org or https://arena.example.org/m/MARKET');
  }
  if (named !== undefined && market !== undefined && named !== market) {
    throw new ArenaFault('bad_request', `url names the market ${named}, and market is ${market}`);
  }
  const chosen = named ?? market;
  return { origin, market: chosen === undefined ? null : marketId(chosen) };
}

/** Opens the door as the token's holder. Rejects with an `ArenaFault` where there is none, or none for this token. */
export async function connect(options: ConnectOptions): Promise<NetworkClient> {
  const { url, token, market, patienceMs = PATIENCE_MS, tryMs = TRY_MS, onTrouble = endProcess } = options;
  return connectNetwork({ ...placeOf(url, market), token, patienceMs, tryMs, onTrouble });
}
