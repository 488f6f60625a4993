/** What a project needs of the machine is in its posting and in the guide. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { createArena } from '../../server/app.ts';
import { createGround } from '../../server/ground.ts';
import { environmentSchema } from '../../server/protocol/arena/acceptance.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { FakeSandbox } from '../helpers/fake-sandbox.ts';
import { quoted, section, tableRows } from '../helpers/markdown.ts';
import { ROOT } from '../helpers/source-files.ts';

test('the guide names every field of an environment', () => {
  const guide = readFileSync(join(ROOT, 'docs/writing-a-project.md'), 'utf8');
  const named = tableRows(section(guide, 'The environment')).map(([cell = '']) => quoted(cell)[0]);
  expect(named).toEqual(Object.keys(environmentSchema.shape).map((field) => `environment.${field}`));
});

test('the posting that freelancers read says which environment they get', async () => {
  const [project] = buildCorpus('starter', 'environment');
  if (project === undefined) throw new Error('the corpus is empty');
  const environment = environmentSchema.parse({ tier: 'native', packages: ['numpy'] });
  const acceptance = { ...project.acceptance, environment };
  const arena = createArena({ store: createMemoryStore() });
  const reviewer = createReviewer({ sandbox: new FakeSandbox({}) });
  const packages = [{ ...project, acceptance }];
  const ground = createGround({ arena, reviewer, corpusName: 'starter', packages, concurrency: 1 });
  expect(JSON.parse(ground.projects[0]?.document ?? '')).toMatchObject({ acceptance: { environment } });
  await arena.close();
});
