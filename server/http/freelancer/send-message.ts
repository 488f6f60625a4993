/** A message of Freelancer.com's wire as the market's own: its words and files in the content store, named by their hashes. */

import { canonicalJson } from '../../kernel/hash.ts';
import {
  type ContentHash,
  type MessageId,
  type ParticipantId,
  type ProjectId,
  participantId,
} from '../../kernel/id.ts';
import {
  ATTACHMENT_MEDIA_TYPE,
  MESSAGE_MEDIA_TYPE,
  MESSAGE_WITH_FILES_MEDIA_TYPE,
} from '../../protocol/arena/message.ts';
import type { Upload } from '../plugins/uploads.ts';
import { clientOf, eventIn, send } from '../sending.ts';
import { problems, WireError } from '../wire-error.ts';
import type { Look } from './looking.ts';
import { selfIn } from './threads.ts';

const FILENAME_CHARACTERS = 200;

export interface Letter {
  readonly message: string;
  readonly uploads: readonly Upload[];
  /** Names of the files where a client sends them apart, in the order of the files. */
  readonly names: readonly string[];
}

/** Characters that the letter takes of the content store, about: bytes lie there as base64. */
export function sizeOf({ message, uploads }: Letter): number {
  return message.length + uploads.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length / 3) * 4, 0);
}

/** A file's own name: no folders, nothing that a terminal or a header would act on, no half of a cut character. */
function plainName(name: string): string {
  const own = name.split(/[\\/]/).at(-1) ?? '';
  return own
    .slice(0, FILENAME_CHARACTERS)
    .replace(/[\p{Cc}\p{Cs}"<>|:*?]/gu, '')
    .trim();
}

/** The names of the files as their reader sees them; none is empty. */
function namesOf({ uploads, names }: Letter): readonly string[] {
  return uploads.map(({ filename }, index) => {
    const name = plainName(filename === '' ? (names[index] ?? '') : filename);
    return name === '' || name === '.' || name === '..' ? `attachment-${index + 1}` : name;
  });
}

interface Kept {
  readonly contentHash: ContentHash;
  readonly attachmentHashes?: readonly ContentHash[];
}

/** `key` makes the nonces: the same write again names the same contents, and nobody can guess them who cannot guess the key. */
async function keep(look: Look, key: string, letter: Letter): Promise<Kept> {
  const client = clientOf(look.place);
  const { message, uploads } = letter;
  if (uploads.length === 0) {
    if (message.trim() === '') throw problems.badForm('message: some text, or a file');
    return { contentHash: await client.put({ mediaType: MESSAGE_MEDIA_TYPE, nonce: key, body: message }) };
  }
  const attachmentHashes: ContentHash[] = [];
  for (const [index, { bytes }] of uploads.entries()) {
    const nonce = `${key}/file/${index}`;
    const body = bytes.toString('base64');
    attachmentHashes.push(await client.put({ mediaType: ATTACHMENT_MEDIA_TYPE, nonce, body }));
  }
  const files = namesOf(letter).map((filename) => ({ filename }));
  const body = canonicalJson({ message, files });
  const contentHash = await client.put({ mediaType: MESSAGE_WITH_FILES_MEDIA_TYPE, nonce: key, body });
  return { contentHash, attachmentHashes };
}

/** Sends the letter and gives its number. Who may write to whom is the market's to say. */
export async function sendLetter(
  look: Look,
  key: string,
  { projectId, toId }: { readonly projectId: ProjectId; readonly toId: ParticipantId | null },
  letter: Letter,
): Promise<MessageId> {
  const kept = await keep(look, key, letter);
  const events = await send(look.place, key, { type: 'PostMessage', projectId, toId, ...kept });
  const messageId = eventIn(events, 'MessagePosted')?.messageId;
  if (messageId === undefined) throw problems.notFound('The message');
  return messageId;
}

/**
 * Whom a new thread is with: of the members named the one who is not the caller. A thread has two sides, because bidders
 * have no channel among themselves; to everybody an employer speaks by saying `thread_type=group` and naming nobody.
 */
export function readerOf(
  look: Look,
  employerId: ParticipantId,
  members: readonly number[],
  group: boolean,
): ParticipantId | null {
  const own = selfIn(look);
  const others = [...new Set(members)].filter((id) => id !== Number(own));
  const [other] = others;
  if (others.length > 1) throw groupClosed();
  if (other !== undefined) return participantId(other);
  if (own !== employerId) return employerId;
  if (!group) throw problems.badForm('members[]: who it is for; thread_type=group without members for everybody');
  return null;
}

export function groupClosed(): WireError {
  return new WireError({
    status: 403,
    code: 'MessageExceptionCodes.GROUP_CLOSED',
    message: 'A thread is between an employer and one freelancer: bidders have no channel among themselves',
  });
}
