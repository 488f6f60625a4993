/** A message in Freelancer.com's form, with the names of its files. */

import { messageWithFiles } from '../../protocol/arena/message.ts';
import type { SeenMessage } from '../../protocol/arena/seen/things.ts';
import { secondsOf } from '../../protocol/freelancer/money.ts';
import type { WireAttachment, WireMessage } from '../../protocol/freelancer/thread.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import type { Thread } from './threads.ts';

interface Said {
  readonly text: string;
  readonly files: readonly WireAttachment[];
  readonly erased: boolean;
}

/** What a message says, as far as it was not erased. The files are there with their names, not with their bytes. */
export async function saidIn(
  { place }: Look,
  { texts }: Pick<RouteOptions, 'texts'>,
  { messageId, document, attachments }: SeenMessage,
): Promise<Said> {
  const body = await texts.text(place.marketId, place.viewer, document);
  const named = body !== null && attachments.length > 0 ? messageWithFiles(body) : null;
  const files = attachments.map(({ hash }, index) => ({
    key: hash,
    filename: named?.files[index]?.filename ?? `attachment-${index + 1}`,
    message_id: Number(messageId),
  }));
  return { text: named?.message ?? body ?? '', files, erased: body === null };
}

export async function presentMessage(
  look: Look,
  options: Pick<RouteOptions, 'texts'>,
  threadId: Thread['threadId'],
  message: SeenMessage,
  clientMessageId: string | null = null,
): Promise<WireMessage> {
  const { text, files, erased } = await saidIn(look, options, message);
  return {
    id: message.messageId,
    thread_id: threadId,
    from_user: message.fromId,
    from_user_id: message.fromId,
    message: text,
    message_source: 'default_msg',
    client_message_id: clientMessageId,
    parent_id: null,
    remove_reason: erased ? 'other' : null,
    time_created: secondsOf(message.at),
    attachments: [...files],
  };
}
