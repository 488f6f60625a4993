/** The study that somebody at this browser takes part in: its state, asked for again and again, and its steps. */

import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ArenaFault } from '../../server/protocol/sdk/fault.ts';
import {
  joinPeopleStudy,
  type PanelIds,
  type PeopleState,
  type PeopleStep,
  readPeopleState,
  takePeopleStep,
  withdrawFromPeopleStudy,
} from '../../server/protocol/sdk/people-calls.ts';
import { forgetLeft, KEPT_STUDY, keptStudy, markLeft } from './kept-study.ts';
import { seatsQuery } from './market.ts';
import { accountQuery, session } from './session.ts';
import { answersName, forgetAnswers } from './study-answers.ts';
import { forget, keep } from './working/kept.ts';

const REFRESH_MS = 3_000;
const SECOND_MS = 1_000;

/** Nobody who takes part is signed in at this browser. */
export const isStranger = (thrown: unknown): boolean =>
  thrown instanceof ArenaFault && (thrown.code === 'not_authenticated' || thrown.code === 'unknown_market');

export const stateQuery = (study: string) =>
  queryOptions({
    queryKey: ['taking-part', study],
    queryFn: () => readPeopleState(session.http, study),
    refetchInterval: ({ state: { data, error } }) =>
      data?.at.stage === 'ended' || isStranger(error) ? false : REFRESH_MS,
  });

/** A study's markets are called as it is, with ten hexadecimal digits behind: `ab` must not take `ab-cd-0123456789` for its own. */
function isMarketOf(study: string, market: string): boolean {
  return market.startsWith(`${study}-`) && /^[0-9a-f]{10}$/.test(market.slice(study.length + 1));
}

/** Drafts and times of this study's markets: their names hold the market's. */
function forgetWork(study: string): void {
  for (const name of Object.keys(window.localStorage)) {
    if (name.split('/').some((part) => isMarketOf(study, part))) forget(name);
  }
}

export function useJoin(study: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: PanelIds) => joinPeopleStudy(session.http, study, ids),
    onSuccess: async (state) => {
      // Nothing that was fetched before is this person's; who is here is asked for again where it is shown already.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== accountQuery.queryKey[0] });
      client.setQueryData(stateQuery(study).queryKey, state);
      forgetLeft();
      keep(KEPT_STUDY, study);
      // An answer that is under way is to a question of before.
      await client.cancelQueries({ queryKey: accountQuery.queryKey });
      await client.fetchQuery({ ...accountQuery, staleTime: 0 });
    },
  });
}

export function useStep(study: string) {
  const client = useQueryClient();
  const { queryKey } = stateQuery(study);
  return useMutation({
    mutationFn: (step: PeopleStep) => takePeopleStep(session.http, study, step),
    onSuccess: (state) => {
      const before = client.getQueryData(queryKey);
      if (before !== undefined && before.at.stage !== state.at.stage) forgetAnswers(answersName(before));
      client.setQueryData(queryKey, state);
    },
    // Refused: where one is now says more than where one was.
    onError: () => client.invalidateQueries({ queryKey }),
  });
}

/** Out of the study. Loaded anew afterwards: nothing that this person wrote stays in the page's memory. */
export function useLeaving(study: string) {
  return useMutation({
    mutationFn: () => withdrawFromPeopleStudy(session.http, study),
    onSuccess: () => {
      forgetWork(study);
      forgetAnswers();
      forget(KEPT_STUDY);
      markLeft(study);
      window.location.assign(`/taking-part/${encodeURIComponent(study)}`);
    },
  });
}

/** What the rest of the app must hear of where somebody is: a new seat leads to pages of work, and after the end no draft is needed. */
export function useConsequences({ study, at }: PeopleState): void {
  const client = useQueryClient();
  const market = 'market' in at ? at.market : null;
  const ended = at.stage === 'ended';
  useEffect(() => {
    const account = client.getQueryData(accountQuery.queryKey);
    if (market === null || account?.seats.some((seat) => seat.market === market) === true) return;
    for (const { queryKey } of [accountQuery, seatsQuery]) void client.invalidateQueries({ queryKey });
  }, [client, market]);
  useEffect(() => {
    if (!ended) return;
    forgetWork(study);
    forgetAnswers();
  }, [ended, study]);
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

/** Whether nobody else can bid in this market of a study, so that one's only bid is taken at once. */
export function useAlone(market: string): boolean {
  const at = useStudyOf(market)?.at;
  return at?.stage === 'practice' || (at?.stage === 'work' && at.alone);
}

/** The state of the study that this market belongs to; null: it is of none. */
export function useStudyOf(market: string): PeopleState | null {
  const [study] = useState(keptStudy);
  const { data } = useQuery({ ...stateQuery(study ?? ''), enabled: study !== null });
  if (data === undefined) return null;
  return isMarketOf(data.study, market) ? data : null;
}
