/** MCP over standard input and output: a process that the official client starts, as chat assistants do. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDefaultEnvironment, StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../../cli/arena.ts';
import { ENTRY } from '../helpers/arena-command.ts';
import { serveArena } from '../helpers/served-arena.ts';
import { call, type Era, newClient, refused } from './mcp-stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-mcp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function clientOf(era: Era, args: readonly string[], env: Record<string, string> = {}) {
  const client = newClient(era);
  const command = { command: process.execPath, args: [ENTRY, 'mcp', ...args], cwd: folder };
  const transport = new StdioClientTransport({
    ...command,
    stderr: 'pipe',
    env: { ...getDefaultEnvironment(), ...env },
  });
  let stderr = '';
  transport.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  onTestFinished(() => client.close());
  await client.connect(transport);
  return { client, stderr: () => stderr };
}

test.each(['modern', 'legacy'] as const)('a scenario of its own, for a client of the %s protocol', async (era) => {
  const { client, stderr } = await clientOf(era, ['--scenario', 'high-street', '--as', 'gus']);
  expect((await client.listTools()).tools.length).toBeGreaterThan(9);
  expect(await call(client, 'list_actions')).toMatchObject({ market: 'high-street', you: { participantId: 3 } });
  const retracted = await call(client, 'retract_bid', { bidId: 3 });
  expect(retracted).toMatchObject({ bid: { status: 'retracted' } });
  expect(await refused(client, 'retract_bid', { bidId: 3 })).toContain('bid_not_open');
  expect(stderr()).toBe('');
});

test('a running arena, asked through a process of one’s own', async () => {
  const served = await serveArena(folder, '--scenario', 'high-street');
  const args = ['--url', served.url, '--market', 'high-street'];
  const { client, stderr } = await clientOf('modern', args, { ARENA_TOKEN: 'scenario-fay' });
  const bid = { projectId: 3, amountCents: 9_000, days: 2, proposal: 'By stdio.' };
  expect(await call(client, 'place_bid', bid)).toMatchObject({ bid: { bidId: 4, status: 'placed' } });
  const asFay = { headers: { authorization: 'Bearer scenario-fay' } };
  const shown = await fetch(`${served.url}/api/projects/0.1/bids/4`, asFay);
  expect(await shown.json()).toMatchObject({ result: { amount: 90, description: 'By stdio.' } });
  await expect(client.readResource({ uri: 'arena://market/high-street/project/99' })).rejects.toThrow('not found');
  expect(stderr()).toBe('');
});

test('a token that opens nothing, and a server that is gone, are told to the client as what they are', async () => {
  const served = await serveArena(folder, '--scenario', 'high-street');
  const { client } = await clientOf('legacy', ['--url', served.url, '--token', 'scenario-fay']);
  await expect(clientOf('legacy', ['--url', served.url, '--token', 'nobody'])).rejects.toThrow(/token is unknown/);
  served.child.kill('SIGKILL');
  await served.ended;
  await expect(client.callTool({ name: 'list_actions', arguments: {} })).rejects.toThrow(/fetch failed/);
});

test.each([
  [[], 64, 'which arena?'],
  [['--url', 'file:///x'], 64, 'which arena?'],
  [['--url', 'http://localhost:1'], 64, 'whose token?'],
  [['--url', 'http://localhost:1', '--token-file', 'missing'], 65, 'cannot be read'],
  [['--scenario', 'nowhere'], 64, 'there is high-street'],
  [['--scenario', 'high-street', '--as', 'nobody'], 64, 'one of erin, fay'],
])('arena mcp %j ends with %i', async (args, code, part) => {
  let stderr = '';
  // In this process, which is much faster: all of these end before anything is opened.
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    stderr += String(chunk);
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  expect(await main(['mcp', ...args]), stderr).toBe(code);
  expect(stderr).toContain(part);
});
