/** Connects to a model by its name: a provider's over the network, or a file that is run in this process. */

import type { Connection } from './clients.ts';
import { openGgufModel } from './gguf-model.ts';
import { connect } from './langchain-model.ts';
import type { Model } from './model.ts';
import type { ModelName } from './model-name.ts';

/** Rejects with a `ModelFault` that says what to install where something is missing. */
export function connectModel(name: ModelName, connection: Connection): Promise<Model> {
  return name.provider === 'gguf' ? openGgufModel(name.model, connection) : connect(name, connection);
}
