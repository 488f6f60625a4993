/** What is known before a run: a range of costs that the limits bound, and whether each model answers. */

import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { estimateCost, type Offer } from '../../../agents/llm/estimate.ts';
import { checkModels } from '../../../agents/llm/preflight.ts';
import { type ModelEntry, modelEntrySchema } from '../../../agents/llm/roster-entry.ts';
import { type BoardScreen, createBoard } from '../../../agents/tournament/board.ts';
import { estimateText, totalOf } from '../../../agents/tournament/estimate-text.ts';
import { participantId } from '../../../server/kernel/id.ts';
import { cents } from '../../../server/kernel/money.ts';
import type { SeenEvent } from '../../../server/protocol/arena/wire.ts';
import { startMockLlm } from '../../helpers/mock-llm.ts';

const never = new AbortController().signal;
const PRICE = { input: 1, output: 4 };
const PRICES = { on: '2026-01-01', source: 'this test', models: { 'openai:*': PRICE } };
const offer = (more: Partial<Offer> = {}): Offer => ({
  postings: [4_000, 4_000],
  competitors: 2,
  attempts: 3,
  ...more,
});
const entry = (more: object = {}): ModelEntry =>
  modelEntrySchema.parse({ name: 'A', kind: 'model', model: 'openai:a', ...more });

describe('the estimate', () => {
  test('is a range: bids alone at least, one’s share likely, everything with every repair at most', () => {
    const { calls, usd } = estimateCost(entry(), offer(), PRICE);
    expect(calls.least).toBe(2);
    expect(calls.most).toBe(24);
    expect(usd !== null && usd.least > 0 && usd.least < usd.likely && usd.likely < usd.most).toBe(true);
    // Two bids of some 1,700 tokens in and 120 out.
    expect(usd?.least).toBeCloseTo((2 * (900 + 800) + 4 * 2 * 120) / 1e6, 6);
    expect(estimateCost(entry(), offer({ competitors: 1 }), PRICE).calls.least).toBe(4);
  });

  test('no model may use more than its limits', () => {
    expect(estimateCost(entry({ limits: { dollars: 0.01 } }), offer(), PRICE).usd?.most).toBe(0.01);
    expect(estimateCost(entry({ limits: { turns: 3 } }), offer(), PRICE).calls.most).toBe(6);
    const few = estimateCost(entry({ limits: { tokens: 1_000 } }), offer(), PRICE);
    expect(few.usd?.most).toBeLessThanOrEqual((2 * 2 * 1_000 * 4) / 1e6);
  });

  test('no price is said to be none, and is not nothing', () => {
    const range = estimateCost(entry(), offer(), null);
    expect(range.usd).toBeNull();
    const own = { name: 'A', model: 'openai:a', isOwn: true, range };
    expect(totalOf([own]).unknown).toBe(false);
    expect(totalOf([{ ...own, isOwn: false }])).toMatchObject({ unknown: true, most: 0 });
    expect(estimateText('t', [{ ...own, name: 'A\u001b[2J' }], PRICES)).toMatch(/A\?\[2J .*no price/);
  });
});

describe('the tiny call', () => {
  let mock: LLMock;
  beforeAll(async () => {
    mock = await startMockLlm();
    mock.on({ model: 'a' }, { content: 'ready' });
    mock.on({ model: 'b' }, { error: { message: 'no such key' }, status: 401 });
  });
  afterAll(() => mock.stop());

  test('is one for each model and way in; whoever does not answer is named with the reason', async () => {
    const own = { endpoint: `${mock.url}/v1`, keyVariable: 'K' };
    const entries = [entry(own), entry({ ...own, name: 'B' }), entry({ ...own, name: 'C', model: 'openai:b' })];
    const { checked, faults } = await checkModels(entries, PRICES, { K: 'secret-key' }, never);
    expect(checked.map(({ freelancers }) => freelancers)).toEqual([['A', 'B']]);
    expect(checked[0]?.microUsd).toBeGreaterThan(0);
    expect(faults).toEqual([expect.stringMatching(/^C: openai:b does not answer \(refused_key\)/)]);
    expect(JSON.stringify([checked, faults])).not.toContain('secret-key');
    expect(mock.getRequests()).toHaveLength(2);
  });
});

describe('the board', () => {
  const seen = (event: object): SeenEvent => event as SeenEvent;
  const nameOf = (): string => 'Mini\u001b[31m';
  function boardOn(screen: Partial<BoardScreen>) {
    const written: string[] = [];
    const pace = { running: 3, waiting: 2, allowed: 3, restsUntil: 65_000 };
    const board = createBoard({
      ...{ label: 'fees', names: ['Sim', 'Mini\u001b[31m'], places: ['/judge'], quiet: false, now: () => 5_000 },
      modelOf: (name) => (name === 'Sim' ? null : { microUsd: 12_300, unpriced: 1, pace }),
      screen: { columns: 200, rows: 24, write: (more) => void written.push(more), ...screen },
    });
    board.at(1, 4);
    const freelancerId = participantId(3);
    for (const event of [
      { type: 'BidPlaced', bidderId: freelancerId },
      { type: 'AwardAccepted', freelancerId },
      { type: 'MilestoneReleased', freelancerId, amountCents: cents(12_345) },
    ])
      board.event(seen(event), nameOf);
    return { board, text: () => written.join('') };
  }

  test('on a terminal draws a block with bids, earnings, spending and patience, and leaves nothing behind', async () => {
    const { board, text } = boardOn({ isTTY: true });
    while (!text().includes('Mini')) await new Promise((resolve) => setTimeout(resolve, 50));
    board.end();
    expect(text()).toContain('fees · 1/4 projects');
    expect(text()).toMatch(
      /Mini\?\[31m +1 bids, 1 won, 0 over, 0 passed · earned \$123\.45 · spent \$0\.0123 and 1 calls without a price · rests 1 min 0 s: rate limit/,
    );
    // A place that is no freelancer's spends, and has nothing to win.
    expect(text()).toMatch(/\/judge +spent \$0\.0123/);
    expect(text().endsWith('\u001b[4A\r\u001b[J')).toBe(true);
  });

  test('elsewhere draws nothing, and counts why freelancers went no further', () => {
    const { board, text } = boardOn({ isTTY: false });
    for (const why of ['turns', 'no program', 'turns']) board.stopped('Mini', why);
    board.end();
    expect(text()).toBe('');
    expect(board.stops()).toBe('Went no further on the way: Mini: turns 2×; Mini: no program 1×.\n');
  });
});
