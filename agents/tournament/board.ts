/** How a run stands, freelancer by freelancer: one block that is drawn again on a terminal, a line now and then elsewhere. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import type { SeenEvent } from '../../server/protocol/arena/wire.ts';
import type { PaceState } from '../llm/pace.ts';
import type { ModelStanding } from '../llm/room.ts';
import { span } from './progress.ts';
import { padded, printable, truncated } from './text-width.ts';

export interface BoardScreen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

export interface BoardOptions {
  readonly label: string;
  /** Of the freelancers, in the roster's order. */
  readonly names: readonly string[];
  /** Places beside the freelancers' that models have: they spend, and earn nothing. */
  readonly places?: readonly string[];
  /** Null: no model, or not at work yet. */
  readonly modelOf: (name: string) => ModelStanding | null;
  readonly screen: BoardScreen;
  readonly quiet: boolean;
  readonly now?: () => number;
}

export interface Board {
  at(done: number, total: number): void;
  event(event: SeenEvent, nameOf: (id: ParticipantId) => string | undefined): void;
  stopped(name: string, why: string): void;
  end(): void;
  /** Why freelancers went no further, most often first; empty where none stopped. */
  stops(): string;
}

interface Row {
  bids: number;
  won: number;
  over: number;
  passed: number;
  earnedCents: number;
}

/** How often the block is drawn, and how often a line is written where nobody watches, in milliseconds. */
const DRAWN_MS = 250;
const WRITTEN_MS = 10_000;
const ROWS_MAX = 12;
const NAME_WIDTH = 20;

function paceText({ running, waiting, restsUntil }: PaceState, wallNow: number): string {
  if (restsUntil !== null) return `rests ${span((restsUntil - wallNow) / 1_000)}: rate limit`;
  const queue = waiting > 0 ? `, ${waiting} wait` : '';
  return running > 0 ? `${running} calls${queue}` : '';
}

function moneyOf({ microUsd, unpriced }: ModelStanding): string {
  const spent = `spent $${(microUsd / 1_000_000).toFixed(4)}`;
  return unpriced > 0 ? `${spent} and ${unpriced} calls without a price` : spent;
}

/** Nothing for a place that is no freelancer's. */
function doneText(row: Row | undefined): string[] {
  if (row === undefined) return [];
  const { bids, won, over, passed, earnedCents } = row;
  return [`${bids} bids, ${won} won, ${over} over, ${passed} passed`, `earned $${(earnedCents / 100).toFixed(2)}`];
}

/** The freelancers worth a line: models first, since they are what is waited for. */
function shownOf({ names, places = [], modelOf, screen }: BoardOptions): readonly string[] {
  const models = [...places, ...names].filter((name) => modelOf(name) !== null);
  const others = names.filter((name) => modelOf(name) === null);
  return [...models, ...others].slice(0, Math.min(ROWS_MAX, Math.max(1, (screen.rows ?? 24) - 4)));
}

export function createBoard(options: BoardOptions): Board {
  const { label, names, modelOf, screen, quiet, now = Date.now } = options;
  const rows = new Map<string, Row>(
    names.map((name) => [name, { bids: 0, won: 0, over: 0, passed: 0, earnedCents: 0 }]),
  );
  const stops = new Map<string, number>();
  const startedAt = now();
  let progress = { done: 0, total: 0 };
  let drawn = 0;

  function rowText(name: string): string {
    const model = modelOf(name);
    const parts = [
      ...doneText(rows.get(name)),
      ...(model === null ? [] : [moneyOf(model), model.pace === null ? '' : paceText(model.pace, now())]),
    ];
    const shown = padded(truncated(printable(name), NAME_WIDTH), NAME_WIDTH, 'left');
    return `  ${shown} ${parts.filter((part) => part !== '').join(' · ')}`;
  }

  function headText(): string {
    const { done, total } = progress;
    const seconds = (now() - startedAt) / 1_000;
    const rate = seconds > 0 ? done / seconds : 0;
    const left = rate > 0 && done < total ? ` · ${span((total - done) / rate)} left` : '';
    return `${label} · ${done}/${total} projects${left}`;
  }

  function erase(): void {
    if (drawn > 0) screen.write(`\x1b[${drawn}A\r\x1b[J`);
    drawn = 0;
  }

  function draw(): void {
    const shown = shownOf(options);
    const more = names.length - shown.filter((name) => rows.has(name)).length;
    const lines = [headText(), ...shown.map(rowText), ...(more > 0 ? [`  and ${more} more`] : [])];
    erase();
    const width = Math.max(20, (screen.columns ?? 80) - 1);
    screen.write(`${lines.map((line) => truncated(line, width)).join('\n')}\n`);
    drawn = lines.length;
  }

  /** One line, and of the freelancers only those that are models: a log is read afterwards. */
  function writeLine(): void {
    const models = shownOf(options).filter((name) => modelOf(name) !== null);
    screen.write(`${[headText(), ...models.map((name) => rowText(name).trim().replace(/ +/g, ' '))].join(' | ')}\n`);
  }

  const isTerminal = screen.isTTY === true;
  const timer =
    quiet && !isTerminal ? null : setInterval(isTerminal ? draw : writeLine, isTerminal ? DRAWN_MS : WRITTEN_MS);
  timer?.unref();
  return {
    at: (done, total) => {
      progress = { done, total };
    },
    event: (event, nameOf) => {
      const of = (id: ParticipantId | null | undefined): Row | undefined =>
        id === null || id === undefined ? undefined : rows.get(nameOf(id) ?? '');
      count(event, of);
    },
    stopped: (name, why) => {
      const what = `${name}: ${why}`;
      stops.set(what, (stops.get(what) ?? 0) + 1);
    },
    end: () => {
      if (timer !== null) clearInterval(timer);
      erase();
    },
    stops: () => {
      const listed = [...stops].sort((a, b) => b[1] - a[1]).map(([what, times]) => `${printable(what)} ${times}×`);
      return listed.length === 0 ? '' : `Went no further on the way: ${listed.join('; ')}.\n`;
    },
  };
}

function count(event: SeenEvent, of: (id: ParticipantId | null | undefined) => Row | undefined): void {
  if (event.type === 'BidPlaced') add(of(event.bidderId), 'bids', 1);
  else if (event.type === 'AwardAccepted') add(of(event.freelancerId), 'won', 1);
  else if (event.type === 'AwardEnded') add(of(event.freelancerId), 'over', 1);
  else if (event.type === 'VerdictRecorded' && event.status === 'passed') add(of(event.freelancerId), 'passed', 1);
  else if (event.type === 'MilestoneReleased') add(of(event.freelancerId), 'earnedCents', event.amountCents ?? 0);
}

function add(row: Row | undefined, field: keyof Row, amount: number): void {
  if (row !== undefined) row[field] += amount;
}
