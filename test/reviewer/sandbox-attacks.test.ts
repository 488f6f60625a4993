/** Every attack ends as it may on the embedded tier, leaks nothing, changes nothing for others, and leaves nothing. */

import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import { describeAttacks } from './attacks/tier-under-attack.ts';

await describeAttacks({
  tier: 'embedded',
  lists: [
    ['python', ['python']],
    ['javascript', ['javascript', 'typescript']],
    ['sql', ['sql']],
  ],
  runs: 2,
  honestBeside: false,
  loopMs: null,
  open: async () => [await createEmbeddedSandbox({ slots: 2 })],
});
