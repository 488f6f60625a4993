/** The study that somebody at this browser takes part in: its state, asked for again and again, and its steps. */

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { ArenaFault } from '../../server/protocol/sdk/fault.ts';
import {
  joinPeopleStudy,
  type PanelIds,
  type PeopleState,
  type PeopleStep,
  readPeopleState,
  takePeopleStep,
} from '../../server/protocol/sdk/people-calls.ts';
import { accountQuery, session } from './session.ts';
import { keep, readKept } from './working/kept.ts';

const REFRESH_MS = 3_000;
const SECOND_MS = 1_000;
/** Only the study's name is kept: who takes part is the session's to know. */
const KEPT = 'arena-taking-part';

export const stateQuery = (study: string) =>
  queryOptions({
    queryKey: ['taking-part', study],
    queryFn: () => readPeopleState(session.http, study),
    refetchInterval: ({ state }) => (state.data?.at.stage === 'ended' ? false : REFRESH_MS),
    retry: (failures, thrown) =>
      failures < 3 && thrown instanceof ArenaFault && ['unreachable', 'unavailable'].includes(thrown.code),
  });

/** The study whose market this may be; null: none that this browser knows of. */
export const keptStudy = (): string | null => readKept(KEPT, z.string());

/** A study's markets are called as it is, with ten hexadecimal digits behind: `ab` must not take `ab-cd-0123456789` for its own. */
function isMarketOf(study: string, market: string): boolean {
  return market.startsWith(`${study}-`) && /^[0-9a-f]{10}$/.test(market.slice(study.length + 1));
}

/** Drafts and times of this study's markets go as well: their names hold the market's. */
export function forgetStudy(study: string): void {
  for (const name of Object.keys(window.localStorage)) {
    if (name === KEPT || name.split('/').some((part) => isMarketOf(study, part))) window.localStorage.removeItem(name);
  }
}

export function useJoin(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: PanelIds) => joinPeopleStudy(session.http, study, ids),
    onSuccess: async (state) => {
      client.clear();
      client.setQueryData(stateQuery(study).queryKey, state);
      keep(KEPT, study);
      await client.fetchQuery(accountQuery);
    },
  });
}

export function useStep(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (step: PeopleStep) => takePeopleStep(session.http, study, step),
    onSuccess: (state) => client.setQueryData(stateQuery(study).queryKey, state),
    // Refused: where one is now says more than where one was.
    onError: () => client.invalidateQueries({ queryKey: stateQuery(study).queryKey }),
  });
}

/** Milliseconds until the stage ends by itself, by the server's clock; null: it does not. */
export function useTimeLeft(state: Pick<PeopleState, 'now' | 'stageEndsAt'>): number | null {
  const { now, stageEndsAt } = state;
  const atFirst = stageEndsAt === null ? null : Math.max(0, stageEndsAt - now);
  const [left, setLeft] = useState(atFirst);
  useEffect(() => {
    setLeft(atFirst);
    if (atFirst === null) return;
    const begun = performance.now();
    const ticking = setInterval(() => setLeft(Math.max(0, atFirst - (performance.now() - begun))), SECOND_MS);
    return () => clearInterval(ticking);
  }, [atFirst]);
  return left;
}

/** The state of the study that this market belongs to; null: it is of none. */
export function useStudyOf(market: string): PeopleState | null {
  const [study] = useState(keptStudy);
  const { data } = useQuery({ ...stateQuery(study ?? ''), enabled: study !== null });
  if (data === undefined) return null;
  return isMarketOf(data.study, market) ? data : null;
}
