/** Tools for messages about a project. */

import { z } from 'zod';
import type { ParticipantId, ProjectId } from '../../../kernel/id.ts';
import { MESSAGE_MAX, projectIdSchema, writeKeySchema } from '../../../protocol/mcp/inputs.ts';
import { idSchema, messageSchema } from '../../../protocol/mcp/things.ts';
import { projectIn } from '../../freelancer/looking.ts';
import { eventIn } from '../../sending.ts';
import { messageOf } from '../pages.ts';
import { defineTool, lookIn, sendIn } from '../tool.ts';
import { keyOf, textDocument } from './bidding.ts';

/** The latest so many. */
const MESSAGES_SHOWN = 50;

export const readMessages = defineTool({
  name: 'read_messages',
  title: 'Read messages',
  description: `The latest ${MESSAGES_SHOWN} messages about a project that you may see: public questions and answers, and what was written to you alone. Oldest first.`,
  scope: 'fln:messaging',
  input: z.strictObject({ projectId: projectIdSchema }),
  output: z.object({ messages: z.array(messageSchema), omittedCount: z.int().describe('Older ones, left out') }),
  effect: 'none',
  run: async (call, { projectId }) => {
    const look = await lookIn(call);
    const ids = projectIn(look, projectId).messageIds;
    const shown = ids.slice(-MESSAGES_SHOWN).flatMap((id) => look.market.messages.get(id) ?? []);
    const messages = await Promise.all(shown.map((message) => messageOf(look, call.options.texts, message)));
    return { messages, omittedCount: ids.length - shown.length };
  },
});

export const sendMessage = defineTool({
  name: 'send_message',
  title: 'Send a message',
  description:
    'Writes to the employer of a project (ask before you bid), or as employer to a bidder. The market says who may write to whom and when.',
  scope: 'fln:messaging',
  input: z.strictObject({
    projectId: projectIdSchema,
    toId: idSchema.nullable().describe('The participant it is for; null: everybody who can see the project'),
    text: z.string().min(1).max(MESSAGE_MAX),
    idempotencyKey: writeKeySchema,
  }),
  output: z.object({ messageId: idSchema }),
  effect: 'adds',
  run: async (call, { projectId, toId, text, idempotencyKey }) => {
    const look = await lookIn(call);
    const key = keyOf(idempotencyKey);
    const { document, hash: contentHash } = textDocument(look, key, text);
    const to = toId as ParticipantId | null;
    const command = { type: 'PostMessage', projectId: projectId as ProjectId, toId: to, contentHash } as const;
    return { messageId: Number(eventIn(await sendIn(look, key, command, [document]), 'MessagePosted')?.messageId) };
  },
});
