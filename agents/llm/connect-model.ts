/** Connects to a model by its name: a provider's over the network, or a file that is run in this process. */

import type { Connection } from './clients.ts';
import type { Model } from './model.ts';
import type { ModelName } from './model-name.ts';

/**
 * Rejects with a `ModelFault` that says what to install where something is missing. Whatever reaches a model is loaded here
 * and not before: a market without models should not wait for hundreds of modules that it never calls.
 */
export async function connectModel(name: ModelName, connection: Connection): Promise<Model> {
  if (name.provider === 'gguf') {
    const { openGgufModel } = await import('./gguf-model.ts');
    return openGgufModel(name.model, connection);
  }
  const { connect } = await import('./langchain-model.ts');
  return connect(name, connection);
}
