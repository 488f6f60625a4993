/** Sessions with a real client that talks to the mock: for whoever needs a model and no whole room. */

import type { LLMock } from '@copilotkit/aimock';
import { limitsSchema } from '../../agents/llm/limits.ts';
import type { Model } from '../../agents/llm/model.ts';
import { createPace } from '../../agents/llm/pace.ts';
import { createAsker } from '../../agents/llm/retrying.ts';
import { type CallRecord, createSession, emptyPurse, type Session } from '../../agents/llm/session.ts';
import { connectTo } from './mock-llm.ts';

export interface Sessions {
  readonly open: (about: string) => Session;
  readonly calls: CallRecord[];
}

export function sessionsOf(model: Model, turns = 50): Sessions {
  const calls: CallRecord[] = [];
  const ask = createAsker(model, createPace({ most: 4 }), { attempts: 2, baseMs: 1, maxMs: 5, chance: () => 0.5 });
  const limits = limitsSchema.parse({ turns });
  const signal = new AbortController().signal;
  const open = (project: string): Session =>
    createSession({
      ...{
        market: 'test',
        agent: 'test',
        model: model.name,
        project,
        ask,
        limits,
        price: null,
        purse: emptyPurse(),
        signal,
      },
      onCall: (call) => calls.push(call),
    });
  return { open, calls };
}

export async function mockSessions(mock: LLMock, name = 'openai:gpt-4o-mini', turns = 50): Promise<Sessions> {
  return sessionsOf(await connectTo(mock, name, { structured: 'text' }), turns);
}

type Asked = { readonly messages: readonly { readonly content: unknown }[] };

/** Everything said so far, and the last of it. */
export function heard({ messages }: Asked): { readonly all: string; readonly last: string } {
  const texts = messages.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
  return { all: texts.join('\n'), last: texts.at(-1) ?? '' };
}
