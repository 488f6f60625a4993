/** Rules K5 to K7 of the market's SPEC.md: deadlines. */

import { expect, test } from 'vitest';
import { commandId, disputeId, milestoneId } from '../../server/kernel/id.ts';
import { CLOCK, type Command } from '../../server/market/command.ts';
import { compareDeadlines, type Deadline, deadlinesOf } from '../../server/market/deadline.ts';
import { decide } from '../../server/market/decide.ts';
import { by, type TestMarket } from '../helpers/given.ts';
import { playAtRandom } from '../helpers/random-play.ts';
import { ANN, EMPLOYER, MILESTONES, milestone, running } from '../helpers/scene.ts';

const text = (deadline: Deadline): string => JSON.stringify(deadline);

function same(one: Deadline['command'], other: Deadline['command']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function answer(market: TestMarket, { command }: Deadline, now: number): string {
  const whole = { ...command, commandId: commandId('due'), marketId: market.state.marketId, actor: CLOCK } as Command;
  const decision = decide(market.state, whole, now);
  return decision.ok ? 'accepted' : decision.error.code;
}

test('[K5] none comes early, and no participant brings one forward', () => {
  for (let play = 0; play < 10; play += 1) {
    playAtRandom(`early ${play}`, 120, (market) => {
      for (const deadline of deadlinesOf(market.state)) {
        if (deadline.at <= market.now) continue;
        expect(answer(market, deadline, deadline.at - 1)).toBe('not_due');
        const own = market.refused(by(ANN), deadline.command);
        expect([
          'not_allowed',
          'participant_withdrawn',
          'unknown_milestone',
          'unknown_dispute',
          'unknown_project',
        ]).toContain(own);
      }
    });
  }
});

test('[K6] what a restart waits for is what the running clock still has to do', () => {
  for (let play = 0; play < 30; play += 1) {
    playAtRandom(`restart ${play}`, 120, (market) => {
      const restarted = deadlinesOf(market.state);
      expect(restarted).toEqual([...restarted].sort(compareDeadlines));
      const waiting = new Set(market.deadlines.map(text));
      const again = new Set(restarted.map(text));
      for (const deadline of restarted) {
        // One that the running clock has already asked for in vain is refused again.
        if (!waiting.has(text(deadline))) expect(answer(market, deadline, market.now)).not.toBe('accepted');
        if (deadline.at > market.now) expect(waiting).toContain(text(deadline));
      }
      for (const deadline of market.deadlines) {
        // Overtaken by an earlier one about the same thing: by its time there is nothing left to do.
        const overtaken = restarted.some(({ at, command }) => at < deadline.at && same(command, deadline.command));
        if (again.has(text(deadline)) || overtaken) continue;
        expect(answer(market, deadline, deadline.at)).not.toBe('accepted');
      }
    });
  }
});

test('[K7] at one moment kind comes before number', () => {
  const at = 5;
  const project = (type: 'CloseBidding' | 'LapseDelivery' | 'ExpireProject' | 'RevealReviews', id: number) =>
    ({ at, command: { type, projectId: id as never } }) as Deadline;
  const ordered: Deadline[] = [
    { at: 4, command: { type: 'RevealReviews', projectId: 9 as never } },
    project('CloseBidding', 2),
    project('CloseBidding', 10),
    { at, command: { type: 'VoidDelivery', deliveryId: 3 as never } },
    project('LapseDelivery', 1),
    { at, command: { type: 'LapseMilestone', milestoneId: milestoneId(1) } },
    { at, command: { type: 'LapseDispute', disputeId: disputeId(1) } },
    { at, command: { type: 'LapseAward', bidId: 1 as never } },
    project('ExpireProject', 1),
    project('RevealReviews', 1),
  ];
  expect([...ordered].reverse().sort(compareDeadlines)).toEqual(ordered);
});

test('[K7] a milestone refunded in the moment of its award’s end ends the award', () => {
  const market = running(MILESTONES);
  milestone(market, 1_000);
  const due = deadlinesOf(market.state).map(({ at, command }) => [at, command.type]);
  const [first, second] = due;
  expect([first?.[1], second?.[1], first?.[0] === second?.[0]]).toEqual(['LapseDelivery', 'LapseMilestone', true]);
  expect(market.refused(by(EMPLOYER), { type: 'RevealReviews', projectId: 1 as never })).toBe('not_allowed');
});
