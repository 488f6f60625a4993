/** A market with sealed bids and what tests ask of its event log. */

import { afterEach, beforeEach, expect } from 'vitest';
import type { Scenario } from '../../server/protocol/arena/scenario.ts';
import { openWorld, type World } from './world.ts';

export let world: World;

/** A fresh world before each test of the file, closed after it. */
export function useSealedWorld(): void {
  beforeEach(() => open({ visibility: 'sealed' }));
  afterEach(() => world.close());
}

async function open(policy: Partial<Scenario['policy']>): Promise<void> {
  world = await openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, ...policy } }));
}

/** Closes the world and opens another, with this changed in its market's policy. */
export async function reopen(policy: Partial<Scenario['policy']>): Promise<void> {
  await world.close();
  await open(policy);
}

export const ARENA = '/api/arena/1.0';

export interface Line {
  readonly cursor: number;
  readonly at: number;
  readonly event: { readonly type: string; readonly bidId?: number };
  readonly ended?: string;
}
export interface Page {
  readonly cursor: number;
  readonly events: readonly Line[];
  readonly more: boolean;
}

export async function result<T>(who: string, path: string): Promise<T> {
  const answer = await world.ask(who, { url: `${ARENA}${path}` });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.result as T;
}

export async function place(who: string, projectId: number, amount: number): Promise<void> {
  const payload = { project_id: projectId, amount, period: 2, milestone_percentage: 100, description: 'Mine.' };
  const answer = await world.ask(who, { method: 'POST', url: '/api/projects/0.1/bids', payload });
  expect(answer.status, answer.text).toBe(200);
}
