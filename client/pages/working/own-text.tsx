/** A text that somebody wrote, as text and nothing else. */

import { messageWithFiles } from '../../../server/protocol/arena/message.ts';
import type { SeenDocument } from '../../../server/protocol/arena/seen/things.ts';
import { useText } from '../../data/project.ts';
import { words } from '../../text/words.ts';
import { workingWords } from '../../text/working-words.ts';

interface OwnTextProps {
  readonly market: string;
  readonly document: SeenDocument | null;
  /** What stands where nothing was written. */
  readonly none: string;
  /** Files came along with it, and so it is a document that names them. */
  readonly withFiles?: boolean;
}

export function OwnText({ market, document, none, withFiles = false }: OwnTextProps) {
  const text = useText(market, document);
  if (document === null) return <p className="soft">{none}</p>;
  if (text === undefined) return <p className="soft">{words.shell.loading}</p>;
  if (text === null) return <p className="soft">{workingWords.working.messages.gone}</p>;
  return <p className="text-block">{withFiles ? messageWithFiles(text).message : text}</p>;
}
