/** The same lists of attacks on the native tier: in Python, in JavaScript (types are removed by Node itself) and as commands. */

import { test } from 'vitest';
import { createNativeSandbox } from '../../../server/reviewer/sandbox/native.ts';
import { NATIVE_STANDS } from '../../helpers/native.ts';
import { describeAttacks } from '../attacks/tier-under-attack.ts';

if (!NATIVE_STANDS) test('NOT RUN: the native tier does not stand here', () => {});
else {
  await describeAttacks({
    tier: 'native',
    lists: [
      ['python', ['python']],
      ['javascript', ['javascript']],
      ['command', ['command']],
    ],
    runs: 1,
    honestBeside: true,
    // A loop natively ends by nothing but time; nothing honest is timed by it.
    loopMs: 300,
    // One attack builds for ever; the others need a moment.
    open: async () => [
      await createNativeSandbox({ slots: 1, buildSeconds: 6 }),
      await createNativeSandbox({ slots: 1, buildSeconds: 6 }),
    ],
  });
}
