/**
 * The container tier keeps the contract of the port through an engine that isolates nothing: harness, protocol and provider
 * are the real ones, the walls are not there. contract-container-engine.test.ts is the same over a real engine.
 */

import { afterAll, beforeAll } from 'vitest';
import { createContainerSandbox } from '../../server/reviewer/sandbox/container.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { createEngineShim } from '../helpers/engine-shim.ts';
import { contractOfAnswers, type Subject } from './contract/answers.ts';
import { contractOfConduct } from './contract/conduct.ts';

const shim = createEngineShim();
const create = (): Promise<Sandbox> =>
  createContainerSandbox({ image: `example@sha256:${'0'.repeat(64)}`, engine: shim.command, slots: 2 });

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await create();
});
afterAll(async () => {
  await sandbox.close();
  shim.remove();
});

const subject: Subject = { sandbox: () => sandbox, languages: ['python', 'javascript', 'typescript', 'command'] };
contractOfAnswers(subject);
contractOfConduct(subject, create);
