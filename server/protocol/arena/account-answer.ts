/** Accounts, tokens, invites and applications on the wire of `/api/arena/1.0`: what is answered. */

import { z } from 'zod';
import { scopeSchema } from './scope.ts';

const time = z.int().meta({ description: 'Milliseconds since the Unix epoch' });
const onceShown = z.string().meta({ description: 'Shown this once' });
const roleSchema = z.enum(['employer', 'freelancer', 'reviewer']);
const seatKind = z.enum(['owner', 'participant', 'watcher']);

export const accountSchema = z
  .object({
    userId: z.int(),
    name: z.string(),
    email: z.string().nullable(),
    rank: z.enum(['researcher', 'member', 'guest']),
    createdAt: time,
    seats: z.array(
      z.object({
        market: z.string(),
        kind: seatKind,
        participantId: z.int().nullable(),
        roles: z.array(roleSchema),
      }),
    ),
  })
  .meta({ id: 'Account' });

export const seatsSchema = z.object({
  seats: z.array(
    z.object({ userId: z.int(), name: z.string().nullable(), kind: seatKind, participantId: z.int().nullable() }),
  ),
});

/** `open`: anybody may come in, in these roles. */
export const admissionAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invite') }),
  z.object({ kind: z.literal('open'), roles: z.array(roleSchema) }),
]);

export const tokenSchema = z
  .object({
    tokenId: z.int(),
    label: z.string(),
    scopes: z.array(scopeSchema),
    market: z.string().nullable().meta({ description: 'Null: every market in which its user has a seat' }),
    applicationId: z.string().nullable().meta({ description: 'Null: made by its user' }),
    createdAt: time,
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
  })
  .meta({ id: 'Token' });
export const tokensSchema = z.object({ tokens: z.array(tokenSchema) });
export const newTokenAnswerSchema = tokenSchema.extend({ token: onceShown });

export const inviteSchema = z
  .object({
    inviteId: z.int(),
    label: z.string(),
    roles: z.array(roleSchema),
    usesLeft: z.int().nullable(),
    createdAt: time,
    expiresAt: time.nullable(),
    revokedAt: time.nullable(),
  })
  .meta({ id: 'Invite' });
export const invitesSchema = z.object({ invites: z.array(inviteSchema) });
export const newInviteAnswerSchema = inviteSchema.extend({
  invite: onceShown,
  link: z.string().meta({ description: 'Where its holder goes with it' }),
});

export const applicationSchema = z
  .object({
    clientId: z.string(),
    name: z.string(),
    redirectUris: z.array(z.string()),
    confidential: z.boolean(),
    createdAt: time,
    revokedAt: time.nullable(),
  })
  .meta({ id: 'Application' });
export const applicationsSchema = z.object({ applications: z.array(applicationSchema) });
export const newApplicationAnswerSchema = applicationSchema.extend({
  clientSecret: onceShown.nullable().meta({ description: 'Shown this once; null where it can keep none' }),
});
