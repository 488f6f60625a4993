/** A runner on a machine apart, a real `arena work` here, keeps the contract of the port. */

import { afterAll, beforeAll } from 'vitest';
import { createRemoteSandbox } from '../../server/reviewer/sandbox/remote.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { startRunner, type Work } from '../helpers/arena-work.ts';
import { contractOfAnswers, type Subject } from './contract/answers.ts';
import { contractOfConduct } from './contract/conduct.ts';

let work: Work;
let sandbox: Sandbox;
const create = (): Promise<Sandbox> => createRemoteSandbox({ url: work.url, token: null });

beforeAll(async () => {
  work = await startRunner('--workers', '2');
  sandbox = await create();
});
afterAll(async () => {
  await sandbox.close();
  await work.stop();
});

const subject: Subject = { sandbox: () => sandbox, languages: ['python', 'javascript', 'typescript', 'sql'] };
contractOfAnswers(subject);
contractOfConduct(subject, create);
