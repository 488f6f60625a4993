/** Which sandboxes a process opens, and that nothing is played where they do not have what its projects need. */

import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../agents/tournament/config.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { runTournament } from '../../agents/tournament/runner.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { marketId } from '../../server/kernel/id.ts';
import type { Environment } from '../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createRunnerServer } from '../../server/reviewer/sandbox/remote/server.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { EnvironmentMissing, refuseShortages } from '../../server/shortage.ts';
import { checkStart } from '../../server/start-check.ts';
import { openSandboxes, placesOf } from '../../server/tiers.ts';
import { openWorkshop, startReviewing, tiersOf } from '../../server/workshop.ts';
import { FakeSandbox } from '../helpers/fake-sandbox.ts';
import { ROOT } from '../helpers/source-files.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const [first, second, ...rest] = buildCorpus('starter', 'tiers').slice(0, 12);
if (first === undefined || second === undefined) throw new Error('the corpus is empty');

function needing(project: ProjectPackage, environment: Environment): ProjectPackage {
  const { acceptance, answerKey } = project;
  const hidden = { ...answerKey.hidden, environment };
  return { ...project, acceptance: { ...acceptance, environment }, answerKey: { ...answerKey, hidden } };
}
const NATIVE: Environment = { tier: 'native', packages: ['no-such-package'], build: [] };
const numeric = needing(first, NATIVE);

async function opened(...options: Parameters<typeof openSandboxes>): ReturnType<typeof openSandboxes> {
  const sandboxes = await openSandboxes(...options);
  closing.push(sandboxes.close);
  return sandboxes;
}

async function runnerOf(sandbox: Sandbox): Promise<string> {
  const { server }: { server: Server } = createRunnerServer({ sandbox, token: null, runsMax: 10 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function fake(tier: Sandbox['tier'], name: string): Sandbox {
  const sandbox = new FakeSandbox({});
  const { languages, walls, run, close } = sandbox;
  return { name, tier, packages: [], imageHash: 'c'.repeat(64), walls, languages, run: run.bind(sandbox), close };
}

test('projects say which tiers they need', () => {
  expect(tiersOf([first, second])).toEqual(new Set(['embedded']));
  expect(tiersOf([numeric, second])).toEqual(new Set(['embedded', 'native']));
});

test('what no project needs is not opened, even where it is named', async () => {
  const { main, others, absent } = await opened(new Set(['embedded']), 1, { container: 'nothing of that name' });
  expect({ main: main.name, others, absent }).toEqual({ main: 'embedded', others: [], absent: [] });
});

test('what somebody named and projects need must stand', async () => {
  const both = new Set(['embedded', 'native'] as const);
  const wrong = { container: 'nothing of that name' };
  await expect(openSandboxes(both, 1, wrong)).rejects.toMatchObject({ name: 'SandboxUnavailable' });
  const nobody = { runner: 'http://127.0.0.1:1' };
  await expect(openSandboxes(both, 1, nobody)).rejects.toMatchObject({ name: 'SandboxUnavailable' });
  for (const runner of ['here', 'ftp://here', 'http://user:word@here']) {
    await expect(openSandboxes(both, 1, { runner })).rejects.toMatchObject({ name: 'PlaceError', exitCode: 64 });
  }
});

test('a runner serves the projects of its tier in the place of this machine', async () => {
  const embedded = await opened(new Set(['embedded']), 1, { runner: await runnerOf(fake('embedded', 'apart')) });
  expect(embedded.main.name).toMatch(/^remote/);
  expect(embedded.others).toEqual([]);
  const native = await opened(new Set(['embedded', 'native']), 1, { runner: await runnerOf(fake('native', 'apart')) });
  expect([native.main.name, native.others.map(({ tier }) => tier)]).toEqual(['embedded', ['native']]);
});

test('the command line goes before the environment, and an empty variable names nothing', () => {
  const environment = { ARENA_RUNNER: 'http://a', ARENA_RUNNER_TOKEN: '', ARENA_CONTAINER: 'image' };
  expect(placesOf({}, environment)).toEqual({ runner: 'http://a', runnerToken: undefined, container: 'image' });
  expect(placesOf({ runner: 'http://b' }, environment)).toMatchObject({ runner: 'http://b', container: 'image' });
});

test('a shortage names the projects, what each lacks, and what to do', () => {
  const reviewer = createReviewer({ sandbox: new FakeSandbox({}) });
  expect(() => refuseShortages(reviewer, 'starter', [first, second])).not.toThrow();
  const refuse = (projects: readonly ProjectPackage[]) => (): void =>
    refuseShortages(reviewer, 'starter', projects, ['no bubblewrap is installed']);
  expect(refuse([numeric, second])).toThrow(EnvironmentMissing);
  expect(refuse([numeric, second])).toThrow(
    new RegExp(
      `^1 of 2 projects of corpus starter cannot be judged.*no market is opened:\n  ${numeric.slug} needs tier native, ${numeric.acceptance.language}, no-such-package: .*\n  no bubblewrap is installed\n.*arena doctor`,
      's',
    ),
  );
  expect(refuse([first, ...rest].map((one) => needing(one, NATIVE)))).toThrow(/and 6 more/);
  const hiddenOnly = { ...first, answerKey: numeric.answerKey };
  expect(refuse([hiddenOnly])).toThrow(EnvironmentMissing);
});

test('a tournament over such a project opens no market', async () => {
  const reviewing = await startReviewing({ workers: 1, cache: true });
  closing.push(reviewing.close);
  const workshop = await openWorkshop(null, reviewing);
  closing.push(() => workshop.close());
  const parsed = parseConfig({ name: 'needy', seed: 's', protocol: 'auction', corpus: { limit: 1 } });
  if (!parsed.ok) throw new Error('the configuration is wrong');
  const roster = rosterSchema.parse(parse(readFileSync(join(ROOT, 'seeds/rosters/strategies.yaml'), 'utf8')));
  const play = (packages: readonly ProjectPackage[]): Promise<unknown> =>
    runTournament({
      config: parsed.config,
      roster,
      ground: workshop.ground('starter', packages),
      signal: new AbortController().signal,
      onProgress: () => {},
    });
  await expect(play([numeric, second])).rejects.toMatchObject({ name: 'EnvironmentMissing', exitCode: 69 });
  expect(await workshop.store.markets()).toEqual([]);
  // A project beyond the limit is not posted, so nobody minds.
  await play([second, numeric]);
  expect(await workshop.store.markets()).toEqual([marketId('needy')]);
});

test('nothing is played in a sandbox that fails its check', async () => {
  const one = { exit: 'answered', unrepeatable: null, message: '', stdout: '', stderr: '' } as const;
  const answer = { kind: 'value', value: 21 } as const;
  const believing: Sandbox = {
    ...fake('embedded', 'believing'),
    run: async () => ({ ...one, answer, fuel: 1, memoryBytes: 1, wallMs: 1 }),
  };
  await expect(checkStart([believing], [first])).rejects.toThrow(/fails its check.*a wrong program fails/);
});

test('the check at the start passes where everything stands, and asks only the languages that will be judged', async () => {
  const { main } = await opened(new Set(['embedded']), 1);
  const asked = new Set<string>();
  const watched: Sandbox = {
    ...main,
    run: (request, options) => {
      asked.add(request.language);
      return main.run(request, options);
    },
  };
  const inPython = [first, second, ...rest].filter(({ acceptance }) => acceptance.language === 'python');
  await checkStart([watched], inPython);
  expect([...asked]).toEqual(['python']);
});
