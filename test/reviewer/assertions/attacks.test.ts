/** Whatever a delivery does to equality, frames, exits, prints and patches: its assertions decide, in another process. */

import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Acceptance, acceptanceSchema } from '../../../server/protocol/arena/acceptance.ts';
import type { Finding } from '../../../server/reviewer/combine.ts';
import { publicEvidenceText, sealedEvidenceText } from '../../../server/reviewer/evidence.ts';
import { createReviewer } from '../../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../../server/reviewer/sandbox/embedded.ts';
import { createTrustedLane } from '../../../server/reviewer/trusted-lane.ts';

const attackSchema = z.strictObject({
  name: z.string(),
  tries: z.string(),
  source: z.string(),
  /** Absent: those of the honest task. */
  assertions: z.string().optional(),
  /** How often `CASE` and the number 0 in the assertions become another word and number. */
  repeat: z.record(z.string(), z.number()).optional(),
  /** Fuel for a case, where what goes on without end costs little of it and much time. */
  fuel: z.number().optional(),
  outcomes: z.array(z.string()),
});
type Attack = z.infer<typeof attackSchema>;

const CANARY = 'canary-6c1d';
const HONEST = 'def solve(a):\n    print("working")\n    return sorted(a)\n';
const TASK = `
expected = {'${CANARY}': [1, 2, 3]}
def check(candidate):
    assert candidate([3, 1, 2]) == expected['${CANARY}']
    assert candidate([]) == []
    assert candidate([2, 2, -1]) == [-1, 2, 2]
`;
const FUEL = 40_000_000;
const LIMITS = { timeMs: 10_000, memoryBytes: 67_108_864 };

const sandbox = await createEmbeddedSandbox({ slots: 2 });
const trusted = createTrustedLane({ workers: 2 });
const reviewer = createReviewer({ sandbox, trusted, cache: null });

afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

function attacksIn(file: string): readonly Attack[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return z.object({ attacks: z.array(attackSchema) }).parse(parse(text)).attacks;
}

function acceptanceOf(source: string, name: string): Acceptance {
  return acceptanceSchema.parse({
    kind: 'assertions',
    language: 'python',
    file: 'main.py',
    entry: 'solve',
    limits: LIMITS,
    cases: [{ name, source }],
  });
}

/** The same assertions, once for the author's eyes and once hidden. */
function review(delivered: string, source: string, fuelPerCase = FUEL): Promise<Finding> {
  return reviewer.review({
    files: { 'main.py': delivered },
    acceptance: acceptanceOf(source, 'shown'),
    hidden: acceptanceOf(source, 'hidden'),
    fuelPerCase,
  });
}

async function attack({ name, source, assertions = TASK, fuel, outcomes }: Attack): Promise<void> {
  const judged = async (): Promise<Finding> => {
    const finding = await review(source, assertions, fuel);
    for (const one of finding.cases) expect(outcomes, `${name}: ${JSON.stringify(one)}`).toContain(one.outcome);
    return finding;
  };
  const first = await judged();
  expect(first.scoreBps).toBe(0);
  const [shown] = first.cases;
  // The source of a visible case is the author's to read; what ran in the delivery must not have seen it.
  expect(JSON.stringify([shown?.details?.stdout, shown?.details?.stderr])).not.toContain(CANARY);
  expect(sealedEvidenceText(first)).not.toContain(CANARY);
  const honest = await review(HONEST, TASK);
  expect(honest.cases.map(({ outcome }) => outcome)).toEqual(['passed', 'passed']);
  const isRepeatable = ({ cases }: Finding): boolean => cases.every(({ unrepeatable }) => unrepeatable === null);
  if (!isRepeatable(first)) return;
  const second = await judged();
  // A machine that became slow meanwhile may have cut one of them by the wall clock, which says so.
  if (isRepeatable(second)) expect(second).toEqual(first);
}

function variants(one: Attack): readonly Attack[] {
  const { repeat, assertions = '' } = one;
  if (repeat === undefined) return [one];
  return Object.entries(repeat).flatMap(([word, count]) =>
    Array.from({ length: count }, (_, n) => ({
      ...one,
      name: `${one.name} ${word} ${n}`,
      assertions: assertions.replace('CASE', word).replace(', 0)', `, ${n})`),
    })),
  );
}

const all = ['equality', 'exits', 'frames', 'floods'].flatMap((file) => attacksIn(`./${file}.yaml`)).flatMap(variants);

test.each(all.map((one) => [one.name, one] as const))('%s', (_name, one) => attack(one));

test('the public evidence of a hidden case has nothing of its assertions', async () => {
  const finding = await reviewer.review({
    files: { 'main.py': 'def solve(a):\n    return None\n' },
    acceptance: acceptanceOf('def check(candidate):\n    assert candidate([1]) == [1]', 'shown'),
    hidden: acceptanceOf(TASK, `hidden ${CANARY}`),
  });
  expect(finding.cases.map(({ outcome }) => outcome)).toEqual(['wrong_answer', 'wrong_answer']);
  expect(publicEvidenceText(finding)).not.toContain(CANARY);
  expect(publicEvidenceText(finding)).toContain('line 2, assert candidate([1]) == [1]: AssertionError');
});
