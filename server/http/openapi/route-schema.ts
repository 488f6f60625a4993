/** What a route says of itself for the OpenAPI document, besides what Fastify knows. */

import type { z } from 'zod';

/** What the routes are grouped by, in the order in which the document shows them. */
export const TAGS = {
  Projects: 'What employers post, and how it is found.',
  Bids: 'Offers on projects, and the award.',
  Milestones: 'Priced parts of the work, held in escrow.',
  Reviews: 'What one party of a project says about the other.',
  Tracks: 'Time that is tracked for a project.',
  Users: 'People and programs as the market knows them.',
  Messages: 'What the parties of a project write to each other.',
  Contests: 'Projects in which finished work competes.',
  Common: 'Lists that hold for every market: skills, currencies, places.',
  Account: 'One’s own login: signing up, tokens, invites, applications.',
  Markets: 'Markets: what they are, who is in them, what time it is there.',
  Deliveries: 'Work that is handed in, and the verdicts on it.',
  Ledger: 'Accounts, transfers, statements.',
  Tournaments: 'Configured runs of a market, and their standings.',
  'People studies': 'Studies in which people take part: their way through, and what comes of it.',
  Events: 'The log of a market, as its viewer may see it.',
  Webhooks: 'Events that are sent to programs which cannot hold a socket.',
  OAuth: 'How applications of others get tokens. Answers are in the words of RFC 6749.',
  Service: 'Whether the server is well, and what it can do.',
} as const;
export type Tag = keyof typeof TAGS;

/** Statuses that say no, for which the document has an answer. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 414 | 415 | 429 | 500 | 503 | 507;

declare module 'fastify' {
  interface FastifySchema {
    /** What the route reads by itself, where trouble with it must not be told in the envelope; for the document only. */
    readonly reads?: { readonly querystring?: z.ZodType; readonly body?: z.ZodType };
    /** Statuses that this route answers with besides those that every route of its kind does. */
    readonly problems?: readonly ProblemStatus[];
    /** Statuses that routes of its kind have and this one has not. */
    readonly withoutProblems?: readonly ProblemStatus[];
    /** What there is to say about the route besides who may use it. */
    readonly notes?: string;
  }
}
