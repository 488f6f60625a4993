/** Rules W1 and W2 of the market's SPEC.md: every event, every kind of viewer, every policy, against the one table. */

import { expect, test } from 'vitest';
import type { EventOf, MarketEvent } from '../../server/market/event.ts';
import { DEFAULT_POLICY, type Policy } from '../../server/market/policy.ts';
import { OWNER_VIEW, type SeenEvent, type Viewer, view, WATCHER } from '../../server/market/view.ts';
import { TEXT, type TestMarket } from '../helpers/given.ts';
import { playedOut } from '../helpers/random-play.ts';
import { ANN, EMPLOYER } from '../helpers/scene.ts';
import { allowed, TABLE, variantOf } from './view-table.ts';

const PLAYS = 90;

/** Owner, watcher and everybody registered: employers, rivals, entrants, idle freelancers, reviewers, the withdrawn. */
function viewersOf(market: TestMarket): Viewer[] {
  const participants = [...market.state.participants.values()].map(
    ({ participantId, roles }): Viewer => ({ kind: 'participant', participantId, roles: [...roles] }),
  );
  return [OWNER_VIEW, WATCHER, ...participants];
}

function fieldsOf(seen: SeenEvent | null): string[] | null {
  return seen === null ? null : Object.keys(seen).sort();
}

function check(event: MarketEvent, viewer: Viewer, policy: Policy): void {
  const seen = view(event, viewer, policy);
  const where = `${event.type} ${variantOf(event, policy)} ${JSON.stringify(viewer)}`;
  expect([where, fieldsOf(seen)]).toEqual([where, allowed(event, viewer, policy)]);
  // What is shown is shown as it was.
  for (const [field, value] of Object.entries(seen ?? {})) {
    expect(value).toBe((event as Readonly<Record<string, unknown>>)[field]);
  }
}

/** Events that no play leads to, or few: the rule must hold for them all the same. */
function built(): { readonly event: MarketEvent; readonly policy: Partial<Policy> }[] {
  const project = { projectId: 1 as never, employerId: EMPLOYER };
  const entry = { ...project, deliveryId: 1 as never, bidId: 1 as never, freelancerId: ANN, entry: true };
  const revision: EventOf<'RevisionRequested'> = { type: 'RevisionRequested', ...entry, commentHash: TEXT };
  return [
    { event: revision, policy: { visibility: 'sealed' } },
    { event: revision, policy: { visibility: 'open' } },
    { event: { type: 'BiddingExtended', ...project, closesAt: 5 }, policy: { visibility: 'open' } },
    { event: { type: 'ProjectCancelled', ...project, draft: true }, policy: {} },
    { event: { type: 'MarketClosed' }, policy: {} },
  ];
}

test('[W1] [W2] each viewer sees of each event exactly what the table allows', () => {
  const met = new Set<string>();
  const policies = new Set<string>();
  for (let play = 0; play < PLAYS; play += 1) {
    const market = playedOut(`view ${play}`, 160);
    const { policy } = market.state;
    policies.add(`${policy.visibility} ${policy.identities}`);
    const viewers = viewersOf(market);
    for (const event of market.events) {
      met.add(`${event.type} ${variantOf(event, policy)}`);
      for (const viewer of viewers) check(event, viewer, policy);
    }
  }
  const someone = viewersOf(playedOut('view 0', 0));
  for (const { event, policy: part } of built()) {
    for (const identities of ['shown', 'pseudonyms'] as const) {
      const policy = { ...DEFAULT_POLICY, ...part, identities };
      met.add(`${event.type} ${variantOf(event, policy)}`);
      for (const viewer of someone) check(event, viewer, policy);
    }
  }
  const rows = Object.entries(TABLE).flatMap(([type, variants]) =>
    Object.keys(variants).map((name) => `${type} ${name}`),
  );
  expect(rows.filter((row) => !met.has(row))).toEqual([]);
  expect([...policies].sort()).toEqual(['open pseudonyms', 'open shown', 'sealed pseudonyms', 'sealed shown']);
});

test('[W2] the owner sees the event itself', () => {
  const market = playedOut('view owner', 120);
  for (const event of market.events) expect(view(event, OWNER_VIEW, market.state.policy)).toBe(event);
});
