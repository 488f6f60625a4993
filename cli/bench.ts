/** `arena bench [NAME…]`: measures the figures that the README quotes, one bench after the other. */

import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { type Bench, type BenchResult, environmentLine, tableOf } from '../bench/harness.ts';
import { known } from '../server/kernel/assert.ts';
import { chromiumPath } from './browser.mjs';

const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  kernel: () => import('../bench/kernel.ts'),
  agents: () => import('../bench/agents.ts'),
  store: () => import('../bench/store.ts'),
  reviewer: () => import('../bench/reviewer.ts'),
  tournament: () => import('../bench/tournament.ts'),
  corpus: () => import('../bench/corpus.ts'),
  study: () => import('../bench/study.ts'),
  gate: () => import('../bench/gate.ts'),
  http: () => import('../bench/http.ts'),
  'fan-out': () => import('../bench/fan-out.ts'),
  'freelancer-day': () => import('../bench/freelancer-day.ts'),
  floor: async () => ({ bench: (await import('../bench/floor.ts')).floorBench(chromiumPath) }),
};

/** Programs that wanted a core over the last minute. */
function loadAverage(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const options = { quick: { type: 'boolean' }, json: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const { quick = false, json } = values;
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    throw new InputError(`there is no bench "${unknown}": ${Object.keys(BENCHES).join(', ')}`, 64);
  }
  const environment = environmentLine();
  process.stdout.write(`${environment}${quick ? '; --quick: rough figures' : ''}\n\n`);
  const results: BenchResult[] = [];
  for (const [name, load] of Object.entries(BENCHES)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    signal.throwIfAborted();
    const { bench } = await load();
    const before = loadAverage();
    const result = await bench({ quick, signal });
    const busy = `load average ${before} before, ${loadAverage()} after`;
    results.push({
      ...result,
      notes: [...result.notes, `Machine: ${busy}; above its cores, figures wait for others.`],
    });
    process.stdout.write(`${tableOf(known(results.at(-1), 'result'))}\n`);
  }
  const report = { measuredAt: new Date().toISOString(), environment, quick, results };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}
