/** Generates so many projects of the study corpus, and says how long it took and how much memory it had at most. */

import { corpusLines } from '../seeds/corpus-file.ts';

const size = Number(process.argv[2]);
const startedAt = performance.now();
let bytes = 0;
for (const line of corpusLines({ corpus: 'study', seed: 'bench', size, pricing: null }))
  bytes += Buffer.byteLength(line);
const seconds = (performance.now() - startedAt) / 1_000;
process.stdout.write(JSON.stringify({ seconds, peakMegabytes: process.resourceUsage().maxRSS / 1_024, bytes }));
