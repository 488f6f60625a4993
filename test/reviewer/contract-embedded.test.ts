/** The embedded tier keeps the contract of the port. */

import { afterAll, beforeAll } from 'vitest';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { contractOfAnswers, type Subject } from './contract/answers.ts';
import { contractOfConduct } from './contract/conduct.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
});
afterAll(() => sandbox.close());

const subject: Subject = { sandbox: () => sandbox, languages: ['python', 'javascript', 'typescript', 'sql'] };
contractOfAnswers(subject);
contractOfConduct(subject, () => createEmbeddedSandbox({ slots: 2 }));
