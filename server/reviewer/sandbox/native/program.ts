/** One program as the native tier keeps it: whatever two requests must have in common to share a box. */

import { canonicalJson, sha256 } from '../../../kernel/hash.ts';
import type { Files } from '../../../protocol/arena/acceptance.ts';
import type { RunRequest } from '../../sandbox.ts';

const known = new WeakMap<Files, string>();

/** The cases of a review carry the same object, so its hash is made once. */
function hashOf(files: Files): string {
  const before = known.get(files);
  if (before !== undefined) return before;
  const hash = sha256(canonicalJson(files));
  known.set(files, hash);
  return hash;
}

/** Equal for requests of one program, different for any other. */
export function programKey({ language, files, environment, task }: RunRequest): string {
  return sha256(canonicalJson([language, hashOf(files), environment ?? null, task.kind]));
}
