/** One of two processes that play one market at once: `race-child.ts FILE SEED NAME ROUNDS`; prints how its commands ended. */

import { openSqliteStore } from '../../db/sqlite/store.ts';
import { openThreadedStore } from '../../db/sqlite/threaded-store.ts';
import { Fault } from '../../server/engine/fault.ts';
import { commandId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type Command, OWNER } from '../../server/market/command.ts';
import { BUSY_MARKET, nextSteps, openBusyMarket, rememberingPolicy } from './busy-market.ts';
import { createWorld } from './world.ts';

const [file, seed, name, rounds] = process.argv.slice(2);
if (file === undefined || seed === undefined) throw new Error('race-child.ts FILE SEED NAME ROUNDS');
// One of the two has a thread that writes.
const store = await (name === 'b' ? openThreadedStore : openSqliteStore)({ file });
const market = openBusyMarket(store);
const world = createWorld(seed, { prefix: `${name}-`, restarts: false, policy: rememberingPolicy(seed) });
const ended = { accepted: 0, repeated: 0, refused: 0, sentBack: 0, withdrawn: 0 };

/** Sends a command until it is answered; what the store could not take is sent again under its id. */
async function insist(command: Command): Promise<void> {
  try {
    const answer = await market.engine.submit(command);
    ended[answer.ok ? (answer.repeated ? 'repeated' : 'accepted') : 'refused'] += 1;
    if (answer.ok && command.commandId.startsWith('all-')) ended.withdrawn += 1;
  } catch (fault) {
    if (!(fault instanceof Fault) || (fault.code !== 'overloaded' && fault.code !== 'store_failed')) throw fault;
    ended.sentBack += 1;
    return insist(command);
  }
}

/** A withdrawal that only some of all can get, and a deposit that both processes send under one id. */
function rivalCommands(round: number): Command[] {
  const head = { marketId: BUSY_MARKET, actor: OWNER, participantId: participantId(1) };
  const mine = commandId(`all-${name}-${round}`);
  return [
    { ...head, type: 'WithdrawFunds', commandId: mine, amountCents: cents(100) },
    {
      ...head,
      type: 'Deposit',
      commandId: commandId(`shared-${round}`),
      participantId: participantId(2),
      amountCents: cents(7),
    },
  ];
}

for (let round = 0; round < Number(rounds); round += 1) {
  const steps = await nextSteps(world, market);
  const asked = steps.flatMap((step) => (step.kind === 'ask' ? step.commands : []));
  const harmless = asked.filter(({ type }) => type !== 'WithdrawFunds' && type !== 'Deposit');
  await Promise.all([...rivalCommands(round), ...harmless.slice(0, 8)].map(insist));
}
await market.engine.close();
await store.close();
console.log(JSON.stringify(ended));
