/** Attacks on the review itself: hidden inputs carried out as evidence, and answers made to please a comparator. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Acceptance,
  acceptanceSchema,
  comparatorSchema,
  jsonSchema,
} from '../../server/protocol/arena/acceptance.ts';
import type { Finding } from '../../server/reviewer/combine.ts';
import { publicEvidence, publicEvidenceText, sealedEvidenceText } from '../../server/reviewer/evidence.ts';
import { createReviewer, type Reviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { createTrustedLane } from '../../server/reviewer/trusted-lane.ts';
import { readData } from './attacks/attack.ts';

const CANARY = 'canary9d1f7c';
const FOLDER = new URL('./attacks/reviews/', import.meta.url);
/** Every way in which the input may be dressed up on its way out. */
const DISGUISES = [
  CANARY,
  [...CANARY].reverse().join(''),
  Buffer.from(CANARY).toString('base64').slice(0, 12),
  Buffer.from(CANARY).toString('hex'),
];

const taskSchema = z.enum(['function', 'stdio', 'files', 'sql']).default('function');
const outcomeSchema = z.string().regex(/^[a-z_]+$/);
const evidenceAttackSchema = z.strictObject({
  name: z.string(),
  tries: z.string(),
  task: taskSchema,
  source: z.string(),
  outcome: z.union([outcomeSchema.transform((one) => [one]), z.array(outcomeSchema)]),
});
const comparatorAttackSchema = z.strictObject({
  name: z.string(),
  tries: z.string(),
  task: taskSchema,
  source: z.string(),
  comparator: comparatorSchema,
  expected: jsonSchema,
});
type TaskKind = z.infer<typeof taskSchema>;

const evidenceAttacks = readData(
  FOLDER,
  'evidence.yaml',
  z.strictObject({ attacks: z.array(evidenceAttackSchema) }),
).attacks;
const comparatorAttacks = readData(
  FOLDER,
  'comparators.yaml',
  z.strictObject({ attacks: z.array(comparatorAttackSchema) }),
).attacks;

let sandbox: Sandbox;
const trusted = createTrustedLane({ workers: 1 });
let reviewer: Reviewer;

beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
  reviewer = createReviewer({ sandbox, trusted });
});

afterAll(() => Promise.all([sandbox.close(), trusted.close()]));

/** One case over `secret`, whose expected answer nobody gives. */
function acceptanceOf(kind: TaskKind, name: string, secret: string): Acceptance {
  const cases = {
    function: { name, args: [secret], expected: `${secret}-expected` },
    stdio: { name, stdin: secret, argv: [], expected: `${secret}-expected` },
    files: { name, files: { 'secret.txt': secret }, expected: { 'x.txt': `${secret}-expected` } },
    sql: {
      name,
      setup: `CREATE TABLE secrets (secret); INSERT INTO secrets VALUES ('${secret}');`,
      expected: { columns: [`${secret}-expected`], rows: [[secret]] },
    },
  };
  const language = kind === 'sql' ? 'sql' : 'python';
  const file = kind === 'sql' ? 'main.sql' : 'main.py';
  return acceptanceSchema.parse({
    kind,
    language,
    file,
    ...(kind === 'function' && { entry: 'solve' }),
    cases: [cases[kind]],
  });
}

function expectNothingHidden(finding: Finding): void {
  const shown = publicEvidenceText(finding);
  for (const disguise of DISGUISES) expect(shown).not.toContain(disguise);
  // The sealed rendering names the cases, for operators; of their content it has nothing either.
  for (const disguise of DISGUISES) expect(sealedEvidenceText(finding)).not.toContain(disguise);
}

describe('evidence', () => {
  test.each(evidenceAttacks.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    const acceptance = acceptanceOf(attack.task, 'shown', 'open00secret');
    const hidden = acceptanceOf(attack.task, 'hidden', CANARY);
    const finding = await reviewer.review({ files: { [acceptance.file]: attack.source }, acceptance, hidden });
    const [shown] = publicEvidence(finding).hidden;
    expect(attack.outcome).toContain(shown?.outcome);
    expect(Object.keys(shown ?? {}).sort()).toEqual(['number', 'outcome']);
    expectNothingHidden(finding);
  });

  test('what a hidden case used is in no public figure', async () => {
    const acceptance = acceptanceOf('function', 'shown', 'open00secret');
    const burn =
      'def solve(secret):\n    for _ in range(ord(secret[7]) * 1000): pass\n    kept = bytearray(10**7)\n    return 0';
    const texts = [];
    for (const secret of [CANARY, `${CANARY}zz`, 'a completely other one']) {
      const files = { 'main.py': burn };
      const finding = await reviewer.review({ files, acceptance, hidden: acceptanceOf('function', 'hidden', secret) });
      texts.push(publicEvidenceText(finding));
    }
    expect(new Set(texts).size).toBe(1);
  });
});

describe('comparators', () => {
  function acceptanceFor({ task, comparator, expected }: (typeof comparatorAttacks)[number]): Acceptance {
    const one = task === 'function' ? { args: [[3, 1, 2]] } : { stdin: '3 1 2\n', argv: [] };
    const cases = [{ name: 'one', ...one, expected }];
    return acceptanceSchema.parse({
      kind: task,
      language: 'python',
      file: 'main.py',
      entry: 'solve',
      comparator,
      cases,
    });
  }

  test.each(comparatorAttacks.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    const finding = await reviewer.runVisible({
      files: { 'main.py': attack.source },
      acceptance: acceptanceFor(attack),
    });
    expect(['wrong_answer', 'bad_answer']).toContain(finding.cases[0]?.outcome);
  });

  test.each(comparatorAttacks.map((attack) => [attack.name, attack] as const))(
    'the expected answer passes where %s does not',
    async (_name, attack) => {
      const given = JSON.stringify(JSON.stringify(attack.expected));
      const honest =
        attack.task === 'stdio'
          ? `import json\nprint(json.loads(${given}), end="")`
          : `import json\ndef solve(a): return json.loads(${given})`;
      const finding = await reviewer.runVisible({ files: { 'main.py': honest }, acceptance: acceptanceFor(attack) });
      expect(finding.cases[0]?.details?.difference).toBe('');
      expect(finding.passed).toBe(true);
    },
  );
});
