/** The agents that the pages show, run as they stand there: against a real server, to their verdict. */

import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import type { BidId, DeliveryId, ProjectId } from '../../server/kernel/id.ts';
import { openLive } from '../../server/live.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { connect, type NetworkClient, type SeenEvent } from '../../server/protocol/sdk/sdk.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { start } from '../helpers/arena-command.ts';
import { codeBlocks, section } from '../helpers/markdown.ts';
import { serveArena } from '../helpers/served-arena.ts';
import { ROOT } from '../helpers/source-files.ts';
import { openJudgedWorld } from '../http/judged-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-agents-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const page = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Running {
  readonly child: ChildProcess;
  said(): string;
  readonly ended: Promise<number | null>;
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = start(command, args, cwd, { ...process.env, ...env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      text += String(chunk);
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said: () => text, ended };
}

/** Resolves with what the agent says of itself when it has said so much. */
async function hears({ said }: Running, wanted: RegExp): Promise<RegExpExecArray> {
  await vi.waitFor(() => expect(said()).toMatch(wanted), { timeout: 250_000, interval: 100 });
  return wanted.exec(said()) ?? expect.fail();
}

/** The page's code as a file that runs here, where the package is not installed. */
function shown(text: string, name: string): string {
  writeFileSync(join(folder, name), text.replaceAll("'freelance-arena/sdk'", `'${ROOT}server/protocol/sdk/sdk.ts'`));
  return name;
}

const SUM: ProjectPackage = {
  slug: 'sum',
  family: 'sum',
  title: 'Add up the numbers we send you',
  description:
    'Read whole numbers from standard input, one a line or several, and write their sum to standard output, in a line.',
  skills: ['python'],
  budgetMinCents: 1_000,
  budgetMaxCents: 10_000,
  postedPriceCents: 5_000,
  estimatedMinutes: 5,
  acceptance: {
    kind: 'stdio',
    language: 'python',
    comparator: { kind: 'whitespace' },
    limits: { timeMs: 10_000, memoryBytes: 134_217_728 },
    file: 'main.py',
    cases: [{ name: 'three', weight: 1, stdin: '1\n2\n3\n', argv: [], expected: '6\n' }],
  },
  answerKey: {
    hidden: {
      kind: 'stdio',
      language: 'python',
      comparator: { kind: 'whitespace' },
      limits: { timeMs: 10_000, memoryBytes: 134_217_728 },
      file: 'main.py',
      cases: [
        { name: 'none', weight: 1, stdin: '', argv: [], expected: '0\n' },
        { name: 'below zero', weight: 1, stdin: '-5 3\n', argv: [], expected: '-2\n' },
      ],
    },
    reference: { 'main.py': 'import sys\nprint(sum(int(one) for one in sys.stdin.read().split()))\n' },
    wrong: [
      { name: 'six', why: 'knows the visible case only', files: { 'main.py': 'print(6)\n' } },
      {
        name: 'no signs',
        why: 'drops what is below zero',
        files: { 'main.py': 'import sys\nprint(sum(abs(int(one)) for one in sys.stdin.read().split()))\n' },
      },
    ],
  },
};

/** The events of a type that the client is told of, as they come. */
function eventsOf<T extends SeenEvent['type']>(client: NetworkClient, type: T) {
  const found: Extract<SeenEvent, { type: T }>[] = [];
  void client.follow(0, ({ event }) => {
    if (event.type === type) found.push(event as Extract<SeenEvent, { type: T }>);
  });
  return found;
}

test('the README’s agent has twenty lines, finds its project, bids, accepts, delivers and reads a real verdict', async () => {
  const [block] = codeBlocks(section(page('README.md'), 'Twenty lines that earn money'));
  const code = (block?.text ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('//'));
  expect(code.length).toBeLessThanOrEqual(20);
  const sandbox = await createEmbeddedSandbox({ slots: 1 });
  const policy = { clock: { kind: 'wall', speed: 1 }, mechanism: { kind: 'buyer_determined' }, fees: 'none' };
  const world = await openJudgedWorld(sandbox, { policy });
  const { app, arena, access } = world;
  const live = openLive(app.server, { arena, access, wallNow: Date.now, markets: app.markets });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => {
    await live.close();
    await world.close();
    await sandbox.close();
  });
  const erin = await connect({ url, token: 'bench-erin', market: 'bench' });
  onTestFinished(() => erin.close());
  const bids = eventsOf(erin, 'BidPlaced');
  await world.done('erin', 'POST', '/project-packages', { package: SUM });
  await world.done('erin', 'POST', '/project-packages', {
    package: { ...SUM, slug: 'other', title: 'Subtract the numbers' },
  });
  const file = shown(block?.text ?? '', 'agent.js');
  const agent = run(process.execPath, [file, `${url}/m/bench`, 'bench-fay'], folder);
  await vi.waitFor(() => expect(bids.length).toBe(1), { timeout: 120_000 });
  expect(bids).toMatchObject([{ projectId: 1, amountCents: 5_000 }]);
  // Killed here, another one goes on.
  agent.child.kill('SIGKILL');
  await agent.ended;
  const again = run(process.execPath, [file, `${url}/m/bench`, 'bench-fay'], folder);
  const bidId = bids[0]?.bidId as BidId;
  expect(await erin.send('close', { type: 'CloseBidding', projectId: 1 as ProjectId })).toMatchObject({ ok: true });
  expect(await erin.send('award', { type: 'AwardBid', bidId })).toMatchObject({ ok: true });
  await hears(again, /3 of 3 cases passed/);
  expect(bids.length).toBe(1);
  again.child.kill('SIGKILL');
});

/** Awards what gus bids, and says of what is delivered that it passed. */
async function employerAndReviewer(url: string) {
  const erin = await connect({ url, token: 'scenario-erin' });
  const rita = await connect({ url, token: 'scenario-rita' });
  onTestFinished(() => {
    erin.close();
    rita.close();
  });
  return {
    bids: eventsOf(erin, 'BidPlaced'),
    deliveries: eventsOf(rita, 'DeliverySubmitted'),
    award: async (bidId: BidId) =>
      expect(await erin.send('award', { type: 'AwardBid', bidId })).toMatchObject({ ok: true }),
    judge: async (deliveryId: DeliveryId) => {
      await rita.send('take', { type: 'TakeDelivery', deliveryId });
      const evidence = { mediaType: 'application/json', nonce: 'evidence', body: '{}' };
      const counts = { scoreBps: 10_000, casesPassed: 1, caseCount: 1, fuel: 1, memoryBytes: 1 };
      const verdict = { type: 'RecordVerdict', deliveryId, ...counts, evidenceHash: await rita.put(evidence) } as const;
      expect(await rita.send('verdict', verdict)).toMatchObject({ ok: true });
    },
  };
}

const commands = codeBlocks(page('docs/agents.md'))
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.split('\n').filter((line) => line.includes('agents/examples/')));

test.each(commands)('%s', async (command) => {
  const { url } = await serveArena(folder, '--scenario', 'high-street', '--quiet', '--workers', '0');
  const { bids, deliveries, award, judge } = await employerAndReviewer(url);
  const words = command.replace('http://127.0.0.1:8080', url);
  const first = run('sh', ['-c', `exec ${words}`], ROOT);
  await hears(first, /^Bid \d+/m);
  await vi.waitFor(() => expect(bids.length).toBe(4), { timeout: 120_000 });
  // Stopped and started again it finds its bid and makes no other.
  first.child.kill('SIGKILL');
  await first.ended;
  const second = run('sh', ['-c', `exec ${words}`], ROOT);
  const [, bidId] = await hears(second, /^Bid (\d+)/m);
  await award(Number(bidId) as BidId);
  await hears(second, /^Delivery \d+: handed in/m);
  await vi.waitFor(() => expect(deliveries.length).toBe(1), { timeout: 120_000 });
  expect(bids.at(-1)).toMatchObject({ bidderId: 3, projectId: 1 });
  await judge(deliveries[0]?.deliveryId as DeliveryId);
  const [line] = await hears(second, /^Verdict: .*$/m);
  expect(line).toBe('Verdict: passed, 1 of 1 cases');
  expect(await second.ended).toBe(0);
});

test('the pages’ other JavaScript runs: it follows a market, and tells genuine messages from others', async () => {
  const [following, receiving] = codeBlocks(page('docs/agents.md')).filter(({ language }) => language === 'js');
  const { url } = await serveArena(
    folder,
    '--scenario',
    'high-street',
    '--quiet',
    '--workers',
    '0',
    '--webhooks-to-anywhere',
  );
  const follow = run(
    process.execPath,
    [shown((following?.text ?? '').replace('http://127.0.0.1:8080', url), 'follow.js')],
    folder,
  );
  expect(await follow.ended, follow.said()).toBe(0);
  expect(follow.said()).toMatch(/^1 MarketOpened\n[\s\S]*BidPlaced\n[\s\S]*'PlaceBid'/);

  const free = createServer().listen(0, '127.0.0.1');
  await vi.waitFor(() => expect(free.listening).toBe(true), { timeout: 120_000 });
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  const ask = async (path: string, body: object) => {
    const headers = { authorization: 'Bearer scenario-gus', 'content-type': 'application/json' };
    const answer = await fetch(`${url}/api/arena/1.0/webhooks${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { result: { webhookId: number; secret: string; status: number } };
  };
  const hook = `http://127.0.0.1:${port}/`;
  const { result: made } = await ask('', { url: hook });
  const file = shown(receiving?.text ?? '', 'receive.js');
  const receive = run(process.execPath, [file], folder, { SECRET: made.secret, PORT: String(port) });
  await vi.waitFor(async () => expect((await fetch(hook, { method: 'POST', body: '{}' })).status).toBe(401), {
    timeout: 120_000,
  });
  expect((await ask(`/${made.webhookId}/ping`, {})).result).toMatchObject({ status: 204 });
  await hears(receive, /Ping null/);
});
