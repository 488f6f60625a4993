/** Entries of contests: list, one, and the rating that a reviewer gives. The best rating takes the prize by itself. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { canonicalJson } from '../../../kernel/hash.ts';
import type { SeenDelivery } from '../../../protocol/arena/seen/things.ts';
import {
  type EntryAction,
  type EntryQuery,
  entryAction,
  entryListSchema,
  entryQuery,
  entrySchema,
} from '../../../protocol/freelancer/contest.ts';
import { commonFlags } from '../../../protocol/freelancer/flags.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { acts, answers } from '../../answers.ts';
import { among } from '../../freelancer/among.ts';
import { compacted } from '../../freelancer/compact.ts';
import { type Look, lookOf, paged } from '../../freelancer/looking.ts';
import { entryStatusOf, presentEntry } from '../../freelancer/present-contest.ts';
import { usersBeside } from '../../freelancer/users-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { refused } from '../../refusal-map.ts';
import { CONTESTS, type RouteOptions } from '../../route-options.ts';
import { clientOf, send, writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Contests'];
const STARS = 5;
const FULL_BPS = 10_000;
const RATING_MEDIA_TYPE = 'application/vnd.freelance-arena.rating+json';

const SCHEMAS = {
  list: {
    tags,
    operationId: 'listEntries',
    summary: 'List entries of contests',
    querystring: entryQuery,
    ...answers(entryListSchema),
  },
  one: {
    tags,
    operationId: 'getEntry',
    summary: 'Read an entry of a contest',
    params: z.object({ entry_id: integer }),
    querystring: commonFlags,
    ...answers(entrySchema),
  },
  act: {
    tags,
    operationId: 'actOnEntry',
    summary: 'Rate an entry, as a reviewer',
    params: z.object({ entry_id: integer }),
    querystring: entryAction,
    body: entryAction,
    ...acts,
  },
};

/** Deliveries of contests are entries; those of awards are not. */
function isEntry({ market }: Look, { projectId }: SeenDelivery): boolean {
  return market.projects.get(projectId)?.posting.mechanism.kind === 'contest';
}

function entryIn(look: Look, wanted: number): SeenDelivery {
  const entry = look.market.deliveries.get(wanted as SeenDelivery['deliveryId']);
  if (entry === undefined || !isEntry(look, entry)) throw problems.notFound(`Entry ${wanted}`);
  return entry;
}

function matches(look: Look, entry: SeenDelivery, query: EntryQuery): boolean {
  return (
    isEntry(look, entry) &&
    among(query['entries[]'], Number(entry.deliveryId)) &&
    among(query['contests[]'], Number(entry.projectId)) &&
    among(query['owners[]'], Number(entry.freelancerId)) &&
    among(query['statuses[]'], entryStatusOf(look, entry))
  );
}

/** The rating as a verdict: all cases for all stars, else as many of them as stars, and never all. */
async function rate(look: Look, key: string, entry: SeenDelivery, rating: number | undefined): Promise<void> {
  if (rating === undefined || rating < 0 || rating > STARS) throw problems.badForm(`rating: between 0 and ${STARS}`);
  const { deliveryId, projectId } = entry;
  const caseCount = look.market.projects.get(projectId)?.posting.caseCount ?? 1;
  const scoreBps = Math.round((rating / STARS) * FULL_BPS);
  const some = Math.min(caseCount - 1, Math.floor((caseCount * scoreBps) / FULL_BPS));
  const evidence = { mediaType: RATING_MEDIA_TYPE, nonce: key, body: canonicalJson({ rating }) };
  await send(look.place, key, {
    type: 'RecordVerdict',
    deliveryId,
    scoreBps,
    casesPassed: scoreBps === FULL_BPS ? caseCount : some,
    caseCount,
    evidenceHash: await clientOf(look.place).put(evidence),
    fuel: 0,
    memoryBytes: 0,
  });
}

async function act(look: Look, key: string, entry: SeenDelivery, { action, rating }: Partial<EntryAction>) {
  if (action === undefined) throw problems.badForm('action: rate, award or reject');
  const { seat } = look.place;
  const project = look.market.projects.get(entry.projectId);
  const holder = seat.kind === 'participant' && seat.participantId === project?.employerId;
  if (action === 'rate' && !holder) {
    await rate(look, key, entry, rating);
    return;
  }
  if (!holder) throw problems.notAllowed('Only whoever holds the contest could do this');
  throw refused({ code: 'mechanism_awards', detail: 'the best entry by its verdict takes the prize' });
}

export function addEntryRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${CONTESTS}/entries`, { schema: SCHEMAS.list }, async (request) => {
    const { query } = request;
    const look = await lookOf(request, options);
    const found = [...look.market.deliveries.values()].filter((entry) => matches(look, entry, query));
    const page = paged(found, query);
    const owners = page.map(({ freelancerId }) => freelancerId);
    const result = {
      entries: page.map((entry) => presentEntry(look, entry)),
      users: await usersBeside(look, options, owners, query),
      total_count: query.count ? found.length : null,
    };
    return success(request, query.compact ? compacted(result) : result);
  });

  app.get(`${CONTESTS}/entries/:entry_id`, { schema: SCHEMAS.one }, async (request) => {
    const look = await lookOf(request, options);
    const entry = presentEntry(look, entryIn(look, request.params.entry_id));
    return success(request, request.query.compact ? compacted(entry) : entry);
  });

  app.put(`${CONTESTS}/entries/:entry_id`, { schema: SCHEMAS.act }, async (request) => {
    const look = await lookOf(request, options);
    const entry = entryIn(look, request.params.entry_id);
    await act(look, writeKeyOf(request), entry, asked<EntryAction>(request));
    return success(request);
  });
}
