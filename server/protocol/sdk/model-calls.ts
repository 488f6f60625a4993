/** Calls of language models in a market, read by its owner. */

import { type ModelCall, type ModelCalls, modelCallSchema, modelCallsSchema } from '../arena/model-call.ts';
import type { Http } from './http.ts';

export type { ModelCall, ModelCalls };

export interface CallsWanted {
  readonly freelancer?: string;
  readonly project?: string;
  readonly after?: number;
}

export function readModelCalls({ call }: Http, wanted: CallsWanted): Promise<ModelCalls> {
  return call({ method: 'GET', path: '/model-calls', query: { ...wanted } }, modelCallsSchema);
}

export function readModelCall({ call }: Http, number: number): Promise<ModelCall> {
  return call({ method: 'GET', path: `/model-calls/${number}` }, modelCallSchema);
}
