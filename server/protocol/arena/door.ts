/** The door for agents on the wire: what may be done, doing it, and the documents that commands and events name. */

import { z } from 'zod';
import { integer } from '../freelancer/params.ts';

/** A command or event as JSON. Which fields there are follows from its type; `docs/arena-api.md` says where they stand. */
export const typedSchema = z.looseObject({ type: z.string() });

export const contentHashSchema = z.string().regex(/^[0-9a-f]{64}$/, 'a sha256: 64 hexadecimal digits');

/** How many of a list to give: bounded, because what is listed is not. */
export const pageQuery = (most: number) => ({
  limit: integer.pipe(z.int().min(1).max(most)).default(Math.min(most, 100)),
  offset: integer.pipe(z.int().min(0)).default(0),
});

export const LEGAL_MAX = 1_000;
export const legalQuery = z.strictObject({
  /** Only commands of this type. */
  type: z.string().max(60).optional(),
  /** Only commands that name this project, or a bid or delivery of it. */
  project: integer.optional(),
  ...pageQuery(LEGAL_MAX),
});
export const legalSchema = z.object({
  /** How many there are in all. */
  count: z.int(),
  /** Filled in with values that the market would take: the highest amount, the least text. */
  commands: z.array(typedSchema),
});

export const doneSchema = z.object({
  /** Whether this very command had been done before; then nothing happened now. */
  repeated: z.boolean(),
  /** What came of it, as its sender may see it. */
  events: z.array(typedSchema),
});

export const newDocumentSchema = z.strictObject({
  mediaType: z.string().min(1).max(200),
  /** Keeps the hash of a short text from being guessed: write something random. */
  nonce: z.string().max(200),
  body: z.string(),
});
export const keptDocumentSchema = z.object({ contentHash: contentHashSchema });
export const documentQuery = z.strictObject({
  /** The caller's own cursor of an event that names the document. */
  cursor: integer.pipe(z.int().min(1)),
});
export const documentSchema = z.object({ mediaType: z.string(), nonce: z.string(), body: z.string() });
