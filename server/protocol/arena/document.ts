/** Documents at the border: of a known form and a bounded size, or refused before anything is kept. */

import { z } from 'zod';

/** Characters of one document: eight times the largest delivery that the default policy takes. */
export const DOCUMENT_MAX = 8_388_608;

const documentSchema = z.strictObject({
  mediaType: z.string().min(1).max(200),
  nonce: z.string().max(200),
  body: z.string().max(DOCUMENT_MAX, `at most ${DOCUMENT_MAX} characters`),
});

/** The document was not taken: what is wrong with it, in words. */
export class DocumentRefused extends Error {
  override readonly name = 'DocumentRefused';
  readonly code = 'malformed';
}

/**
 * Reads a document from outside. Half a surrogate pair becomes U+FFFD, as in every UTF-8 text: else a store would do so
 * after the text got its name. Throws a `DocumentRefused`.
 */
export function parseDocument(input: unknown): z.infer<typeof documentSchema> {
  const parsed = documentSchema.safeParse(input);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    throw new DocumentRefused(`${first?.path.join('.') || 'document'}: ${first?.message ?? 'not a document'}`);
  }
  const { mediaType, nonce, body } = parsed.data;
  return { mediaType: mediaType.toWellFormed(), nonce: nonce.toWellFormed(), body: body.toWellFormed() };
}
