/** Chat clients of LangChain packages that the user installs: the provider's name is the package's. */

import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ModelFault } from './model.ts';
import { optionalPackage } from './optional-package.ts';

type Construct = (fields: Readonly<Record<string, unknown>>) => BaseChatModel;
type ChatClass = new (fields: Readonly<Record<string, unknown>>) => BaseChatModel;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** `mistralai` is `@langchain/mistralai`; a name with a slash is a package, or a module in one, as it stands. */
function packageNamed(provider: string): string {
  return provider.includes('/') ? provider : `@langchain/${provider}`;
}

function isChatClass(value: unknown): value is ChatClass {
  if (typeof value !== 'function') return false;
  const prototype: unknown = value.prototype;
  return typeof prototype === 'object' && prototype !== null && 'invoke' in prototype && '_llmType' in prototype;
}

/** How to make a client of that provider's. Rejects with a `ModelFault` where there is none. */
export async function packagedClient(provider: string, folder?: string): Promise<Construct> {
  const name = packageNamed(provider);
  const module = await optionalPackage(name, `a model of ${provider}`, folder);
  const classes = Object.entries(module).filter(
    (entry): entry is [string, ChatClass] => entry[0].startsWith('Chat') && isChatClass(entry[1]),
  );
  const wanted = `chat${plain(provider.split('/').at(-1) ?? provider)}`;
  // Packages name their class after themselves more or less: the closest of several is the shortest.
  const [found] = classes.toSorted(
    ([a], [b]) => Number(plain(b) === wanted) - Number(plain(a) === wanted) || a.length - b.length,
  );
  if (found === undefined) throw new ModelFault('not_installed', `${name} has no chat model of LangChain's`);
  const [, Chat] = found;
  return (fields) => new Chat(fields);
}
