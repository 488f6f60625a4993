/** Passes that a write makes, and their secrets, which are shown once. */

import type { FastifyRequest } from 'fastify';
import type { AccessStore, NewPass, Pass, User, WriteMark } from '../engine/access.ts';
import { canonicalJson, sha256 } from '../kernel/hash.ts';
import { commandIdSchema } from '../protocol/arena/command.ts';
import { newSecret, secretHashOf } from './secret.ts';
import { problems, WireError } from './wire-error.ts';

/** The write as its caller names it; null where it has no name, and is a write of its own each time. */
export function markOf(request: FastifyRequest, user: User, what: string): WriteMark | null {
  const given = request.headers['idempotency-key'];
  if (given === undefined) return null;
  const key = commandIdSchema.safeParse(given);
  if (!key.success) throw problems.badForm('Idempotency-Key: 1 to 200 visible ASCII characters');
  const { body, marketNamed } = request;
  const fingerprint = sha256(canonicalJson({ what, marketNamed, body: JSON.parse(JSON.stringify(body ?? null)) }));
  return { key: `${user.userId}/${key.data}`, fingerprint };
}

const conflict = (message: string): WireError =>
  new WireError({ status: 409, code: 'RestExceptionCodes.IDEMPOTENCY_CONFLICT', message });

/**
 * Whether `made` is what this write made before. Then its secret, which nobody can tell again, is made anew by `reseal`:
 * whoever asks once more has not got the first one.
 */
export async function settleRepeat(
  made: { readonly write: WriteMark | null },
  write: WriteMark | null,
  reseal: () => Promise<boolean>,
): Promise<void> {
  if (made.write?.fingerprint !== write?.fingerprint) throw conflict('This Idempotency-Key named another write');
  if (!(await reseal())) throw conflict('What this Idempotency-Key made was revoked since');
}

export interface Made {
  readonly pass: Pass;
  readonly secret: string;
}

export async function makePass(
  access: AccessStore,
  pass: Omit<NewPass, 'secretHash'>,
  write: WriteMark | null,
): Promise<Made> {
  const secret = newSecret();
  const secretHash = secretHashOf(secret);
  const made = await access.addPass({ ...pass, secretHash, write });
  if (made.secretHash !== secretHash) {
    await settleRepeat(made, write, () => access.resealPass(made.passId, secretHash));
  }
  return { pass: made, secret };
}
