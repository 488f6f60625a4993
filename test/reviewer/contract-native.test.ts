/** The native tier keeps the contract of the port, where it stands; elsewhere the one test that runs says why nothing else did. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeSandbox, describeNative } from '../../server/reviewer/sandbox/native.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { contractOfAnswers, type Subject } from './contract/answers.ts';
import { contractOfConduct } from './contract/conduct.ts';

const native = await describeNative();
const why = native.stands ? null : native.missing;

describe.runIf(why !== null)('in boxes of this machine', () => {
  test(`NOT RUN here: ${why}`, () => expect(why).not.toBe(''));
});

describe.runIf(why === null)('in boxes of this machine', () => {
  const create = (): Promise<Sandbox> => createNativeSandbox({ slots: 2 });
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await create();
  });
  afterAll(() => sandbox.close());
  const subject: Subject = { sandbox: () => sandbox, languages: ['python', 'javascript', 'typescript', 'command'] };
  contractOfAnswers(subject);
  contractOfConduct(subject, create, 'refused');
});
