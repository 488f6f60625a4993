/** What a command loads before it does anything: nobody waits for clients of models that take no part, for a server, or for the gates. */

import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { ENTRY, ended, start } from '../helpers/arena-command.ts';

/** Says on the error stream which package each module is from, as it is loaded. */
const SPY = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({
    load: (url, context, next) => {
      if (url.includes('/node_modules/')) writeSync(2, 'loaded ' + url.split('/node_modules/').at(-1) + '\\n');
      return next(url, context);
    },
  });
`)}`;

test.each([[['run', 'nothing.yaml']], [['help']]])(
  '%j loads no client of language models, no server and no gate',
  async (args) => {
    const { stderr } = await ended(start(process.execPath, ['--import', SPY, ENTRY, ...args], tmpdir()));
    const loaded = stderr.split('\n').filter((line) => line.startsWith('loaded '));
    // What is used by every run is seen: the list is no empty one for want of looking.
    if (args[0] === 'run') expect(loaded.some((line) => line.startsWith('loaded zod/'))).toBe(true);
    expect(
      loaded.filter((line) =>
        /lang(chain|smith)|openai|anthropic|ollama|llama|aimock|fastify|socket\.io|mathjs|@babel/.test(line),
      ),
    ).toEqual([]);
  },
);
