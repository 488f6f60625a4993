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
  // What removes the types gives the same text each time, and that text is then run twice as JavaScript.
  runs: (language) => (language === 'typescript' ? 1 : 2),
  honestBeside: false,
  loopMs: null,
  open: async () => [await createEmbeddedSandbox({ slots: 2 })],
});
