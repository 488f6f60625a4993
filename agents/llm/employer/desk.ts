/** What every decision of an employer's model has before it: its door, its post, and the conversation about one project. */

import { keyedHash } from '../../../server/kernel/prng.ts';
import type { ArenaClient } from '../../../server/protocol/arena/client.ts';
import type { ObservedProject } from '../../observation.ts';
import { postingText } from '../prompt.ts';
import { LimitReached, type Session } from '../session.ts';
import { postingDocumentSchema } from '../workbench.ts';
import type { Choice } from './choosing.ts';
import { emptyInbox, type Inbox } from './inbox.ts';
import { EMPLOYER_PROMPT } from './prompt.ts';

export interface Conversation {
  readonly session: Session;
  /** Made of the seed: who writes a proposal cannot know it. */
  readonly mark: string;
  /** What everybody may read of the project: an employer here knows no hidden cases, so its model cannot tell them. */
  readonly posting: string;
}

export interface EmployerDesk {
  readonly seed: string;
  readonly prompt: string;
  readonly client: ArenaClient;
  readonly inbox: Inbox;
  readonly onChoice: (choice: Choice) => void;
  about(project: ObservedProject): Promise<Conversation>;
}

export interface DeskSettings {
  readonly name: string;
  readonly seed: string;
  readonly client: ArenaClient;
  readonly openSession: (project: ObservedProject) => Session;
  readonly onChoice: (choice: Choice) => void;
}

function readable(body: string): string {
  try {
    const read = postingDocumentSchema.safeParse(JSON.parse(body));
    return read.success ? postingText(read.data) : body;
  } catch (thrown) {
    // An employer may post plain text: then that is the posting.
    if (thrown instanceof SyntaxError) return body;
    throw thrown;
  }
}

export function createDesk({ name, seed, client, openSession, onChoice }: DeskSettings): EmployerDesk {
  const conversations = new Map<number, Promise<Conversation>>();

  async function begin(project: ObservedProject): Promise<Conversation> {
    const document = await client.get(project.posting.contentHash, project.cursor);
    const posting = document === null || document === 'erased' ? 'The text was erased.' : readable(document.body);
    const mark = keyedHash(seed, 'employer', name, project.projectId).slice(0, 16);
    return { session: openSession(project), mark, posting };
  }

  return {
    seed,
    prompt: EMPLOYER_PROMPT,
    client,
    inbox: emptyInbox(),
    onChoice,
    about(project) {
      const known = conversations.get(project.projectId) ?? begin(project);
      conversations.set(project.projectId, known);
      known.catch(() => conversations.delete(project.projectId));
      return known;
    },
  };
}

/** Null where a limit of the session ends it. */
export async function orNull<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (problem) {
    if (problem instanceof LimitReached) return null;
    throw problem;
  }
}
