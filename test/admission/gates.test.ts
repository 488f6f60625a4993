/** Each gate lets a sound project through, and refuses one that is spoiled for it. */

import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../server/admission/context.ts';
import { examine } from '../../server/admission/gate.ts';
import type { GateName, GateReport } from '../../server/admission/gate-report.ts';
import { referenceGate } from '../../server/admission/reference-gate.ts';
import type { Origin } from '../../server/admission/schema-gate.ts';
import type { HumanReview, Solution } from '../../server/admission/solutions.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { startReviewing } from '../../server/workshop.ts';
import { part, smallProject } from './small-project.ts';

const reviewing = await startReviewing({ workers: 2, cache: false });
afterAll(() => reviewing.close());

interface More {
  readonly mutants?: number;
  readonly origin?: Origin;
  readonly solutions?: readonly Solution[];
  readonly humanReviews?: readonly HumanReview[];
}

/** Mutants cost most of the time: only the tests of their gate have all of them. */
const FEW = 2;
const ALL = { mutants: 40 };

async function gatesOf(
  project: ProjectPackage,
  { mutants = FEW, ...more }: More = {},
): Promise<Map<GateName, GateReport>> {
  const { signal } = new AbortController();
  const settings = { ...DEFAULT_SETTINGS, reruns: 2, furtherInputs: 16, mutants };
  const options = { reviewer: reviewing.reviewer, settings, signal, origin: { kind: 'generated' } as const, ...more };
  const { gates } = await examine(project, options);
  return new Map(gates.map((one) => [one.gate, one]));
}

async function gateOf(gate: GateName, project: ProjectPackage, more: More = {}): Promise<GateReport | undefined> {
  return (await gatesOf(project, more)).get(gate);
}

const python = (source: string): { 'solution.py': string } => ({ 'solution.py': source });

test('a sound project passes every gate that a program can decide', async () => {
  const gates = await gatesOf(smallProject(), ALL);
  const outcomes = Object.fromEntries([...gates].map(([gate, { outcome }]) => [gate, outcome]));
  expect(outcomes).toEqual({
    schema: 'passed',
    reference: 'passed',
    controls: 'passed',
    mutation: 'passed',
    alternatives: 'passed',
    'independent solutions': 'not_run',
    trace: 'passed',
    'blind solvers': 'not_run',
    differential: 'passed',
    difficulty: 'passed',
    'human sample': 'not_run',
  });
  // `amount <= 0` and `total >= limit` say the same in other words.
  expect(gates.get('mutation')?.figures.suspectedEquivalent).toBeGreaterThanOrEqual(2);
  expect(gates.get('mutation')?.findings.join('\n')).toContain('suspected equivalent: line 4, comparison');
});

test('2: a reference that fails a case stops everything that is measured by it', async () => {
  const gates = await gatesOf(
    smallProject({}, { reference: python('def fee(amounts, limit):\n    return sum(amounts)\n') }),
  );
  expect(gates.get('reference')).toMatchObject({ outcome: 'failed' });
  expect(gates.get('reference')?.findings).toContain('"above the limit": wrong_answer');
  expect(gates.get('mutation')?.outcome).toBe('not_run');
});

test('2: a reference that comes to another count of ticks in one of its runs is refused', async () => {
  const real = reviewing.reviewer;
  let rounds = 0;
  const runCases: typeof real.runCases = async (request) => {
    const results = await real.runCases(request);
    rounds += 1;
    return rounds === 4 ? results.map((one) => ({ ...one, fuel: one.fuel + 1 })) : results;
  };
  const { signal } = new AbortController();
  const settings = { ...DEFAULT_SETTINGS, reruns: 2 };
  const { report } = await referenceGate({
    project: smallProject(),
    reviewer: { ...real, runCases },
    settings,
    signal,
  });
  expect(report.outcome).toBe('failed');
  expect(report.findings[0]).toMatch(/ticks in run 2, passed, \d+ ticks in the first$/);
});

describe('3: negative controls', () => {
  test('cases that a constant passes are refused', async () => {
    const hidden = part({ a: [[], 1], b: [[-1], 2], c: [[-2], 3], d: [[-7, -1], 4], e: [[5], 9] });
    const gate = await gateOf('controls', smallProject({}, { hidden }));
    expect(gate?.outcome).toBe('failed');
    expect(gate?.findings.join('\n')).toContain('"always the same" earns 80 % of the weight');
  });

  test('a checker that accepts anything is found by every control', async () => {
    const hidden = {
      ...part({ a: [[1], 9], b: [[2], 9], c: [[3, 4], 9] }),
      comparator: { kind: 'checker', source: 'def check(input, expected, answer):\n    return True\n' },
    } as ProjectPackage['acceptance'];
    const gate = await gateOf('controls', smallProject({}, { hidden }));
    expect(gate?.outcome).toBe('failed');
    expect(gate?.findings.join('\n')).toContain('"empty" passes every hidden case');
    expect(gate?.findings.join('\n')).toContain('"prints a pass" passes every hidden case');
    expect(gate?.findings.join('\n')).not.toContain('"never ends"');
  });

  test('a checker that fails is the project’s fault, not ours', async () => {
    const hidden = {
      ...part({ a: [[1], 9] }),
      comparator: { kind: 'checker', source: 'def check(input, expected, answer):\n    return 1 / 0\n' },
    } as ProjectPackage['acceptance'];
    expect(await gateOf('reference', smallProject({}, { hidden }))).toMatchObject({
      outcome: 'failed',
      summary: expect.stringContaining('A program of the acceptance fails'),
    });
  });
});

describe('4: mutation', () => {
  test('weak cases are refused, and the report says which slips they miss', async () => {
    const hidden = part({ 'one amount': [[7], 100], 'two amounts more': [[5, 6], 100], many: [[1, 1, 1, 1], 100] });
    const gate = await gateOf('mutation', smallProject({}, { hidden }), ALL);
    expect(gate?.outcome).toBe('failed');
    expect(gate?.findings).toContain('the wrong solution "knows no limit" passes every hidden case');
    expect(gate?.findings.some((line) => line.startsWith('survives: line 5, loop'))).toBe(true);
    expect(gate?.figures.score).toBeLessThan(0.8);
  });

  test('a case that notices nothing is named', async () => {
    // The one mutant takes amounts away instead of adding them.
    const gate = await gateOf('mutation', smallProject(), { mutants: 1 });
    expect(gate?.outcome).toBe('warned');
    expect(gate?.findings).toContain('hidden case "no amounts" notices nothing: no mutant, no wrong solution');
    expect(gate?.figures.idleCases).toBe(1);
  });
});

describe('5: other correct solutions', () => {
  test('a project without one is refused, and one whose cases ask for more than the posting', async () => {
    expect(await gateOf('alternatives', smallProject({}, { alternatives: [] }))).toMatchObject({ outcome: 'failed' });
    const files = python(
      'def fee(amounts, limit):\n    return float(min(limit, sum(max(0, a) for a in amounts))) + 0.5\n',
    );
    const gate = await gateOf(
      'alternatives',
      smallProject({}, { alternatives: [{ name: 'in floats', how: 'floats', files }] }),
    );
    expect(gate?.outcome).toBe('failed');
    expect(gate?.findings[0]).toContain('in floats fails');
  });

  test('two independent solutions make the gate run, and one that is refused fails it', async () => {
    const right = python('def fee(amounts, limit):\n    return min(sum(filter(lambda a: a > 0, amounts)), limit)\n');
    const slip = python('def fee(amounts, limit):\n    return min(sum(abs(a) for a in amounts), limit)\n');
    const slug = 'monthly-fee-1';
    const solution = (by: string, claim: Solution['claim'], files: Solution['files']): Solution => ({
      slug,
      by,
      claim,
      files,
    });
    const both = await gatesOf(smallProject(), {
      solutions: [solution('Ada', 'correct', right), solution('Ben', 'correct', right)],
    });
    expect(both.get('independent solutions')).toMatchObject({ outcome: 'passed' });
    const one = await gateOf('independent solutions', smallProject(), {
      solutions: [solution('Ada', 'correct', right), solution('Ben', 'correct', slip)],
    });
    expect(one).toMatchObject({ outcome: 'failed' });
    const blind = await gatesOf(smallProject(), {
      solutions: [solution('Ada', 'blind', right), solution('Ben', 'blind', slip)],
    });
    expect(blind.get('blind solvers')).toMatchObject({ outcome: 'warned' });
    expect(blind.get('difficulty')?.figures.solvedShare).toBe(0.5);
  });
});

/** Knows every case by heart, and has this to say of anything else. */
function table(otherwise: string): { 'solution.py': string } {
  const { acceptance, answerKey } = smallProject();
  const known = JSON.stringify([...answerKey.hidden.cases, ...acceptance.cases]);
  return python(`import json
KNOWN = json.loads(${JSON.stringify(known)})

def fee(amounts, limit):
    for case in KNOWN:
        if case['args'] == [amounts, limit]:
            return case['expected']
    ${otherwise}
`);
}

test('7: correct solutions that differ on most further inputs are not both right', async () => {
  const files = table('return -1');
  const gate = await gateOf(
    'differential',
    smallProject({}, { alternatives: [{ name: 'by heart', how: 'a table', files }] }),
  );
  expect(gate?.outcome).toBe('failed');
  expect(gate?.findings[0]).toMatch(/^by heart differs for \[\[/);
});

test('7: a reference that knows its cases by heart is refused, also with a second one of its kind', async () => {
  const reference = table("raise ValueError('no such case')");
  const alternatives = [{ name: 'by heart', how: 'a table', files: table("raise KeyError('unknown')") }];
  const gate = await gateOf('differential', smallProject({}, { reference, alternatives }));
  expect(gate).toMatchObject({
    outcome: 'failed',
    summary: expect.stringContaining('it knows its cases, and nothing else'),
  });
});
