/** `arena mock-llm`: a provider without a model, for trying out tournaments and clients without keys, until it is stopped. */

import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { mockAnswersSchema, startMockProvider } from '../agents/llm/mock-provider.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { problemsOf } from '../agents/tournament/problem.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';

const OPTIONS = { port: { type: 'string', default: '0' }, answers: { type: 'string' } } as const;

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new InputError('--port: 0 to 65535', 64);
  let given: unknown = {};
  if (values.answers !== undefined) {
    const { value, wrong } = await readYaml(values.answers);
    const read = mockAnswersSchema.safeParse(value);
    if (!read.success) throw wrong(problemsOf(read.error));
    given = value;
  }
  const mock = await startMockProvider(mockAnswersSchema.parse(given), port);
  process.stdout.write(
    `A mock of OpenAI (${mock.url}/v1), Anthropic and Ollama (${mock.url}): no model, and nothing it says is a model's.\n`,
  );
  if (!signal.aborted) await once(signal, 'abort');
  await mock.stop();
  return 0;
}
