/** Writes that are no market's commands, done once for each key as long as the process remembers it. */

import type { FastifyRequest } from 'fastify';
import { canonicalJson, sha256 } from '../../kernel/hash.ts';
import { writeKeyOf } from '../sending.ts';
import { WireError } from '../wire-error.ts';

const REMEMBERED = 10_000;

interface Done {
  readonly fingerprint: string;
  readonly result: Promise<unknown>;
}

export interface Once {
  /** The result of the write, or that of the same write before; a 409 where the key named another one. */
  run<T>(request: FastifyRequest, what: string, work: () => Promise<T>): Promise<T>;
}

export function createOnce(): Once {
  const done = new Map<string, Done>();
  return {
    run: async (request, what, work) => {
      if (request.headers['idempotency-key'] === undefined) return work();
      const { user } = await request.caller();
      const key = `${user.userId}/${writeKeyOf(request)}`;
      const { marketNamed, body } = request;
      const fingerprint = sha256(canonicalJson({ what, marketNamed, body: JSON.parse(JSON.stringify(body ?? null)) }));
      const before = done.get(key);
      if (before !== undefined && before.fingerprint !== fingerprint) {
        const message = 'This Idempotency-Key named another write';
        throw new WireError({ status: 409, code: 'RestExceptionCodes.IDEMPOTENCY_CONFLICT', message });
      }
      const result = before?.result ?? work();
      done.set(key, { fingerprint, result });
      // What failed was not done: the same key may try again.
      result.catch(() => done.delete(key));
      const [oldest] = done.keys();
      if (done.size > REMEMBERED && oldest !== undefined) done.delete(oldest);
      return (await result) as Awaited<ReturnType<typeof work>>;
    },
  };
}
