/** A listening server and the official client of MCP, for tests. */

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished } from 'vitest';
import { openWorld, type World } from './world.ts';

/** The revision of today, which has no handshake, and what clients of last year speak. */
export type Era = 'modern' | 'legacy';

export interface McpStage extends World {
  readonly url: string;
  /** Connected as the person whose token this is; closed with the test. */
  client(who: string, era?: Era, secret?: string): Promise<Client>;
}

export function newClient(era: Era = 'modern'): Client {
  const mode = era === 'legacy' ? 'legacy' : { pin: '2026-07-28' };
  return new Client({ name: 'arena-test', version: '1.0.0' }, { versionNegotiation: { mode } });
}

export async function openMcp(...given: Parameters<typeof openWorld>): Promise<McpStage> {
  const world = await openWorld(...given);
  const url = await world.app.listen({ port: 0, host: '127.0.0.1' });
  return {
    ...world,
    url,
    client: async (who, era, secret = `scenario-${who}`) => {
      const client = newClient(era);
      const headers = { authorization: `Bearer ${secret}` };
      await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } }));
      onTestFinished(() => client.close());
      return client;
    },
  };
}

type Told = Record<string, unknown>;

/** What the tool tells, which its client has held against the tool's schema; fails the test where it says no. */
export async function call(client: Client, name: string, args: Told = {}): Promise<Told> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError ?? false, JSON.stringify(result.content)).toBe(false);
  expect(JSON.parse(textIn(result))).toEqual(result.structuredContent);
  return result.structuredContent as Told;
}

function textIn({ content }: { readonly content: readonly object[] }): string {
  return content.map((one) => ('text' in one ? String(one.text) : '')).join('');
}

/** Why the tool said no. */
export async function refused(client: Client, name: string, args: Told = {}): Promise<string> {
  const result = await client.callTool({ name, arguments: args });
  expect(result.isError, JSON.stringify(result)).toBe(true);
  return textIn(result);
}
