/** `arena replay BUNDLE`: proves each part by its hash and each log by its fold, and plays the run again where that can be done. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle } from '../agents/tournament/export/bundle.ts';
import { bundledPeople, describePeople } from '../agents/tournament/export/bundled-people.ts';
import { writeWhole } from '../agents/tournament/text-file.ts';
import { printable } from '../agents/tournament/text-width.ts';
import { playAgain } from './play-again.ts';
import { readBundle } from './read-bundle.ts';
import { replayOne } from './replay-log.ts';

/** Whether to play it again; `where_cheap`: with at most so many deliveries. */
export interface Playing {
  readonly when: 'always' | 'never' | 'where_cheap';
  /** A table of prices of models; not said: the one that comes with the arena. */
  readonly prices: string | undefined;
}
const CHEAP_DELIVERIES = 500;

const say = (line: string): boolean => process.stdout.write(`${printable(line)}\n`);

/** Every name was held against the list of what a bundle may hold before it comes here. */
async function unpack({ parts }: Bundle, dir: string): Promise<void> {
  for (const [name, text] of parts) {
    await writeWhole(join(dir, name), text);
  }
}

async function proveLogs({ facts }: Bundle, dir: string): Promise<boolean> {
  let good = facts.logs.length > 0;
  for (const { market, events, hash } of facts.logs) {
    const found = await replayOne(join(dir, 'log', `${market}.ndjson`), Number.POSITIVE_INFINITY);
    const isSame = found !== null && found.events === events && found.hash === hash;
    if (found !== null && !isSame) say(`${market}: NOT the log that was bundled: ${events} events, hash ${hash}`);
    good &&= isSame;
  }
  return good;
}

function provePeople({ parts }: Bundle): boolean {
  const people = bundledPeople(parts);
  const line = describePeople(people);
  if (line !== null) say(line);
  return people.outcome !== 'refused';
}

async function played(bundle: Bundle, dir: string, { when, prices }: Playing, signal: AbortSignal): Promise<boolean> {
  const logs = [...bundle.parts].filter(([name]) => name.startsWith('log/'));
  const deliveries = logs.reduce((sum, [, text]) => sum + text.split('"type":"DeliverySubmitted"').length - 1, 0);
  if (when === 'never') return true;
  if (when === 'where_cheap' && deliveries > CHEAP_DELIVERIES) {
    say(`not played again: ${deliveries} deliveries take a while; --play-again does it`);
    return true;
  }
  await mkdir(join(dir, 'again'));
  const again = await playAgain({ dir, into: join(dir, 'again'), prices }, signal);
  if (again.outcome === 'same')
    say(`played again: ${again.logs} ${again.logs === 1 ? 'log' : 'logs'}, every byte the same, and the same standing`);
  else say(`${again.outcome === 'differs' ? 'played again, and NOT the same' : 'not played again'}: ${again.why}`);
  return again.outcome === 'same' || (again.outcome === 'not_played' && when === 'where_cheap');
}

export async function replayBundle(file: string, playing: Playing, signal: AbortSignal): Promise<number> {
  const { bundle, hash } = await readBundle(file);
  say(`bundle of ${bundle.facts.run}, sha256 ${hash}`);
  for (const name of bundle.damaged) say(`${name}: NOT what was bundled`);
  if (bundle.damaged.length > 0) return 1;
  say(`${bundle.facts.parts.length} parts, every hash as it should be`);
  const dir = await mkdtemp(join(tmpdir(), 'arena-bundle-'));
  try {
    await unpack(bundle, dir);
    return provePeople(bundle) && (await proveLogs(bundle, dir)) && (await played(bundle, dir, playing, signal))
      ? 0
      : 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
