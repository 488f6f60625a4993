/** A process that starts the sandbox, reviews one delivery and says so: the reviewer bench times it from outside. */

import { known } from '../server/kernel/assert.ts';
import { acceptanceSchema } from '../server/protocol/arena/acceptance.ts';
import { createReviewer } from '../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../server/reviewer/sandbox/embedded.ts';

const sandbox = await createEmbeddedSandbox({ slots: 1, cache: known(process.argv[2], 'cache folder') });
const acceptance = acceptanceSchema.parse({
  kind: 'stdio',
  language: 'python',
  file: 'solution.py',
  cases: [{ name: 'sum', stdin: '1 2\n', expected: '3\n' }],
});
const files = { 'solution.py': 'print(sum(int(word) for word in open(0).read().split()))\n' };
const { passed } = await createReviewer({ sandbox }).runVisible({ files, acceptance });
process.stdout.write(passed ? 'passed\n' : 'failed\n');
await sandbox.close();
