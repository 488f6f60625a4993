/** The whole life of a project through MCP: found, bid on, won, accepted, tried out, delivered, judged, paid. */

import { type Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { openTier } from '../../server/tiers.ts';
import { openedFor } from '../helpers/stage.ts';
import { type JudgedWorld, openJudgedWorld, PACKAGES } from './judged-world.ts';
import { call, newClient, refused } from './mcp-stage.ts';

let sandbox: Sandbox;
let world: JudgedWorld;
let url: string;
const clients: Client[] = [];
openedFor(
  async () => {
    sandbox = await openTier('embedded', 1, {});
    world = await openJudgedWorld(sandbox, { policy: { fees: 'none' } });
    url = await world.app.listen({ port: 0, host: '127.0.0.1' });
  },
  async () => {
    for (const client of clients.splice(0)) await client.close();
    await world.close();
    await sandbox.close();
  },
);

const BIDDING_MS = 60_000;

async function clientOf(who: string): Promise<Client> {
  const client = newClient();
  const headers = { authorization: `Bearer bench-${who}` };
  await client.connect(new StreamableHTTPClientTransport(new URL('/m/bench/mcp', url), { requestInit: { headers } }));
  clients.push(client);
  return client;
}

async function toolsFor(client: Client): Promise<unknown[]> {
  const { actions } = await call(client, 'list_actions');
  return (actions as { tool: string }[]).map(({ tool }) => tool);
}

/** Asks for the verdict as a chat assistant does, until there is one. */
async function verdictFor(client: Client, projectId: number): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 1_800; tries += 1) {
    const { deliveries } = await call(client, 'read_verdict', { projectId });
    const [delivery] = deliveries as { verdict: Record<string, unknown> | null }[];
    if (delivery?.verdict !== null && delivery?.verdict !== undefined) return delivery.verdict;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no verdict came');
}

test('from the first look to the money', async () => {
  const one = known(PACKAGES[0], 'a package');
  const { reference, wrong, hidden } = one.answerKey;
  const posted = { package: one, biddingMs: BIDDING_MS };
  const { projectId } = await world.done<{ projectId: number }>('erin', 'POST', '/project-packages', posted);
  const fay = await clientOf('fay');
  const gus = await clientOf('gus');

  expect(await call(fay, 'find_projects', { query: one.title })).toMatchObject({ projects: [{ projectId }] });
  const page = await call(fay, 'read_project', { projectId });
  expect(page).toMatchObject({ acceptance: { untrustedData: { kind: one.acceptance.kind } } });
  for (const { name } of hidden.cases) expect(JSON.stringify(page)).not.toContain(`"${name}"`);

  const placed = await call(fay, 'place_bid', { projectId, amountCents: 5_000, days: 3, proposal: 'Carefully.' });
  const { bidId } = placed.bid as { bidId: number };
  await call(gus, 'place_bid', { projectId, amountCents: 6_000, days: 3 });
  expect(await refused(fay, 'accept_award', { bidId })).toContain('award_not_pending');
  expect(await refused(fay, 'deliver', { projectId, files: reference })).toMatch(
    /no_award|project_not_open|not_allowed/,
  );
  await world.arena.engine.moveTo(world.marketId, (await world.arena.engine.now(world.marketId)) + BIDDING_MS);
  expect(await toolsFor(fay)).toContain('accept_award');
  expect(await toolsFor(gus)).not.toContain('accept_award');
  expect(await call(fay, 'accept_award', { bidId })).toMatchObject({ award: { status: 'in_progress' } });

  const failing = known(wrong[0], 'a wrong solution').files;
  const broken = Object.fromEntries(Object.keys(reference).map((path) => [path, 'def (']));
  const tried = await call(fay, 'run_visible_cases', { projectId, files: broken });
  expect(tried).toMatchObject({ passed: false, casesPassed: 0 });
  const good = await call(fay, 'run_visible_cases', { projectId, files: reference });
  expect(good).toMatchObject({ passed: true, casesPassed: one.acceptance.cases.length });
  expect(JSON.stringify(good)).not.toContain('hidden');
  expect(await refused(fay, 'deliver', { projectId, files: broken })).toContain('SYNTAX_ERROR');
  expect(await refused(gus, 'deliver', { projectId, files: failing })).toContain('no_award');

  const handed = { projectId, files: reference, idempotencyKey: 'hand-in' };
  const delivered = await call(fay, 'deliver', handed);
  expect(delivered).toMatchObject({ delivery: { projectId, freelancerId: 3, attempt: 1 }, syntax: 'checked' });
  expect(await call(fay, 'deliver', { ...handed, skipSyntaxCheck: true })).toMatchObject({ delivery: { attempt: 1 } });

  const verdict = await verdictFor(fay, projectId);
  const caseCount = one.acceptance.cases.length + hidden.cases.length;
  expect(verdict).toMatchObject({ scoreBps: 10_000, casesPassed: caseCount, caseCount, shareBps: 10_000 });
  expect(JSON.stringify(verdict)).toContain('"hidden"');
  for (const { name } of hidden.cases) expect(JSON.stringify(verdict)).not.toContain(`"${name}"`);
  expect(await verdictFor(gus, projectId)).toMatchObject({ casesPassed: caseCount, shareBps: null, evidence: null });

  const statement = await call(fay, 'read_statement');
  expect(statement).toMatchObject({ participantId: 3, walletCents: 5_000 });
  expect(statement.lines).toMatchObject([{ code: 'release', amountCents: 5_000, projectId, title: { writtenBy: 2 } }]);
  expect(await call(gus, 'read_statement')).toMatchObject({ participantId: 4, walletCents: 0, lines: [] });
});

test('an employer tries nothing out, and what is too large or no file is refused in words', async () => {
  const posted = { package: known(PACKAGES[0], 'a package'), biddingMs: BIDDING_MS };
  const { projectId } = await world.done<{ projectId: number }>('erin', 'POST', '/project-packages', posted);
  const erin = await clientOf('erin');
  const fay = await clientOf('fay');
  expect(await refused(erin, 'deliver', { projectId, files: { 'a.py': 'x' } })).toContain('not_allowed');
  expect(await refused(fay, 'run_visible_cases', { projectId, files: {} })).toContain('at least one file');
  expect(await refused(fay, 'deliver', { projectId, files: { '../x': 'x' } })).toContain('files');
  const large = { projectId, files: { 'a.py': '#'.repeat(1_200_000) } };
  expect(await refused(fay, 'run_visible_cases', large)).toContain('larger than a delivery');
  expect(await refused(fay, 'read_verdict', { projectId: 99 })).toContain('NOT_FOUND');
});
