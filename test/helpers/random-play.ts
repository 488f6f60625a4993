/** Markets played at random from a seed: whoever may do something does it, in amounts drawn, while the clock runs. */

import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/kernel/clock.ts';
import { cents, ZERO } from '../../server/kernel/money.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import { type Actor, type CommandRequest, type CommandType, OWNER } from '../../server/market/command.ts';
import { legalCommands } from '../../server/market/legal.ts';
import { FREELANCER_COM_FEES, NO_FEES, type Policy } from '../../server/market/policy.ts';
import { by, CLOCKED, type TestMarket } from './given.ts';
import { CONTEST, runClock, scene } from './scene.ts';

const MECHANISMS: readonly Policy['mechanism'][] = [
  { kind: 'fp_sealed' },
  { kind: 'vickrey' },
  { kind: 'clock_rev', stepCents: cents(500) },
  { kind: 'dutch_rev', stepCents: cents(500) },
  { kind: 'scoring_second', valueCents: null },
  { kind: 'buyer_determined' },
  { kind: 'posted', draw: 'uniform' },
  { kind: 'direct', assignment: 'named' },
  { kind: 'lottery', pays: 'own' },
  CONTEST,
  { ...CONTEST, guaranteed: true },
];

/** A policy drawn from everything that matters to the flow of money. */
export function randomPolicy(random: Chance): Partial<Policy> {
  const settlement = random.pick(['verdict', 'employer'] as const);
  const open = random.unit() < 0.4;
  const outcry = { kind: 'english_rev', stepCents: cents(500), softCloseMs: 5 * MINUTE_MS } as const;
  return {
    mechanism: random.pick(open ? [...MECHANISMS, outcry] : MECHANISMS),
    otherMechanisms: [{ kind: 'buyer_determined' }, CONTEST],
    visibility: open ? 'open' : 'sealed',
    revealAtClose: random.unit() < 0.5,
    identities: random.pick(['shown', 'pseudonyms'] as const),
    settlement,
    payRule: random.pick([
      { kind: 'all_or_nothing' },
      { kind: 'proportional' },
      { kind: 'threshold', thresholdBps: 4_000 },
    ] as const),
    fees: random.pick([
      NO_FEES,
      FREELANCER_COM_FEES,
      { ...FREELANCER_COM_FEES, refundEmployerFee: settlement === 'verdict' },
    ]),
    credits: random.pick([null, { initial: 3, cap: 3, refillMs: DAY_MS, returnUnawarded: true }]),
    questions: random.pick(['none', 'employer_first', 'anyone'] as const),
  };
}

/** Seldom, so that a play is not over before it has begun. */
const SELDOM: ReadonlySet<CommandType> = new Set([
  'CloseMarket',
  'WithdrawParticipant',
  'ChangeSkills',
  'CancelProject',
  'EraseContent',
  'BookCost',
  'RegisterParticipant',
  'EndAward',
  'RetractBid',
  'Deposit',
  'WithdrawFunds',
  'PostMessage',
  'PostReview',
  'DeclineAward',
  'RevokeAward',
  'CloseBidding',
]);

/** Projects that seek a freelancer at one time, so that bids meet. */
const SEEKING_MAX = 3;

/** The command as listed, with amounts, quality and scores drawn. May be refused where another value would not. */
function varied(request: CommandRequest, random: Chance): CommandRequest {
  const amount = cents(1 + random.below(60_000));
  switch (request.type) {
    case 'PlaceBid':
    case 'AmendBid':
      return { ...request, amountCents: amount, qualityBps: random.below(10_001), days: 1 + random.below(5) };
    case 'PostProject': {
      const mechanism = random.pick([null, null, { kind: 'buyer_determined' } as const, CONTEST]);
      const figures = { budgetMaxCents: cents(60_000), postedPriceCents: random.pick([null, amount]) };
      return { ...request, ...figures, mechanism, biddingMs: DAY_MS, draft: random.unit() < 0.2 };
    }
    case 'CreateMilestone':
    case 'RequestMilestone':
    case 'ReleaseMilestone':
    case 'WithdrawFunds':
      return { ...request, amountCents: amount };
    case 'OpenDispute':
    case 'AnswerDispute':
      return { ...request, offerCents: random.pick([ZERO, amount, cents(1_000)]) };
    case 'ResolveDispute':
      return { ...request, freelancerCents: amount };
    case 'RecordVerdict': {
      const passed = random.below(request.caseCount + 1);
      return { ...request, casesPassed: passed, scoreBps: Math.floor((passed * 10_000) / request.caseCount) };
    }
    case 'PostReview':
      return { ...request, rating: 1 + random.below(5) };
    default:
      return request;
  }
}

export function actorsOf(market: TestMarket): Actor[] {
  return [OWNER, CLOCKED, ...[...market.state.participants.keys()].map((id) => by(id))];
}

/** Plays `steps` moves under the policy and the dice of `seed`; `look` is called after each of them. */
export function playAtRandom(seed: string, steps: number, look: (market: TestMarket) => void = () => {}): TestMarket {
  const random = chance(seed, 'play');
  const market = scene(randomPolicy(random), seed);
  for (let step = 0; step < steps; step += 1) {
    if (random.unit() < 0.25) {
      market.wait(random.pick([MINUTE_MS, HOUR_MS, HOUR_MS, 12 * HOUR_MS, 12 * HOUR_MS, 2 * DAY_MS]));
      runClock(market, market.now);
    }
    const actor = random.pick(actorsOf(market));
    const all = legalCommands(market.state, actor, market.now);
    const enough = market.state.openProjectCount >= SEEKING_MAX;
    const usual = all.filter(({ type }) => !SELDOM.has(type) && !(enough && type === 'PostProject'));
    const wanted = random.unit() < 0.06 ? all : usual;
    const types = [...new Set(wanted.map(({ type }) => type))];
    if (types.length > 0) {
      const type = random.pick(types);
      market.ask(actor, varied(random.pick(wanted.filter((request) => request.type === type)), random));
    }
    look(market);
  }
  return market;
}

/** Plays on until nothing is left to fall due. */
export function playedOut(seed: string, steps: number): TestMarket {
  const market = playAtRandom(seed, steps);
  runClock(market);
  return market;
}
