/** Threads and messages on Freelancer.com's wire: what clients send, and what they are told. */

import { z } from 'zod';
import { commonFlags } from './flags.ts';
import { flag, id, integer, list, paging, seconds, word } from './params.ts';
import { usersContainerSchema } from './user.ts';
import { userContainerFlags } from './user-flags.ts';

/** Characters of one message. */
export const MESSAGE_MAX = 20_000;
const QUERY_MAX = 500;
const MEMBERS_MAX = 100;
const THREADS_MAX = 100;

export const THREAD_FOLDERS = ['inbox', 'archived', 'sent', 'freelancer'] as const;
const THREAD_TYPES = ['private_chat', 'primary', 'group', 'pcb', 'support_chat'] as const;
const CONTEXT_TYPES = ['project', 'contest', 'none', 'support_chat', 'general', 'group'] as const;
const PRIVACIES = ['owner', 'members', 'all'] as const;

const few = <T extends z.ZodType>(item: T, max: number) =>
  list(item).refine((items) => items.length <= max, `at most ${max}`);
const text = z.string().max(MESSAGE_MAX, `at most ${MESSAGE_MAX} characters`);

export const messageBody = z.object({
  message: text.optional(),
  /** Names of the files, which come as parts of their own. */
  'attachments[]': few(z.string().max(1_000), MEMBERS_MAX).optional(),
  client_message_id: z.string().max(200).optional(),
});

export const threadBody = z.object({
  ...messageBody.shape,
  'members[]': few(id, MEMBERS_MAX).optional(),
  context_type: word(CONTEXT_TYPES).optional(),
  context: id.optional(),
  thread_type: word(THREAD_TYPES).optional(),
});

const anyFolder = word([...THREAD_FOLDERS, 'requests', 'none']);
const filters = {
  'threads[]': list(id).optional(),
  'folders[]': list(anyFolder).optional(),
  'contexts[]': list(id).optional(),
  'members[]': list(id).optional(),
  'owners[]': list(id).optional(),
  'thread_types[]': list(word(THREAD_TYPES)).optional(),
  context_type: word(CONTEXT_TYPES).optional(),
  is_read: flag.optional(),
  is_muted: flag.optional(),
  from_updated_time: seconds.optional(),
  to_updated_time: seconds.optional(),
};

const details = {
  message_count: flag.default(false),
  unread_count: flag.default(false),
  last_message: flag.default(false),
  unread_thread_count: flag.default(false),
  context_details: flag.default(false),
  thread_attachments: flag.default(false),
  thread_details: flag.default(false),
  count: flag.default(false),
  ...userContainerFlags,
};

export const threadsQuery = z.object({ ...filters, ...details, ...paging, ...commonFlags.shape });
export type ThreadsQuery = z.output<typeof threadsQuery>;
export const threadSearchQuery = z.object({
  ...threadsQuery.shape,
  query: z.string().max(QUERY_MAX).default(''),
});

export const THREAD_ACTIONS = ['read', 'unread', 'mute', 'unmute', 'archive', 'unarchive', 'move', 'folder'] as const;
export type ThreadAction = (typeof THREAD_ACTIONS)[number];
export const threadActionQuery = z.object({
  ...filters,
  ...paging,
  action: word(THREAD_ACTIONS).optional(),
  target: word(THREAD_FOLDERS).optional(),
});
export const threadActionBody = z.object({
  'threads[]': few(id, THREADS_MAX).optional(),
  action: word(THREAD_ACTIONS).optional(),
  target: word(THREAD_FOLDERS).optional(),
  folder: word(THREAD_FOLDERS).optional(),
});

export const membersBody = z.object({
  'members[]': few(id, MEMBERS_MAX).optional(),
  action: z.string().max(60).optional(),
});

export const messagesQuery = z.object({
  'threads[]': list(id).optional(),
  'senders[]': list(id).optional(),
  messages: list(id).optional(),
  'contexts[]': list(id).optional(),
  context_type: word(CONTEXT_TYPES).optional(),
  is_read: flag.optional(),
  from_updated_time: seconds.optional(),
  to_updated_time: seconds.optional(),
  count: flag.default(false),
  thread_details: flag.default(false),
  ...userContainerFlags,
  ...paging,
  ...commonFlags.shape,
});
export type MessagesQuery = z.output<typeof messagesQuery>;

const WINDOW_MAX = 20;
const around = integer.transform((count) => Math.min(Math.max(count, 0), WINDOW_MAX)).default(0);
export const messageSearchQuery = z.object({
  thread_id: id.optional(),
  query: z.string().max(QUERY_MAX).default(''),
  message_context_details: flag.default(false),
  window_above: around,
  window_below: around,
  thread_details: flag.default(false),
  ...userContainerFlags,
  ...paging,
  limit: integer.transform((count) => Math.min(Math.max(count, 0), 100)).default(20),
  ...commonFlags.shape,
});
export type MessageSearchQuery = z.output<typeof messageSearchQuery>;

const attachmentSchema = z.object({ key: z.string(), filename: z.string(), message_id: z.int() });
export type WireAttachment = z.infer<typeof attachmentSchema>;

const fullMessageSchema = z.object({
  id: z.int(),
  thread_id: z.int(),
  /** Two names of one number: clients differ. */
  from_user: z.int(),
  from_user_id: z.int(),
  message: z.string().meta({ description: 'Empty where only files were sent, and where the text was erased' }),
  message_source: z.literal('default_msg'),
  client_message_id: z.string().nullable(),
  parent_id: z.null(),
  remove_reason: z.enum(['other']).nullable(),
  time_created: z.int(),
  attachments: z.array(attachmentSchema),
});
export type WireMessage = z.infer<typeof fullMessageSchema>;
/** As it is sent: `compact` drops what is null or empty. */
export const messageSchema = fullMessageSchema
  .partial()
  .required({ id: true, thread_id: true, from_user: true })
  .meta({ id: 'Message' });

const contextSchema = z.object({ id: z.int(), type: z.enum(['project', 'contest']) });
const highlightSchema = z.object({ message_id: z.int(), text: z.array(z.string()) });

const conversationSchema = z.object({
  id: z.int(),
  context: contextSchema,
  members: z.array(z.int()),
  inactive_members: z.array(z.int()),
  thread_type: z.enum(['private_chat', 'group']),
  time_created: z.int(),
  owner: z.int(),
  message: messageSchema.nullable(),
  write_privacy: z.enum(PRIVACIES),
  read_privacy: z.enum(PRIVACIES),
  owner_read_privacy: z.enum(PRIVACIES),
});

const fullThreadSchema = z.object({
  id: z.int(),
  folder: z.enum(THREAD_FOLDERS),
  is_read: z.boolean(),
  is_muted: z.boolean(),
  time_read: z.int().nullable(),
  time_updated: z.int(),
  message_count: z.int().nullable(),
  message_unread_count: z.int().nullable(),
  attachments: z.array(attachmentSchema).nullable(),
  highlights: z.array(highlightSchema).nullable(),
  thread: conversationSchema,
});
export type WireThread = z.infer<typeof fullThreadSchema>;
/** As it is sent: `compact` drops what is null or empty. */
export const threadSchema = fullThreadSchema
  .extend({ thread: conversationSchema.partial().required({ id: true, members: true }) })
  .partial()
  .required({ id: true, thread: true })
  .meta({ id: 'Thread' });

export const threadListSchema = z.object({
  threads: z.array(threadSchema),
  users: usersContainerSchema,
  context_details: z.object({ projects: z.record(z.string(), z.looseObject({ id: z.int() })) }).nullable(),
  messages: z.null(),
  unfiltered_count: z.int(),
  total_count: z.int().nullable(),
  unread_thread_count: z.int().nullable(),
});

export const messageListSchema = z.object({
  messages: z.array(messageSchema),
  threads: z.record(z.string(), threadSchema).nullable(),
  users: usersContainerSchema,
  unfiltered_count: z.int(),
  total_count: z.int().nullable(),
});
