/**
 * Zod as the app has it. Its faster way makes functions out of text, which the page's policy forbids: it is told so before any
 * schema is made. `vite.config.ts` puts this in the place of the package.
 */

import { config, z } from 'zod/v4';

config({ jitless: true });

export { z };
