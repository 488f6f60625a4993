/** Fills an empty arena with a scenario, through the same door as everybody. */

import type { Arena } from './app.ts';
import type { AccessStore, Seat } from './engine/access.ts';
import { passwordHashOf, secretHashOf } from './http/secret.ts';
import { assert, known } from './kernel/assert.ts';
import { canonicalJson } from './kernel/hash.ts';
import { type MarketId, marketId, type ParticipantId, participantId, projectId } from './kernel/id.ts';
import { cents } from './kernel/money.ts';
import type { Role } from './market/command.ts';
import { resolvePolicy } from './market/policy-patch.ts';
import type { ArenaClient, OwnerClient } from './protocol/arena/client.ts';
import { POSTING_MEDIA_TYPE } from './protocol/arena/ground.ts';
import { NO_ANSWER_KEY, NO_ANSWER_KEY_CASES } from './protocol/arena/no-answer-key.ts';
import { PROFILE_MEDIA_TYPE } from './protocol/arena/profile.ts';
import type { Scenario } from './protocol/arena/scenario.ts';
import { SCOPES } from './protocol/arena/scope.ts';
import type { CommandRequest } from './protocol/arena/wire.ts';

const FULL_QUALITY_BPS = 10_000;

type Person = Scenario['people'][number];

function marketRoles({ roles }: Person): Role[] {
  return roles.filter((role): role is Role => role !== 'owner' && role !== 'watcher');
}

/** A scenario that its own market refuses is a mistake in the scenario. */
async function demand(client: ArenaClient, key: string, request: CommandRequest): Promise<void> {
  const answer = await client.send(key, request);
  assert(answer.ok, `scenario, ${key}: ${answer.ok ? '' : `${answer.refusal.code} ${answer.refusal.detail}`}`);
}

async function enter(access: AccessStore, market: MarketId, person: Person, number: ParticipantId): Promise<void> {
  const { name, roles, token } = person;
  const rank = roles.includes('owner') ? 'researcher' : 'member';
  const added = await access.addUser({ name, email: null, passwordHash: null, rank, createdAt: 0 });
  const user = known(added, `user ${name}`);
  const place = { userId: user.userId, marketId: market };
  const kind = roles.includes('owner') ? 'owner' : 'watcher';
  const seat: Seat =
    marketRoles(person).length > 0 ? { ...place, kind: 'participant', participantId: number } : { ...place, kind };
  assert(await access.addSeat(seat), `seat of ${name}`);
  await access.addPass({
    kind: 'token',
    secretHash: secretHashOf(token),
    userId: user.userId,
    marketId: market,
    scopes: SCOPES,
    roles: [],
    label: 'scenario',
    createdAt: 0,
    expiresAt: null,
    usesLeft: null,
  });
}

async function register(owner: OwnerClient, person: Person, number: ParticipantId): Promise<void> {
  const { name, skills, depositCents } = person;
  const profile = { mediaType: PROFILE_MEDIA_TYPE, nonce: `profile/${number}`, body: canonicalJson({ name }) };
  await demand(owner, `register/${number}`, {
    type: 'RegisterParticipant',
    roles: marketRoles(person),
    participantKind: 'external',
    skills,
    profileHash: await owner.put(profile),
  });
  if (depositCents === 0) return;
  const amountCents = cents(depositCents);
  await demand(owner, `deposit/${number}`, { type: 'Deposit', participantId: number, amountCents });
}

async function post(client: ArenaClient, project: Scenario['projects'][number], number: number): Promise<void> {
  const { title, description, skills, budgetMinCents, budgetMaxCents } = project;
  const body = canonicalJson({ title, description, skills });
  await demand(client, `post/${number}`, {
    type: 'PostProject',
    contentHash: await client.put({ mediaType: POSTING_MEDIA_TYPE, nonce: `posting/${number}`, body }),
    acceptanceHash: NO_ANSWER_KEY,
    caseCount: NO_ANSWER_KEY_CASES,
    skills,
    budgetMinCents: cents(budgetMinCents),
    budgetMaxCents: cents(budgetMaxCents),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: null,
    draft: false,
  });
}

async function bid(client: ArenaClient, given: Scenario['bids'][number], number: number): Promise<void> {
  const { project, amountCents, days, proposal } = given;
  await demand(client, `bid/${number}`, {
    type: 'PlaceBid',
    projectId: projectId(project),
    amountCents: cents(amountCents),
    days,
    qualityBps: FULL_QUALITY_BPS,
    proposalHash: await client.put({ mediaType: 'text/plain', nonce: `proposal/${number}`, body: proposal }),
    confidenceBps: null,
  });
}

/** Opens the scenario's market and gives everybody a seat and a token. The market must not be there yet. */
export async function playScenario(arena: Arena, access: AccessStore, scenario: Scenario): Promise<MarketId> {
  const market = marketId(scenario.market);
  const owner = arena.connectOwner(market);
  await demand(owner, 'open', { type: 'OpenMarket', policy: resolvePolicy(scenario.policy), seed: scenario.seed });
  const numbers = new Map<string, ParticipantId>();
  for (const person of scenario.people) {
    const number = participantId(numbers.size + 1);
    if (marketRoles(person).length > 0) {
      numbers.set(person.name, number);
      await register(owner, person, number);
    }
    await enter(access, market, person, number);
  }
  const clientOf = (name: string): ArenaClient =>
    arena.connect(market, { kind: 'participant', participantId: known(numbers.get(name), `person ${name}`) });
  for (const [index, project] of scenario.projects.entries()) {
    await post(clientOf(project.employer), project, index + 1);
  }
  for (const [index, given] of scenario.bids.entries()) await bid(clientOf(given.freelancer), given, index + 1);
  return market;
}

/** In a browser people of a scenario sign in with their name and, as password, the name of the scenario: no secret, as their tokens. */
export async function letSignIn(access: AccessStore, { name, people }: Scenario): Promise<void> {
  const passwordHash = await passwordHashOf(name);
  for (const person of people) {
    const user = known(await access.userByName(person.name), `user ${person.name}`);
    await access.setPassword(user.userId, passwordHash);
  }
}
