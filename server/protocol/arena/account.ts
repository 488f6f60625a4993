/** Accounts, tokens, invites and applications on the wire of `/api/arena/1.0`: what is sent. */

import { z } from 'zod';
import { list } from '../freelancer/params.ts';
import { scopeSchema } from './scope.ts';

/** What a person is called: letters of any script, digits, and what stands between them in names. */
export const nameSchema = z
  .string()
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(
    z
      .string()
      .regex(
        /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._'-]{0,58}[\p{L}\p{M}\p{N}.])?$/u,
        "1 to 60 letters, digits and . _ - '",
      ),
  );

const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;
export const newPasswordSchema = z
  .string()
  .min(PASSWORD_MIN, `at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `at most ${PASSWORD_MAX} characters`);
const passwordSchema = z.string().max(PASSWORD_MAX);

const secretSchema = z.string().max(200);
const marketSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'the name of a market');
const roleSchema = z.enum(['employer', 'freelancer', 'reviewer']);
const skillSchema = z.string().min(1).max(60);
const labelSchema = z.string().max(100).default('');

const wishes = {
  /** Without an invite: the roles that one wants to have. With one, it says. */
  roles: list(roleSchema).default([]),
  skills: list(skillSchema).default([]),
  participantKind: z.enum(['human', 'scripted', 'simulated', 'model', 'external']).default('human'),
  invite: secretSchema.optional(),
  market: marketSchema.optional(),
};

export const signUpSchema = z.object({
  name: nameSchema,
  password: newPasswordSchema,
  email: z.email().max(254).optional(),
  ...wishes,
});
export type SignUp = z.output<typeof signUpSchema>;

export const joinSchema = z.object(wishes);
export type Join = z.output<typeof joinSchema>;

/** A name is not checked at the log-in: what was never given to anybody opens nothing either. */
export const logInSchema = z.object({ name: z.string().max(200), password: passwordSchema });

export const changePasswordSchema = z.object({ password: passwordSchema, newPassword: newPasswordSchema });

const DAYS_DEFAULT = 30;
const DAYS_MAX = 366;
const daysSchema = z.int().min(1).max(DAYS_MAX).default(DAYS_DEFAULT);

export const newTokenSchema = z.object({
  label: labelSchema,
  scopes: list(scopeSchema),
  /** Null: any market in which its user has a seat. */
  market: marketSchema.nullable().default(null),
  days: daysSchema,
});

export const newInviteSchema = z.object({
  label: labelSchema,
  /** None: to watch. */
  roles: list(roleSchema).default([]),
  uses: z.int().min(1).max(10_000).default(1),
  days: daysSchema,
});

/** One use, and soon: whoever finds it may open markets here. */
export const newResearcherInviteSchema = z.object({
  label: labelSchema,
  days: z.int().min(1).max(DAYS_DEFAULT).default(1),
});

/** Nobody becomes a reviewer without being asked: a verdict moves other people's money. */
export const admissionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invite') }),
  z.object({ kind: z.literal('open'), roles: list(z.enum(['employer', 'freelancer'])) }),
]);

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** Schemes of a program of one's own have a dot, as `org.example.app:` (RFC 8252 §7.1); no browser runs such a one. */
const OWN_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/;

function isRedirectUri(text: string): boolean {
  // Browsers drop such characters before they follow a link: what is compared must be what is followed.
  if (!/^[\x21-\x7e]+$/.test(text) || /["'<>\\^`{|}]/.test(text) || text.includes('#') || !URL.canParse(text))
    return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return (
    (protocol === 'https:' && hostname !== '') ||
    (protocol === 'http:' && LOOPBACK.has(hostname)) ||
    OWN_SCHEME.test(protocol)
  );
}

export const redirectUriSchema = z
  .string()
  .max(1_000)
  .refine(isRedirectUri, 'https, http on this machine, or a scheme of your own as org.example.app:/back; no fragment');

export const newApplicationSchema = z.object({
  name: z.string().regex(/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,60}$/u, '1 to 60 characters'),
  redirectUris: list(redirectUriSchema).pipe(z.array(z.string()).min(1).max(10)),
  /** False: a program on its user's machine, which can keep no secret and must use PKCE. */
  confidential: z.boolean().default(true),
});
