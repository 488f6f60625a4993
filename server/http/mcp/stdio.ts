/** MCP over standard input and output: carries each message to the server's own door and each answer back, as they are. */

import { SdkHttpError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { isJSONRPCRequest, type JSONRPCMessage } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { z } from 'zod';

export interface BridgeOptions {
  readonly url: URL;
  readonly token: string;
  /** How the door is reached; over the network where nothing else is said. */
  readonly fetch?: typeof globalThis.fetch;
  readonly signal: AbortSignal;
  /** Hears what could not be carried. */
  readonly report: (message: string) => void;
}

type RequestId = string | number;

const cancelledSchema = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
});
const initialisedSchema = z.object({ result: z.object({ protocolVersion: z.string() }) });
const errorSchema = z.object({ error: z.object({ code: z.int(), message: z.string(), data: z.unknown().optional() }) });

/** Nobody answers for a server that cannot be reached, or that turned the request away before MCP saw it. */
const NOT_CARRIED = -32_000;

function errorIn(thrown: unknown): z.output<typeof errorSchema>['error'] {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const text = thrown instanceof SdkHttpError ? thrown.data.text : undefined;
  if (typeof text === 'string') {
    try {
      const told = errorSchema.safeParse(JSON.parse(text));
      if (told.success) return told.data.error;
    } catch (unreadable) {
      if (!(unreadable instanceof SyntaxError)) throw unreadable;
    }
  }
  return { code: NOT_CARRIED, message };
}

/** Resolves when whoever started this closes its end, or the signal says stop. */
export async function bridgeStdio({ url, token, fetch, signal, report }: BridgeOptions): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const door = new StreamableHTTPClientTransport(url, { requestInit: { headers }, ...(fetch && { fetch }) });
  const stdio = new StdioServerTransport();
  const underWay = new Map<RequestId, AbortController>();

  const answer = (message: JSONRPCMessage): void => {
    if ('id' in message && message.id !== undefined && !('method' in message)) underWay.delete(message.id);
    stdio.send(message).catch((thrown: unknown) => report(String(thrown)));
  };

  async function carry(message: JSONRPCMessage): Promise<void> {
    const cancelled = cancelledSchema.safeParse(message);
    // On HTTP a request is cancelled by closing its connection.
    if (cancelled.success) return underWay.get(cancelled.data.params.requestId)?.abort();
    if (!isJSONRPCRequest(message)) return door.send(message);
    const going = new AbortController();
    underWay.set(message.id, going);
    try {
      await door.send(message, { requestSignal: going.signal });
    } catch (thrown) {
      if (!going.signal.aborted) answer({ jsonrpc: '2.0', id: message.id, error: errorIn(thrown) });
    }
  }

  door.onmessage = (message) => {
    const initialised = initialisedSchema.safeParse(message);
    if (initialised.success) door.setProtocolVersion(initialised.data.result.protocolVersion);
    answer(message);
  };
  stdio.onmessage = (message) => void carry(message).catch((thrown: unknown) => report(errorIn(thrown).message));
  stdio.onerror = ({ message }) => report(message);
  const over = new Promise<void>((resolve) => {
    stdio.onclose = resolve;
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await door.start();
  await stdio.start();
  await over;
  for (const going of underWay.values()) going.abort();
  await Promise.all([door.close(), stdio.close()]);
}
