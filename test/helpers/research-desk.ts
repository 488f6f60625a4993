/** A server for researchers: with a sandbox, a model to play and a model that writes, both of a mock provider, kept in a folder. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LLMock } from '@copilotkit/aimock';
import { keptCallsBeside } from '../../cli/kept-calls.ts';
import { openServedModels } from '../../cli/served-models.ts';
import { openServedWriter } from '../../cli/served-writer.ts';
import { createTournamentKit } from '../../cli/tournament-kit.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import type { ServingOptions } from '../../server/serving.ts';
import { startMockLlm } from './mock-llm.ts';
import { asks, teach } from './taught-llm.ts';
import { type ServedWeb, serveWeb } from './web.ts';
import { DRAFT, fencedCode, REFERENCE, SECOND, WRONG } from './written-project.ts';

const KEY = 'RESEARCH_DESK_KEY';
/** Looks like markup, and is a proposal. */
export const HOSTILE = '<img src=x onerror=document.title=1>I have done this before.';
const OPINION = {
  ...{ bid: true, amountUsd: 20, days: 2, chance: 0.8, minutes: 30, costUsd: 5 },
  proposal: HOSTILE,
};

/** Plays what it is asked as a freelancer, and writes the project of `written-project.ts` when it is asked for one. */
function teachBoth(mock: LLMock): void {
  const isDraft = (said: string, last: string): boolean =>
    said.includes('\\"hidden\\"') && /(?:must|does not) fit/.test(last);
  mock.on(asks('"wrong"'), { content: JSON.stringify(WRONG) });
  mock.on(
    { predicate: ({ messages }) => isDraft(JSON.stringify(messages), String(messages.at(-1)?.content)) },
    { content: JSON.stringify(DRAFT) },
  );
  mock.on(asks('Go another way'), { content: fencedCode(SECOND) });
  const written = {
    predicate: ({ messages }: { messages: readonly unknown[] }) => JSON.stringify(messages).includes('order_totals'),
  };
  mock.on(written, { content: fencedCode(REFERENCE) });
  teach(mock, buildCorpus('starter', 'starter-1').slice(0, 1), OPINION);
}

export interface ResearchDesk extends ServedWeb {
  /** A roster of the served model and a simulated freelancer, as somebody types it. */
  readonly roster: string;
}

/** `more`: what else this server is to have. */
export async function openResearchDesk(more: Partial<ServingOptions> = {}): Promise<ResearchDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'arena-research-'));
  const mock = await startMockLlm();
  teachBoth(mock);
  process.env[KEY] = 'sk-of-the-server';
  const use = `model: 'openai:gpt-4o-mini', endpoint: '${mock.url}/v1', keyVariable: ${KEY}, structured: text`;
  const model = `{ name: Mini, kind: model, ${use}, limits: { turns: 6 } }`;
  const [models, writer, database] = ['models.yaml', 'writer.yaml', 'arena.db'].map((name) => join(folder, name));
  writeFileSync(`${models}`, `name: served\ndescription: what this server asks\nentries:\n  - ${model}\n`);
  writeFileSync(`${writer}`, `{ ${use}, limits: { dollars: 1 } }\n`);
  const file = `${database}`;
  const web = await serveWeb({
    file,
    workers: 2,
    tournaments: createTournamentKit(await openServedModels(`${models}`, `${file}.models`)),
    modelCalls: keptCallsBeside(file),
    writer: await openServedWriter(`${writer}`, `${file}.writer.`),
    ...more,
  });
  const simulated =
    '{ name: Sim, kind: simulated, model: x, successRate: 1, rateSource: Assumption, strategy: { name: budget_fraction }, costs: { perBidMicroUsd: 0, perDeliveryMicroUsd: 0, source: Assumption }, costModel: { kind: uniform, fromShare: 0.1, toShare: 0.2 }, speed: { medianFactor: 0.1, sigma: 0 } }';
  return {
    ...web,
    roster: `name: mixed\ndescription: a model and a simulated freelancer\nentries:\n  - ${model}\n  - ${simulated}\n`,
    close: async () => {
      await web.close();
      await mock.stop();
      delete process.env[KEY];
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
