/** Calls of one freelancer's model in a market: the list, gone on from where it ended, and the texts of one when they are looked at. */

import { queryOptions } from '@tanstack/react-query';
import { type ModelCalls, readModelCall, readModelCalls } from '../../server/protocol/sdk/model-calls.ts';
import { inMarket } from './market.ts';

/** A few hundred bytes each; whoever has more chooses a project. */
export const CALLS_MAX = 10_000;
const REFRESH_MS = 5_000;

async function readOn(market: string, wanted: { freelancer: string; project?: string }, before: ModelCalls | null) {
  const calls = [...(before?.calls ?? [])];
  for (;;) {
    const page = await readModelCalls(inMarket(market), { ...wanted, after: calls.at(-1)?.number ?? 0 });
    calls.push(...page.calls);
    if (page.next === null || calls.length >= CALLS_MAX) return { ...page, calls };
  }
}

/** `project` empty: all of them. */
export const modelCallsQuery = (market: string, freelancer: string, project: string) =>
  queryOptions({
    queryKey: ['market', market, 'model-calls', freelancer, project],
    queryFn: ({ client, queryKey }) =>
      readOn(
        market,
        { freelancer, ...(project === '' ? {} : { project }) },
        client.getQueryData<ModelCalls>(queryKey) ?? null,
      ),
    refetchInterval: REFRESH_MS,
  });

export const modelCallQuery = (market: string, number: number) =>
  queryOptions({
    queryKey: ['market', market, 'model-call', number],
    queryFn: () => readModelCall(inMarket(market), number),
    staleTime: Number.POSITIVE_INFINITY,
  });
