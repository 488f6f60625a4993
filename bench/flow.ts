/** Work at an even pace, and a market in motion: projects come, gather bids for a while, and go, so that it stays as large as it is. */

import { BIDDERS } from './http-load.ts';

const EMIT_MS = 5;

/** Begins `perSecond` pieces of work a second for so long, however long each takes, and waits for all. */
export async function atPace(perSecond: number, ms: number, begin: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const begun: Promise<void>[] = [];
  while (performance.now() - startedAt < ms) {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1_000);
    while (begun.length < due) begun.push(begin());
    await new Promise((resolve) => setTimeout(resolve, EMIT_MS));
  }
  await Promise.all(begun);
}

interface Acts {
  place(key: string, bidder: number, project: number, amount: number): Promise<void>;
  post(project: number): Promise<void>;
  cancel(project: number): Promise<void>;
}

/** Projects that take bids at the same time; each takes one of every freelancer, and is then called off. */
const OPEN = 20;

/** Bids in turn on the open projects; amounts fall as bids come in. */
export function createFlow({ place, post, cancel }: Acts): (perSecond: number, ms: number) => Promise<void> {
  let turns = 0;
  let posted = 0;
  const open: { readonly project: number; bids: number }[] = [];

  async function add(ahead: number): Promise<void> {
    const project = posted;
    posted += 1;
    await post(project);
    open.push({ project, bids: ahead });
  }

  async function bid(): Promise<void> {
    const turn = turns;
    turns += 1;
    const at = turn % open.length;
    const one = open[at];
    if (one === undefined) return;
    const bidder = one.bids;
    one.bids += 1;
    if (one.bids === BIDDERS) open.splice(at, 1);
    await place(`flow/${one.project}/${bidder}`, bidder, one.project, 100_000 - bidder * 80 - (turn % 70));
    if (one.bids < BIDDERS || bidder !== BIDDERS - 1) return;
    await add(0);
    await cancel(one.project);
  }

  return async (perSecond, ms) => {
    // The first ones begin at different heights, so that they do not all end at once.
    for (let index = posted; index < OPEN; index += 1) await add(Math.floor((index * BIDDERS) / OPEN));
    await atPace(perSecond, ms, bid);
  };
}
