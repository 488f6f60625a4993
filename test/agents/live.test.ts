/** Agents that were written for one process, each over a network connection of its own, in a market served by another process. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Agent } from '../../agents/agent.ts';
import { playLive } from '../../agents/live.ts';
import { createEmployer } from '../../agents/scripted/employer.ts';
import type { StrategyChoice } from '../../agents/scripted/registry.ts';
import { createSimulatedFreelancer } from '../../agents/simulated/freelancer.ts';
import { sha256 } from '../../server/kernel/hash.ts';
import { type ContentHash, contentHash } from '../../server/kernel/id.ts';
import { FILES_MEDIA_TYPE } from '../../server/protocol/arena/files.ts';
import type { PostableProject } from '../../server/protocol/arena/ground.ts';
import type { Scenario } from '../../server/protocol/arena/scenario.ts';
import { connect, type NetworkClient } from '../../server/protocol/sdk/sdk.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { openDesk } from '../../server/reviewer/desk.ts';
import { fillDatabase, privateToken } from '../helpers/private-scenario.ts';
import { serveArena } from '../helpers/served-arena.ts';

const KEY = contentHash(sha256('the key of the one project'));
const PROJECT: PostableProject = {
  slug: 'sort-prices',
  family: 'sorting',
  title: 'Sort our prices',
  skills: ['python'],
  budgetMinCents: 1_000,
  budgetMaxCents: 10_000,
  postedPriceCents: 5_000,
  priceOrigin: { kind: 'posted' },
  estimatedMinutes: 30,
  caseCount: 4,
  acceptanceHash: KEY,
  document: '{"title":"Sort our prices","description":"Numbers, smallest first."}',
};

/** Sealed bids for some seconds, the market awards by itself, the verdict pays. */
function auction(scenario: Scenario): Scenario {
  return {
    ...scenario,
    policy: {
      mechanism: { kind: 'vickrey' },
      visibility: 'sealed',
      settlement: 'verdict',
      // Each of them needs several answers of the server before it can bid.
      deadlines: { biddingMs: 12_000 },
      clock: { kind: 'wall', speed: 1 },
    },
    projects: [],
    bids: [],
  };
}

const PASSED: Omit<Finding, 'identity'> = {
  scoreBps: 10_000,
  casesPassed: 4,
  caseCount: 4,
  weightPassed: 4,
  weightTotal: 4,
  passed: true,
  cases: [],
  fuel: 1,
  memoryBytes: 1,
} as never;

function freelancer(name: string, strategy: StrategyChoice, share: number, files: ContentHash): Agent {
  return createSimulatedFreelancer({
    name,
    seed: 'live',
    skills: ['python'],
    strategy,
    costModel: { kind: 'uniform', fromShare: share, toShare: share },
    speed: { medianFactor: 1e-5, sigma: 0 },
    competitors: 2,
    minutesOf: () => 30,
    confidenceBps: () => null,
    prepared: (_key, attempt) => (attempt > 1 ? null : { filesHash: files, bytes: 12 }),
  });
}

test('employer, freelancers and reviewer trade over the network, from the posting to the pay', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-live-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await fillDatabase(join(folder, 'live.db'), auction);
  const { url } = await serveArena(folder, '--db', 'live.db', '--quiet');
  const open = async (person: string): Promise<NetworkClient> => {
    const client = await connect({ url, token: privateToken(person) });
    onTestFinished(() => client.close());
    return client;
  };
  const [erin, fay, hal, rita, olga] = (await Promise.all(['erin', 'fay', 'hal', 'rita', 'olga'].map(open))) as [
    NetworkClient,
    NetworkClient,
    NetworkClient,
    NetworkClient,
    NetworkClient,
  ];
  const over = new AbortController();
  const refusals: string[] = [];
  const files = { mediaType: FILES_MEDIA_TYPE, body: '{"main.py":"print(1)"}' };
  const prepared = await Promise.all(
    [fay, hal].map((client, index) => client.put({ ...files, nonce: `files/${index}` })),
  );
  const [ofFay, ofHal] = prepared as [ContentHash, ContentHash];
  const projects = [{ project: PROJECT, at: 0, mechanism: null, biddingMs: null }];
  const players: readonly (readonly [NetworkClient, Agent])[] = [
    [erin, createEmployer({ name: 'erin', seed: 'live', projects, awardRule: 'lowest' })],
    [fay, freelancer('fay', { name: 'truthful', params: {} }, 0.3, ofFay)],
    [hal, freelancer('hal', { name: 'shading', params: { assumedBidders: 2 } }, 0.7, ofHal)],
  ];
  const playing = players.map(([client, agent]) =>
    playLive({
      agent,
      client,
      seed: 'live',
      signal: over.signal,
      onRefusal: (code, detail) => refusals.push(`${agent.name}: ${code} ${detail}`),
    }),
  );
  const delivered: unknown[] = [];
  const desk = await openDesk({
    client: rita,
    verdictAfterMs: 0,
    review: async (acceptanceHash, deliveryId, handedIn) => {
      delivered.push([acceptanceHash, handedIn]);
      return { ...PASSED, identity: sha256(`finding/${deliveryId}`) };
    },
  });
  const judging = setInterval(() => {
    if (desk.nextDueAt() !== null) void desk.settle(Date.now());
  }, 200);
  onTestFinished(() => clearInterval(judging));
  const happened = async (): Promise<string[]> => (await olga.read(0, 1_000)).map(({ event }) => event.type);
  await vi.waitFor(async () => expect(await happened()).toContain('ReviewPosted'), { timeout: 110_000, interval: 500 });
  over.abort();
  await Promise.all(playing);
  desk.close();
  const story = (await happened()).filter(
    (type) => !/^(MarketOpened|ParticipantRegistered|FundsDeposited)$/.test(type),
  );
  expect(story.filter((type) => type === 'BidPlaced').length).toBe(2);
  const turns = ['ProjectPosted', 'BidPlaced', 'BiddingClosed', 'BidAwarded', 'AwardAccepted', 'DeliverySubmitted'];
  const places = [...turns, 'VerdictRecorded', 'MilestoneReleased', 'ReviewPosted'].map((type) => story.indexOf(type));
  expect(places, story.join(' ')).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  const awarded = (await olga.read(0, 1_000)).find(({ event }) => event.type === 'BidAwarded');
  expect(awarded?.event).toMatchObject({ freelancerId: 2 });
  expect(delivered).toEqual([[KEY, { 'main.py': 'print(1)' }]]);
  expect(refusals).toEqual([]);
});
