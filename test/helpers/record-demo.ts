/** `npm run record-demo`: makes the recording of the demo pipeline anew, from the arena's own mock provider, after prompts changed. */

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { mockAnswersSchema, startMockProvider } from '../../agents/llm/mock-provider.ts';
import { readYaml } from '../../agents/tournament/yaml-file.ts';
import { run } from '../../cli/pipeline.ts';
import { ROOT } from './source-files.ts';

const PORT = 9178;
const pipelines = join(ROOT, 'seeds/pipelines');
const folder = mkdtempSync(join(tmpdir(), 'arena-demo-'));
// The real client of the provider wants one; the mock does not look at it.
process.env.OPENAI_API_KEY = 'none';
const { value } = await readYaml(join(pipelines, 'demo-answers.yaml'));
const mock = await startMockProvider(mockAnswersSchema.parse(value), PORT);
try {
  await run([join(pipelines, 'demo.yaml'), '--out', folder, '--yes'], new AbortController().signal);
  copyFileSync(join(folder, 'demo/model-calls.jsonl'), join(pipelines, 'demo.mock-calls.jsonl'));
} finally {
  await mock.stop();
  rmSync(folder, { recursive: true });
}
