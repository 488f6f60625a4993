/** Runs that were really played, by freelancers whose names would be markup, formulas or lines anywhere else, and a verb upon them. */

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { main } from '../../cli/arena.ts';
import { arena, type Ended } from './arena-command.ts';

const NAMES = [
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example","x")',
  'Ann\nBea\u202egnp',
  '| Dan | **b** [x](javascript:1)',
] as const;

const rosterText = (rate: number): string => `name: hostile
description: Four names. All figures are assumptions.
entries:
${NAMES.map(
  (name) => `  - name: ${JSON.stringify(name)}
    kind: scripted
    model: Bidding strategy "shading"
    successRate: ${rate}
    rateSource: Assumption
    strategy: { name: shading }
    costModel: { kind: uniform, fromShare: 0.1, toShare: 0.6 }
    speed: { medianFactor: 1, sigma: 0.5 }
    costs: { perBidMicroUsd: 20000, perDeliveryMicroUsd: 50000, source: Assumption }`,
).join('\n')}
`;

/** The verb in this process. */
export async function verb(...args: readonly string[]): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      texts[name] += chunk;
      return true;
    }),
  );
  try {
    return { code: await main([...args]), ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Where the runs lie. */
export interface HostileRuns {
  readonly folder: string;
  readonly at: (...path: readonly string[]) => string;
  readonly text: (...path: readonly string[]) => string;
}

export function hostileFolder(): HostileRuns {
  const folder = mkdtempSync(join(tmpdir(), 'arena-report-'));
  const at = (...path: readonly string[]): string => join(folder, ...path);
  return { folder, at, text: (...path) => readFileSync(at(...path), 'utf8') };
}

/** An auction `market`, and two solo runs: `before`, in which everybody passes, and `now`, in which nobody does. */
export async function playHostileRuns({ folder, at }: HostileRuns): Promise<void> {
  const runs = [
    ['market', 'auction', 0.6, 3],
    ['before', 'solo', 1, 2],
    ['now', 'solo', 0, 2],
  ] as const;
  for (const [name, protocol, rate, limit] of runs) {
    writeFileSync(at(`${name}-roster.yaml`), rosterText(rate));
    writeFileSync(
      at(`${name}.yaml`),
      `name: ${name}\nseed: a\nprotocol: ${protocol}\nroster: ./${name}-roster.yaml\ncorpus: { limit: ${limit} }\n`,
    );
  }
  const files = runs.map(([name]) => `${name}.yaml`);
  const { code, stderr } = await arena(folder, 'run', ...files, '--quiet', '--workers', '1');
  expect(code, stderr).toBe(0);
}
