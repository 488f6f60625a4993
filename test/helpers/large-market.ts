/** A market of many people and bids in a database, as it stands after a busy day: the high street, and a crowd beside it. */

import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { participantId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { NO_ANSWER_KEY, NO_ANSWER_KEY_CASES } from '../../server/protocol/arena/no-answer-key.ts';
import type { CommandRequest } from '../../server/protocol/arena/wire.ts';
import { letSignIn, playScenario } from '../../server/scenario.ts';
import { HIGH_STREET } from '../http/world.ts';

const AT_ONCE = 250;
/** People and projects of the high street come first. */
const PEOPLE = HIGH_STREET.people.filter(({ roles }) => !roles.includes('owner') && !roles.includes('watcher')).length;
const PROJECTS = HIGH_STREET.projects.length;
const EMPLOYER = { kind: 'participant', participantId: participantId(1) } as const;

type Send = (index: number) => Promise<{ readonly ok: boolean }>;

async function many(count: number, send: Send): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const indexes = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, offset) => from + offset);
    const answers = await Promise.all(indexes.map(send));
    const refused = answers.find(({ ok }) => !ok);
    if (refused !== undefined) throw new Error(JSON.stringify(refused));
  }
}

/** Fills the file with `people` freelancers who place `bids` bids in all, on as many projects as that takes. */
export async function fillLargeMarket(file: string, people: number, bids: number): Promise<void> {
  const store = await openSqliteStore({ file, survives: 'process_death' });
  const arena = createArena({ store });
  try {
    const market = await playScenario(arena, store.access, HIGH_STREET);
    await letSignIn(store.access, HIGH_STREET);
    const owner = arena.connectOwner(market);
    const employer = arena.connect(market, EMPLOYER);
    const text = await owner.put({ mediaType: 'text/plain', nonce: 'large', body: 'Done by tomorrow.' });
    const register = { type: 'RegisterParticipant', roles: ['freelancer'], participantKind: 'scripted' } as const;
    await many(people, (index) => owner.send(`crowd/${index}`, { ...register, skills: [], profileHash: text }));
    const posting: CommandRequest = {
      type: 'PostProject',
      contentHash: text,
      acceptanceHash: NO_ANSWER_KEY,
      caseCount: NO_ANSWER_KEY_CASES,
      skills: [],
      budgetMinCents: cents(0),
      budgetMaxCents: cents(100_000),
      postedPriceCents: null,
      mechanism: null,
      assigneeId: null,
      biddingMs: null,
      draft: false,
    };
    await many(Math.ceil(bids / people), (index) => employer.send(`crowd-post/${index}`, posting));
    const terms = { days: 3, qualityBps: 10_000, proposalHash: text, confidenceBps: null };
    await many(bids, (index) => {
      const bidder = { kind: 'participant', participantId: participantId(PEOPLE + 1 + (index % people)) } as const;
      const project = projectId(PROJECTS + 1 + Math.floor(index / people));
      const amountCents = cents(10_000 + ((index * 7_919) % 90_000));
      return arena
        .connect(market, bidder)
        .send(`crowd-bid/${index}`, { type: 'PlaceBid', projectId: project, amountCents, ...terms });
    });
  } finally {
    await arena.close();
  }
}
