/** Studies with people for the access matrix: olga's, with fay taking part, and a seat for a program in its market. */

import type { InjectOptions } from 'fastify';
import { known } from '../../server/kernel/assert.ts';
import { canonicalJson } from '../../server/kernel/hash.ts';
import { marketId } from '../../server/kernel/id.ts';
import { resolvePolicy } from '../../server/market/policy-patch.ts';
import { consentHashOf } from '../../server/people/notices.ts';
import { createPersons, type Person } from '../../server/people/persons.ts';
import { peopleStudySpecSchema } from '../../server/protocol/arena/people-study.ts';
import { studyOf } from '../people/study-file.ts';
import type { Example } from './access-examples.ts';
import type { World } from './world.ts';

const STUDIES = '/api/arena/1.0/people-studies';
const PSEUDONYM = 'p-example';
const MARKET = 'trial-market';
const SEAT = 3;

/** A study, whose name is given back; `fay` is at its consent. */
async function studyIn({ access, arena, people }: World): Promise<string> {
  const { userId: ownerId } = known(await access.userByName('olga'), 'olga');
  const { userId } = known(await access.userByName('fay'), 'fay');
  const { study } = await people.service.create({ study: studyOf() }, ownerId);
  await people.service.act(study, 'open', ownerId);
  const ids = { panelId: 'fay', panelStudyId: 'x', panelSessionId: 'y' };
  const body: Person['body'] = {
    stage: 'consent',
    outcome: null,
    leftAt: null,
    stageAt: Date.now(),
    stageMs: {},
    condition: null,
    practice: null,
    work: null,
    hiring: null,
    finishedEarly: false,
    sentAway: false,
    erasing: [],
  };
  const sealed = { ids, steps: {}, items: [], guesses: [] };
  const person = { study, pseudonym: PSEUDONYM, userId, body, sealed };
  await createPersons(people.store, people.vault).add(person, 'fingerprint');
  const seats = [{ participantId: SEAT, pseudonym: null, name: 'Freelancer A2' }];
  const market = { condition: 'alone', kind: 'work', order: [], seats, employerId: 2, reviewerId: 1, posted: [] };
  await people.store.putMarket({
    study,
    market: MARKET,
    body: canonicalJson({ ...market, state: 'over', endsAt: null }),
  });
  const policy = resolvePolicy({});
  await arena.connectOwner(marketId(MARKET)).send('open', { type: 'OpenMarket', policy, seed: 's' });
  await access.addSeat({ userId: ownerId, marketId: marketId(MARKET), kind: 'owner' });
  return study;
}

type Asking = (study: string) => InjectOptions;

const inStudy = (owner: string, stranger: string, asking: Asking): Example[] => [
  { owner, stranger, request: async (world) => asking(`${STUDIES}/${await studyIn(world)}`) },
];
const ofOlga = (method: 'GET' | 'POST', rest: string): Example[] =>
  inStudy('olga', 'otto', (url) => ({ method, url: `${url}${rest}`, ...(method === 'POST' ? { payload: {} } : {}) }));

const consent = { step: 'consent', agreed: true, consentHash: consentHashOf(peopleStudySpecSchema.parse(studyOf())) };

export const PEOPLE_EXAMPLES: Readonly<Record<string, Example[]>> = {
  [`GET ${STUDIES}/:study/me`]: inStudy('fay', 'gus', (url) => ({ url: `${url}/me` })),
  [`POST ${STUDIES}/:study/withdrawal`]: inStudy('fay', 'gus', (url) => {
    return { method: 'POST', url: `${url}/withdrawal`, payload: {} };
  }),
  [`GET ${STUDIES}/:study`]: ofOlga('GET', ''),
  [`POST ${STUDIES}/:study/open`]: ofOlga('POST', '/open'),
  [`POST ${STUDIES}/:study/deletion`]: ofOlga('POST', '/deletion'),
  [`GET ${STUDIES}/:study/payments`]: ofOlga('GET', '/payments'),
  [`GET ${STUDIES}/:study/export`]: ofOlga('GET', '/export?table=answers'),
  [`GET ${STUDIES}/:study/baseline`]: ofOlga('GET', '/baseline'),
  [`GET ${STUDIES}/:study/review-summary`]: ofOlga('GET', '/review-summary'),
  [`GET ${STUDIES}/:study/markets`]: ofOlga('GET', '/markets'),
  [`POST ${STUDIES}/:study/markets/:market/seats/:participant`]: ofOlga('POST', `/markets/${MARKET}/seats/${SEAT}`),
  [`POST ${STUDIES}/:study/people/:person/withdrawal`]: ofOlga('POST', `/people/${PSEUDONYM}/withdrawal`),
  [`POST ${STUDIES}/:study/close`]: ofOlga('POST', '/close'),
  [`POST ${STUDIES}/:study/steps`]: inStudy('fay', 'gus', (url) => {
    return { method: 'POST', url: `${url}/steps`, payload: consent };
  }),
};
