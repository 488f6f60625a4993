/** What the tools of the MCP server are asked with. Every text, list and number has a limit. */

import { z } from 'zod';
import { commandIdSchema } from '../arena/command.ts';
import { idSchema, projectStatusSchema } from './things.ts';

export const projectIdSchema = idSchema.describe('The number of the project');
export const bidIdSchema = idSchema.describe('The number of the bid');

/** Written into every tool that changes something: a call that broke off can be made again without doing it twice. */
export const writeKeySchema = commandIdSchema
  .optional()
  .describe(
    'Your name for this write. Make the same call with the same name again if you got no answer: it is done once',
  );

export const PROPOSAL_MAX = 4_000;
export const MESSAGE_MAX = 10_000;
const AMOUNT_MAX = Number.MAX_SAFE_INTEGER;

export const termsShape = {
  amountCents: z.int().min(1).max(AMOUNT_MAX).describe('What you ask for the whole project, in cents'),
  days: z.int().min(1).max(10_000).describe('Days until you deliver'),
  qualityBps: z
    .int()
    .min(0)
    .max(10_000)
    .default(10_000)
    .describe('Promised quality in basis points; only scoring mechanisms look at it'),
};

export const proposalSchema = z.string().max(PROPOSAL_MAX).describe('Why you; the employer reads it');

export const findSchema = z.strictObject({
  query: z.string().max(200).default('').describe('Words that title, description or skills must contain'),
  skills: z.array(z.string().min(1).max(60)).max(50).default([]).describe('At least one of these skills'),
  status: projectStatusSchema.or(z.literal('any')).default('open'),
  mine: z.boolean().default(false).describe('Only projects that you posted, bid on or won'),
  limit: z.int().min(1).max(50).default(20),
  offset: z.int().min(0).max(1_000_000).default(0),
});
