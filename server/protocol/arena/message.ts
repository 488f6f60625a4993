/** What a message is in the content store: its text, or, with files along, a document that names them. */

import { z } from 'zod';

export const MESSAGE_MEDIA_TYPE = 'text/plain';
export const MESSAGE_WITH_FILES_MEDIA_TYPE = 'application/vnd.freelance-arena.message+json';
/** One file: its bytes as base64. Its name stands in the message. */
export const ATTACHMENT_MEDIA_TYPE = 'application/vnd.freelance-arena.attachment';

/** The files in the order of the hashes that the event names. */
const messageWithFilesSchema = z.object({
  message: z.string(),
  files: z.array(z.object({ filename: z.string() })),
});
export type MessageWithFiles = z.infer<typeof messageWithFilesSchema>;

/** Reads the document of a message with files; what is no such document is a text without names for its files. */
export function messageWithFiles(body: string): MessageWithFiles {
  try {
    const read = messageWithFilesSchema.safeParse(JSON.parse(body));
    if (read.success) return read.data;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
  return { message: body, files: [] };
}
