/**
 * Answers that are packed on their way, by name: large ones that are read again and again. What a packed answer weighs tells those who
 * listen on the line a little of what is in it, and who can put text of their own beside a secret learns it by many tries. So
 * none is here that echoes its request, that holds a key, a pass or a code, or that has what somebody wrote beside what
 * another keeps to himself: no proposals, no messages, no documents. Streams and writes are never packed.
 */

import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { ARENA } from '../route-options.ts';

export const PACKED: ReadonlySet<string> = new Set([
  '/openapi.json',
  '/api/projects/0.1/projects',
  '/api/projects/0.1/projects/all',
  '/api/projects/0.1/projects/active',
  '/api/projects/0.1/jobs',
  '/api/users/0.1/users/directory',
  `${ARENA}/participants`,
  `${ARENA}/legal`,
  `${ARENA}/events`,
  `${ARENA}/state`,
  `${ARENA}/floor`,
  `${ARENA}/desk`,
  `${ARENA}/replay`,
  `${ARENA}/deliveries`,
  `${ARENA}/statement`,
  `${ARENA}/standing`,
  `${ARENA}/model-calls`,
]);

/** Below this the head is half of the answer. */
const FROM_BYTES = 2_048;
/** Up to here it takes less than a millisecond, and less than handing it to another thread. */
const AT_ONCE_BYTES = 16_384;
/** Five per cent larger than at 4, and twice as fast: an answer is packed for one reader, once. */
const BROTLI_QUALITY = 3;
const GZIP_LEVEL = 4;

/** Said for each route: what is not said there is the library's own, whatever was said for all. */
const HOW: NonNullable<Exclude<RouteOptions['compress'], false>> = {
  encodings: ['br', 'gzip'],
  // A spreadsheet or lines of the same route are streams or small.
  customTypes: /^application\/json\b/,
  threshold: FROM_BYTES,
  syncThreshold: AT_ONCE_BYTES,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  zlibOptions: { level: GZIP_LEVEL },
};

/** Called before any route is added. */
export async function addPacking(app: FastifyInstance): Promise<void> {
  // Before the library looks at the route: what is not named has nothing of it, not even a hook.
  app.addHook('onRoute', (route) => {
    const reads = route.method === 'GET' || route.method === 'HEAD';
    route.compress = reads && PACKED.has(route.url) ? HOW : false;
  });
  await app.register(compress, { globalCompression: false, globalDecompression: false });
}
