/** `--agent`: models named on the command line join the roster of any tournament. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTournament } from '../../agents/tournament/load.ts';
import { withAgents } from '../../agents/tournament/named-agents.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { PUBLISHED } from '../../agents/tournament/study/published.ts';
import { readYaml } from '../../agents/tournament/yaml-file.ts';
import { known } from '../../server/kernel/assert.ts';
import { ROOT } from '../helpers/source-files.ts';

const loaded = await loadTournament(join(ROOT, 'seeds/tournaments/study-solo.yaml'));
const models = (agents: readonly string[]) =>
  withAgents(loaded, agents).roster.entries.flatMap((entry) =>
    entry.kind === 'model' ? [[entry.name, entry.model, entry.endpoint]] : [],
  );

test('each joins who is there, by provider and name, by its name in the study, or at an endpoint of one’s own', () => {
  expect(models([])).toEqual([]);
  const agents = ['openai:gpt-4o-mini', 'mistral-7b', 'openai:qwen2.5-7b@http://127.0.0.1:8000/v1', 'gguf:./m.gguf'];
  expect(models(agents)).toEqual([
    ['openai:gpt-4o-mini', 'openai:gpt-4o-mini', null],
    ['mistral-7b', 'ollama:mistral', null],
    ['openai:qwen2.5-7b', 'openai:qwen2.5-7b', 'http://127.0.0.1:8000/v1'],
    ['gguf:./m.gguf', 'gguf:./m.gguf', null],
  ]);
  expect(withAgents(loaded, agents).roster.entries).toHaveLength(loaded.roster.entries.length + 4);
});

test.each([
  [['gpt'], 'name a model as provider:model'],
  [['openai:a', 'openai:a'], 'two freelancers called openai:a'],
])('%j is refused as a wrong command line', (agents, words) => {
  const run = (): unknown => withAgents(loaded, agents);
  expect(run).toThrow(words);
  expect(run).toThrow(expect.objectContaining({ exitCode: 64 }));
});

test('the four models of the study stand ready as a roster', async () => {
  const { value } = await readYaml(join(ROOT, 'seeds/rosters/study-models.yaml'));
  expect(rosterSchema.parse(value).entries.map((entry) => ('model' in entry ? entry.model : null))).toEqual([
    'anthropic:claude-3-5-haiku-latest',
    'openai:gpt-4o-mini',
    'ollama:qwen2.5:7b',
    'ollama:mistral',
  ]);
});

test('the study asked of its models is the simulated one in everything but who takes part, and their names are its rows', async () => {
  const [simulated, asked] = await Promise.all(
    ['study-full', 'study-models'].map((name) => loadTournament(join(ROOT, `seeds/tournaments/${name}.yaml`))),
  );
  const design = ({ config: { name: _name, roster: _roster, ...rest } }: typeof loaded) => rest;
  expect(design(known(asked, 'tournament'))).toEqual(design(known(simulated, 'tournament')));
  expect(asked?.roster.entries.every(({ kind }) => kind === 'model')).toBe(true);
  expect(asked?.roster.entries.map(({ name }) => name)).toEqual(PUBLISHED.map(({ name }) => name));
});
