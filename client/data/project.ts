/** One project with all that is known of it: its own events, read from its beginning and then as they come, and its texts. */

import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { z } from 'zod';
import type { Seen } from '../../server/protocol/arena/client.ts';
import { foldSeen } from '../../server/protocol/arena/seen/fold.ts';
import { emptySeenMarket, type SeenDocument, type SeenMarket } from '../../server/protocol/arena/seen/things.ts';
import { readDeliveredFiles, readEvents, readVerdict } from '../../server/protocol/sdk/calls.ts';
import { readDocument } from '../../server/protocol/sdk/documents.ts';
import { inMarket } from './market.ts';

export interface ProjectHistory {
  readonly events: readonly Seen[];
  /** All that the events say, as a market with one project in it. */
  readonly market: SeenMarket;
}

const PAGE = 1_000;
const NOTHING: ProjectHistory = { events: [], market: emptySeenMarket() };

/** Events are never read twice: what was read before is gone on from. */
async function readOn(market: string, project: number, before: ProjectHistory): Promise<ProjectHistory> {
  const events = [...before.events];
  for (;;) {
    const page = await readEvents(inMarket(market), { since: events.at(-1)?.cursor ?? 0, project });
    events.push(...page);
    if (page.length < PAGE) break;
  }
  if (events.length === before.events.length) return before;
  const folded = emptySeenMarket();
  for (const seen of events) foldSeen(folded, seen);
  return { events, market: folded };
}

const projectQuery = (market: string, project: number) =>
  queryOptions({
    queryKey: ['market', market, 'project', project],
    queryFn: ({ client, queryKey }) =>
      readOn(market, project, client.getQueryData<ProjectHistory>(queryKey) ?? NOTHING),
    structuralSharing: false,
  });

const AGAIN_MS = 1_500;

/** `changed`: the live floor's last cursor about the project; whenever it moves on, what is new is read, at most so often. */
export function useProject(market: string, project: number, changed: number | undefined): ProjectHistory {
  const { data, refetch } = useSuspenseQuery(projectQuery(market, project));
  const known = data.events.at(-1)?.cursor ?? 0;
  const readAt = useRef(0);
  useEffect(() => {
    if (changed === undefined || changed <= known) return undefined;
    const wait = Math.max(0, readAt.current + AGAIN_MS - Date.now());
    const timer = setTimeout(() => {
      readAt.current = Date.now();
      void refetch();
    }, wait);
    return () => clearTimeout(timer);
  }, [changed, known, refetch]);
  return data;
}

const FOR_EVER = { staleTime: Number.POSITIVE_INFINITY, gcTime: 600_000 } as const;

/** A text of the market; null: there is none for this viewer. A hash names one text for ever. */
export function useText(market: string, document: SeenDocument | null): string | null | undefined {
  return useQuery({
    queryKey: ['market', market, 'document', document?.hash ?? null],
    queryFn: async () => {
      if (document === null) return null;
      const found = await readDocument(inMarket(market), document.hash, document.cursor);
      return found === null || found === 'erased' ? null : found.body;
    },
    ...FOR_EVER,
  }).data;
}

const postingSchema = z.object({ title: z.string(), description: z.string().default('') });
export type PostingText = z.output<typeof postingSchema>;

/** What a posting says; null where its text is gone or is none. */
export function usePosting(market: string, document: SeenDocument | null): PostingText | null {
  const text = useText(market, document);
  if (text === null || text === undefined) return null;
  try {
    return postingSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { title: '', description: text };
    throw thrown;
  }
}

export const filesQuery = (market: string, deliveryId: number) =>
  queryOptions({
    queryKey: ['market', market, 'files', deliveryId],
    queryFn: () => readDeliveredFiles(inMarket(market), deliveryId),
    ...FOR_EVER,
  });

/** A verdict does not change once it is there; `status` tells a query without one from one with it. */
export const verdictQuery = (market: string, deliveryId: number, status: string) =>
  queryOptions({
    queryKey: ['market', market, 'verdict', deliveryId, status],
    queryFn: () => readVerdict(inMarket(market), deliveryId),
    ...FOR_EVER,
  });
