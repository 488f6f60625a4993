/** A run as one file: manifest, logs and recordings, each by its hash, in a ZIP that has the same bytes wherever it is made. */

import { z } from 'zod';
import { canonicalJson, sha256 } from '../../../server/kernel/hash.ts';
import { describeProblems, problemsOf } from '../problem.ts';
import { textOf, unzipped, ZipRefused, zipOf } from './zip.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const FACTS = 'bundle.json';

/** Everything that a bundle may hold beside its facts: no other name is looked at, let alone written anywhere. */
const ALLOWED =
  /^(?:manifest\.json|projects\.json|standing\.json|admission\.json|judge-rule\.json|people\.json|model-calls\.jsonl|transcript\.jsonl|log\/[a-z0-9](?:[a-z0-9-]{0,150}[a-z0-9])?\.ndjson)$/;

/** A solo run has a log for each of up to ten thousand freelancers. */
const LIMITS = { parts: 12_000, bytes: 2 ** 30 };
/** Larger files are not read at all. */
export const BUNDLE_BYTES_MAX = 2 ** 29;

const factsSchema = z.strictObject({
  format: z.literal('freelance-arena-bundle/1'),
  run: z.string().min(1).max(200),
  corpusHash: z.string().max(200),
  sandboxImage: z.string().max(200),
  logs: z.array(z.strictObject({ market: z.string(), events: z.int().min(1), hash })),
  parts: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0), sha256: hash })),
});
export type BundleFacts = z.infer<typeof factsSchema>;

export interface Bundle {
  readonly facts: BundleFacts;
  /** Texts by name. */
  readonly parts: ReadonlyMap<string, string>;
  /** Parts that are not what was bundled. */
  readonly damaged: readonly string[];
}

export function isBundlePart(name: string): boolean {
  return ALLOWED.test(name);
}

/** `parts`: texts by name, of which `isBundlePart` says that they belong in. */
export function bundleOf(
  facts: Omit<BundleFacts, 'format' | 'parts'>,
  parts: readonly (readonly [name: string, text: string])[],
): Uint8Array {
  const sorted = parts.toSorted(([one], [other]) => (one < other ? -1 : 1));
  const listed = sorted.map(([name, text]) => {
    if (!isBundlePart(name)) throw new RangeError(`${name} does not belong in a bundle`);
    return { name, bytes: Buffer.byteLength(text), sha256: sha256(text) };
  });
  const written = factsSchema.parse({ format: 'freelance-arena-bundle/1', ...facts, parts: listed });
  return zipOf([
    { name: FACTS, content: `${canonicalJson(written)}\n` },
    ...sorted.map(([name, content]) => ({ name, content })),
  ]);
}

function factsIn(content: Uint8Array | undefined): BundleFacts {
  if (content === undefined) throw new ZipRefused(`it has no ${FACTS}: it is no bundle of a run`);
  let value: unknown;
  try {
    value = JSON.parse(textOf(FACTS, content));
  } catch {
    throw new ZipRefused(`its ${FACTS} is no JSON`);
  }
  const parsed = factsSchema.safeParse(value);
  if (!parsed.success) throw new ZipRefused(`its ${FACTS}: ${describeProblems(problemsOf(parsed.error))[0]}`);
  return parsed.data;
}

/** Throws a `ZipRefused` for what is no bundle, or no honest one. Writes nothing. */
export function openBundle(bytes: Uint8Array): Bundle {
  const found = unzipped(bytes, { ...LIMITS, allows: (name) => name === FACTS || isBundlePart(name) });
  const facts = factsIn(found.get(FACTS));
  found.delete(FACTS);
  const listed = new Set(facts.parts.map(({ name }) => name));
  const extra = [...found.keys()].find((name) => !listed.has(name));
  if (extra !== undefined) throw new ZipRefused(`it holds ${extra}, which its ${FACTS} does not name`);
  const damaged: string[] = [];
  const parts = new Map<string, string>();
  for (const { name, bytes: length, sha256: wanted } of facts.parts) {
    const content = found.get(name);
    if (content === undefined || content.length !== length || sha256(content) !== wanted) damaged.push(name);
    else parts.set(name, textOf(name, content));
  }
  return { facts, parts, damaged };
}

/** Whether a value holds an address with a user or a password in it: a bundle is handed on. */
export function holdsPassword(value: unknown): boolean {
  if (typeof value === 'string') {
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || !URL.canParse(value)) return false;
    const { username, password } = new URL(value);
    return username !== '' || password !== '';
  }
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsPassword);
}
