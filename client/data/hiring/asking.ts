/** What pages of hiring ask of a market beside its events: texts, names, what may be done now, deliveries; and doing it. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SeenDocument } from '../../../server/protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../server/protocol/arena/wire.ts';
import { readDeliveredFiles, readLegal, readVerdict, sendCommand } from '../../../server/protocol/sdk/hiring-calls.ts';
import { ProblemFault } from '../../../server/protocol/sdk/http.ts';
import { readPeople } from '../../../server/protocol/sdk/market-calls.ts';
import { faultText } from '../../app/trouble.tsx';
import { inMarket, marketQuery } from '../market.ts';
import { newKey } from '../session.ts';
import { useLive } from './live.ts';
import { type PostingText, postingText } from './posting-text.ts';

/** A text that an event names; undefined: on its way; null: erased, or not for this viewer. */
export function useDocument(document: SeenDocument | null): string | null | undefined {
  const { market, door } = useLive();
  const { data } = useQuery({
    queryKey: ['document', market, document?.hash ?? ''],
    queryFn: async () => {
      if (document === null) return null;
      const found = await door.get(document.hash, document.cursor);
      return found === null || found === 'erased' ? null : found.body;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return document === null ? null : data;
}

/** What the posting says; null: it cannot be read; undefined: on its way. */
export function usePosting(document: SeenDocument): PostingText | null | undefined {
  const body = useDocument(document);
  return typeof body === 'string' ? postingText(body) : body;
}

/** Names by participant, as far as the market tells them. */
export function useNames(): (participantId: number) => string | null {
  const { market, seen } = useLive();
  const { data = [] } = useQuery({
    queryKey: ['market', market, 'people', seen.participants.size],
    queryFn: () => readPeople(inMarket(market)),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  const names = new Map(data.map(({ participantId, name }) => [participantId, name]));
  return (participantId) => names.get(participantId) ?? null;
}

/** Market time, as good as the page knows it. */
export function useMarketNow(): number {
  const { market, seen } = useLive();
  const { data, dataUpdatedAt } = useQuery({ ...marketQuery(market), refetchInterval: 5_000 });
  if (data === undefined) return seen.at;
  const { now, paused, kind, speed } = data.clock;
  const runs = !paused && kind !== 'virtual';
  return Math.max(seen.at, now + (runs ? (Date.now() - dataUpdatedAt) * (speed ?? 1) : 0));
}

/** What the caller may do about one project now, by the market's own word. */
export function useLegal(projectId: number): readonly CommandRequest[] {
  const { market, seen } = useLive();
  const { data } = useQuery({
    queryKey: ['market', market, 'legal', projectId, seen.cursor],
    queryFn: () => readLegal(inMarket(market), projectId),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
  return data ?? [];
}

export function useVerdict(deliveryId: number, judged: boolean) {
  const { market } = useLive();
  return useQuery({
    queryKey: ['market', market, 'verdict', deliveryId],
    queryFn: () => readVerdict(inMarket(market), deliveryId),
    enabled: judged,
  }).data;
}

export function useFiles(deliveryId: number, wanted: boolean) {
  const { market } = useLive();
  return useQuery({
    queryKey: ['market', market, 'files', deliveryId],
    queryFn: () => readDeliveredFiles(inMarket(market), deliveryId),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Why something was not done, in words: the market's own where it said no. */
export function troubleText(thrown: unknown): string {
  if (thrown instanceof ProblemFault && (thrown.problem.refusal !== null || thrown.problem.status === 400)) {
    return thrown.problem.message;
  }
  return faultText(thrown) ?? String(thrown);
}

/** A text as a content of the market; null where it says nothing. */
export function useKeep() {
  const { door } = useLive();
  return (text: string) =>
    text.trim() === '' ? Promise.resolve(null) : door.put({ mediaType: 'text/plain', nonce: newKey(), body: text });
}

/** Sends commands in their order; each once, however often the connection breaks. */
export function useAct() {
  const { market } = useLive();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (make: CommandRequest | (() => Promise<CommandRequest>)) => {
      const request = typeof make === 'function' ? await make() : make;
      return sendCommand(inMarket(market), request, newKey());
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['market', market] }),
  });
}
