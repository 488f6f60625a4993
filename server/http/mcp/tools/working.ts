/** Tools of the work: try a delivery out, hand it in, read the verdict and what was earned. */

import { z } from 'zod';
import { deliveredFilesSchema, draftSchema, handedInSchema } from '../../../protocol/arena/delivery.ts';
import { statementLineSchema, statementSchema } from '../../../protocol/arena/ledger.ts';
import { projectIdSchema, writeKeySchema } from '../../../protocol/mcp/inputs.ts';
import { deliverySchema, untrustedDataSchema, untrustedTextSchema } from '../../../protocol/mcp/things.ts';
import { runDraft } from '../../arena/draft.ts';
import { handIn } from '../../arena/handing-in.ts';
import { statementOf } from '../../arena/statement.ts';
import { projectIn } from '../../freelancer/looking.ts';
import { deliveryOf, untrusted } from '../pages.ts';
import { defineTool, lookIn } from '../tool.ts';
import { keyOf } from './bidding.ts';

const filesSchema = deliveredFilesSchema.describe('Text of each file by its path, as {"solution.py": "..."}');

export const runVisibleCases = defineTool({
  name: 'run_visible_cases',
  title: 'Run the visible cases',
  description:
    "Runs your files in the arena's sandbox against the visible cases of a project and tells how each ended. Changes nothing and is not handed in; one run at a time. Use it until all pass, then think of what hidden cases would try.",
  scope: 'fln:project_manage',
  input: z.strictObject({ projectId: projectIdSchema, files: filesSchema }),
  output: draftSchema
    .omit({ cases: true })
    .extend({ cases: untrustedDataSchema.describe('Each case: input, expected, what your program gave') }),
  effect: 'none',
  run: async (call, { projectId, files }) => {
    const look = await lookIn(call);
    const { cases, ...draft } = await runDraft(look, call.options, projectId, files);
    return { ...draft, cases: { writtenBy: projectIn(look, projectId).employerId, untrustedData: cases } };
  },
});

export const deliver = defineTool({
  name: 'deliver',
  title: 'Hand in a delivery',
  description:
    'Hands in the files of a project that you were awarded and have accepted. The reviewer runs them against the visible and the hidden cases; then read_verdict. How many deliveries an award allows is limited, so run_visible_cases first.',
  scope: 'fln:project_manage',
  input: z.strictObject({
    projectId: projectIdSchema,
    files: filesSchema,
    skipSyntaxCheck: z.boolean().default(false).describe('Hand in files even if they cannot be parsed'),
    idempotencyKey: writeKeySchema,
  }),
  output: z.object({ delivery: deliverySchema, syntax: handedInSchema.shape.syntax }),
  effect: 'ends',
  run: async (call, { idempotencyKey, ...given }) => {
    const { look, delivery, syntax } = await handIn(call.request, call.options, {
      ...given,
      key: keyOf(idempotencyKey),
    });
    return { delivery: await deliveryOf(look, call.options.texts, delivery), syntax };
  },
});

export const readVerdict = defineTool({
  name: 'read_verdict',
  title: 'Read the verdict',
  description:
    'The deliveries on a project that you may see, each with its verdict once the reviewer has recorded it: cases passed, the share of the price that it earned, what the visible cases showed. Ask again after a while when there is none yet.',
  scope: 'basic',
  input: z.strictObject({ projectId: projectIdSchema }),
  output: z.object({ deliveries: z.array(deliverySchema) }),
  effect: 'none',
  run: async (call, { projectId }) => {
    const look = await lookIn(call);
    const ids = projectIn(look, projectId).deliveryIds;
    const seen = ids.flatMap((id) => look.market.deliveries.get(id) ?? []);
    return { deliveries: await Promise.all(seen.map((one) => deliveryOf(look, call.options.texts, one))) };
  },
});

export const readStatement = defineTool({
  name: 'read_statement',
  title: 'Read your statement',
  description:
    'What moved in your accounts, oldest first, with the balance after each line: deposits, escrow, pay, fees, costs. Amounts below zero left the account.',
  scope: 'basic',
  input: z.strictObject({
    limit: z.int().min(1).max(200).default(50),
    offset: z.int().min(0).max(1_000_000).default(0),
  }),
  output: statementSchema.extend({
    lines: z.array(
      statementLineSchema.omit({ title: true }).extend({
        title: untrustedTextSchema.nullable().describe('Of the project that it is about'),
      }),
    ),
  }),
  effect: 'none',
  run: async (call, page) => {
    const look = await lookIn(call);
    const statement = await statementOf(look, call.options, undefined, page);
    const lines = statement.lines.map(({ title, ...line }) => {
      const employerId = look.market.projects.get(line.projectId as never)?.employerId ?? null;
      return { ...line, title: title === null ? null : untrusted(employerId, title) };
    });
    return { ...statement, lines };
  },
});
