/** Watchers of the live benches: bare WebSockets that speak as much of socket.io as it takes, and count what comes. */

import { once } from 'node:events';
import WebSocket from 'ws';

/** What the bench wants to know of events as they arrive. */
export interface Tally {
  /** Events that came to all watchers together. */
  count: number;
  /** Milliseconds from the market's time of an event to its arrival, of some of them. */
  readonly lags: number[];
}

export interface Watchers {
  readonly tally: Tally;
  close(): Promise<void>;
}

const CURSOR = '"cursor":';
const AT = /"at":(\d+)/g;

function countIn(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1;
  return count;
}

/** Parsing all that comes would measure this process; one watcher in so many looks closer. */
const LOOKED_AT = 20;

function record(tally: Tally, text: string, index: number): void {
  tally.count += countIn(text, CURSOR);
  if (index % LOOKED_AT !== 0) return;
  const now = Date.now();
  for (const [, at] of text.matchAll(AT)) tally.lags.push(now - Number(at));
}

/** Connected to `ws://…`; resolves when the server has said that it listens to it. */
async function openBare(port: number, onText: (text: string) => void): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
  socket.on('message', (data) => onText(String(data)));
  await once(socket, 'open');
  return socket;
}

/** The same for socket.io: engine.io's frames, and in them the connection and one subscription. */
async function openLive(port: number, { token, channel }: Watch, onText: (text: string) => void): Promise<WebSocket> {
  const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const subscribed = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data) => {
      const text = String(data);
      if (text.startsWith('42["events"')) onText(text);
      else if (text === '2') socket.send('3');
      else if (text.startsWith('0{')) socket.send(`40${JSON.stringify({ protocol: 1, token })}`);
      else if (text.startsWith('40')) socket.send(`421["subscribe",${JSON.stringify({ channel })}]`);
      else if (text.startsWith('44')) reject(new Error(text));
      else if (text.startsWith('431')) {
        if (text.includes('"ok":true')) resolve();
        else reject(new Error(text));
      }
    });
  });
  await subscribed;
  return socket;
}

export interface Watch {
  readonly token: string;
  readonly channel: object;
}

/** Handshakes that go on at the same time. */
const AT_ONCE = 50;

/** Opens `count` watchers; `watch` says what the one of that number listens to, null for the bare server. */
export async function openWatchers(
  port: number,
  count: number,
  watch: ((index: number) => Watch) | null,
  hear: (text: string, index: number) => void = () => undefined,
): Promise<Watchers> {
  const tally: Tally = { count: 0, lags: [] };
  const sockets: WebSocket[] = [];
  const open = (index: number): Promise<WebSocket> => {
    const onText = (text: string): void => {
      record(tally, text, index);
      hear(text, index);
    };
    return watch === null ? openBare(port, onText) : openLive(port, watch(index), onText);
  };
  for (let from = 0; from < count; from += AT_ONCE) {
    const indexes = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, offset) => from + offset);
    sockets.push(...(await Promise.all(indexes.map(open))));
  }
  return {
    tally,
    close: async () => {
      const closed = sockets.map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.terminate();
      await Promise.all(closed);
    },
  };
}

/** The value below which this share of the values lies; they need not be in order. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
