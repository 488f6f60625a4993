/** The files that somebody is writing: one draft for each person and project, kept in the browser. */

import { z } from 'zod';
import { filePathSchema } from '../../../../server/protocol/arena/acceptance.ts';
import { deliveredFilesSchema, FILES_MAX } from '../../../../server/protocol/arena/delivery.ts';
import { workingWords } from '../../../text/working-words.ts';

export const workDraftSchema = z.object({
  files: z.record(z.string(), z.string()),
  /** The file that is open. */
  current: z.string(),
  /** Names the delivery that these files would be: a try whose answer was lost is the same one when it is made again. */
  key: z.string(),
});
export type WorkDraft = z.output<typeof workDraftSchema>;

const KB = 1_024;

export function bytesOf(files: WorkDraft['files']): number {
  return new TextEncoder().encode(JSON.stringify(files)).length;
}

export const kilobytes = (bytes: number): number => Math.ceil(bytes / KB);

/** What is wrong with the name of a new file; null: nothing. */
export function nameTrouble(path: string, files: WorkDraft['files']): string | null {
  const { place } = workingWords.working;
  if (Object.hasOwn(files, path)) return place.known;
  return filePathSchema.safeParse(path).success && path !== '' ? filesTrouble({ ...files, [path]: '' }) : place.badName;
}

/** What would keep these files from being delivered; null: nothing. */
export function filesTrouble(files: WorkDraft['files']): string | null {
  const { place } = workingWords.working;
  if (Object.keys(files).length > FILES_MAX) return place.tooMany(String(FILES_MAX));
  const read = deliveredFilesSchema.safeParse(files);
  return read.success ? null : (read.error.issues[0]?.message ?? place.badName);
}

/** Files from the person's machine, as texts by name; those that are no text are named. */
export async function readUploads(
  chosen: readonly File[],
): Promise<{ readonly files: WorkDraft['files']; readonly refused: readonly string[] }> {
  const files: Record<string, string> = {};
  const refused: string[] = [];
  for (const file of chosen) {
    const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
    try {
      files[path] = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown;
      refused.push(path);
    }
  }
  return { files, refused };
}
