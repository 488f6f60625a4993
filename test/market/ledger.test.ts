/** Rules L of the market's SPEC.md: the ledger; and that no path leaves money in escrow. */

import { expect, test } from 'vitest';
import { contentHash, milestoneId, participantId, projectId } from '../../server/kernel/id.ts';
import { cents, sum } from '../../server/kernel/money.ts';
import {
  type Account,
  escrowOf,
  mayBeNegative,
  outlayOf,
  PLATFORM,
  WORLD,
  walletOf,
} from '../../server/market/account.ts';
import { OWNER } from '../../server/market/command.ts';
import { post as move } from '../../server/market/evolve.ts';
import { postings } from '../../server/market/postings.ts';
import { balanceOf, emptyMarket } from '../../server/market/state.ts';
import { by, CLOCKED, type TestMarket } from '../helpers/given.ts';
import { playAtRandom, playedOut } from '../helpers/random-play.ts';
import { ANN, BOB, EMPLOYER, inEscrow, NOBODY, scene, WEALTH, wallet } from '../helpers/scene.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => `ledger ${index}`);
const money = (type: 'Deposit' | 'WithdrawFunds', id: number, amount: number) => ({
  type,
  participantId: participantId(id),
  amountCents: cents(amount),
});
const cost = (id: number, amount: number, project: number | null = null) =>
  ({
    type: 'BookCost',
    participantId: participantId(id),
    amountCents: cents(amount),
    costKind: 'model',
    projectId: project === null ? null : projectId(project),
  }) as const;

function balanced(market: TestMarket): void {
  expect(sum(market.state.balances.values())).toBe(0);
  for (const [account, balance] of market.state.balances) {
    expect(Number.isSafeInteger(balance)).toBe(true);
    if (!mayBeNegative(account)) expect(balance).toBeGreaterThan(0);
  }
}

function backed(market: TestMarket): void {
  for (const { milestoneId: id, heldCents, feeHeldCents, status } of market.state.milestones.values()) {
    expect(balanceOf(market.state, escrowOf(id))).toBe(heldCents + feeHeldCents);
    if (status === 'cleared' || status === 'canceled') expect(heldCents + feeHeldCents).toBe(0);
  }
}

test('[L1] [L2] [L3] at every moment of random plays the ledger balances and escrow backs the milestones', () => {
  for (const seed of SEEDS) {
    const market = playAtRandom(seed, 120, (now) => {
      balanced(now);
      backed(now);
    });
    for (const event of market.events) {
      for (const { from, to, amountCents } of postings(event)) {
        expect(from).not.toBe(to);
        expect(Number.isSafeInteger(amountCents) && amountCents > 0).toBe(true);
      }
    }
  }
});

test('[E14] when every deadline of a random play has passed, escrow is empty and no award is alive', () => {
  let awards = 0;
  for (const seed of SEEDS) {
    const market = playedOut(`out ${seed}`, 160);
    expect([seed, inEscrow(market)]).toEqual([seed, 0]);
    for (const { status, award } of market.state.projects.values()) {
      expect(['draft', 'completed', 'expired', 'cancelled']).toContain(status);
      if (award !== null) awards += 1;
      if (award !== null) expect(award.status).toBe('ended');
    }
  }
  expect(awards).toBeGreaterThan(SEEDS.length);
});

test('[L4] deposits come from the owner, payouts out of what is there', () => {
  const market = scene();
  for (const actor of [by(ANN), CLOCKED]) expect(market.refused(actor, money('Deposit', ANN, 1))).toBe('not_allowed');
  expect(market.refused(OWNER, money('Deposit', NOBODY, 1))).toBe('unknown_participant');
  expect(market.refused(OWNER, money('Deposit', ANN, 0))).toBe('amount_out_of_range');
  expect(market.refused(OWNER, money('Deposit', ANN, 1e12 + 1))).toBe('amount_out_of_range');
  expect(market.refused(by(EMPLOYER), money('WithdrawFunds', EMPLOYER, WEALTH + 1))).toBe('insufficient_funds');
  expect(market.refused(by(BOB), money('WithdrawFunds', EMPLOYER, 1))).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), money('WithdrawFunds', EMPLOYER, -5))).toBe('amount_out_of_range');
  expect(market.refused(OWNER, money('WithdrawFunds', NOBODY, 1))).toBe('unknown_participant');
  market.done(by(EMPLOYER), money('WithdrawFunds', EMPLOYER, 1));
  market.done(OWNER, money('WithdrawFunds', EMPLOYER, WEALTH - 1));
  expect(wallet(market, EMPLOYER)).toBe(0);
});

test('[L5] costs come out of the own pocket', () => {
  const market = scene();
  expect(market.refused(by(BOB), cost(ANN, 5))).toBe('not_allowed');
  expect(market.refused(OWNER, cost(NOBODY, 5))).toBe('unknown_participant');
  expect(market.refused(by(ANN), cost(ANN, 5, 9))).toBe('unknown_project');
  expect(market.refused(by(ANN), cost(ANN, 0))).toBe('amount_out_of_range');
  market.done(by(ANN), cost(ANN, 5));
  market.done(OWNER, cost(EMPLOYER, 7));
  expect([balanceOf(market.state, outlayOf(ANN)), balanceOf(market.state, outlayOf(EMPLOYER))]).toEqual([-5, -7]);
  expect([wallet(market, ANN), wallet(market, EMPLOYER)]).toEqual([0, WEALTH]);
});

test('[L6] an overdrawn account is a bug', () => {
  const transfer = (from: Account, to: Account) => [{ code: 'release', from, to, amountCents: cents(1) }] as const;
  for (const account of [PLATFORM, walletOf(ANN), escrowOf(milestoneId(1))]) {
    expect(() => move(emptyMarket(), transfer(account, WORLD))).toThrow(/would fall to -1/);
  }
  for (const account of [WORLD, outlayOf(ANN)]) move(emptyMarket(), transfer(account, PLATFORM));
  const nothing = [{ code: 'fee', from: WORLD, to: PLATFORM, amountCents: cents(0) }] as const;
  expect(() => move(emptyMarket(), nothing)).toThrow(/moves nothing/);
  expect(postings({ type: 'ContentErased', contentHash: contentHash('a'), participantId: null })).toEqual([]);
});
