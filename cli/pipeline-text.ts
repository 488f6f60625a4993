/** The account of a pipeline as it is printed, stage by stage, and the proof of its books. */

import { join } from 'node:path';
import { accountOf } from '../agents/pipeline/account.ts';
import type { Written } from '../agents/pipeline/writing.ts';
import type { PlayedMarket } from '../agents/tournament/runner.ts';
import { printable, truncated } from '../agents/tournament/text-width.ts';
import { replay } from '../server/engine/replay.ts';
import { acceptanceHashOf } from '../server/ground.ts';
import type { MarketId } from '../server/kernel/id.ts';
import { cents, formatCents } from '../server/kernel/money.ts';
import { readLog } from '../server/log-file.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import type { MarketEvent } from '../server/protocol/arena/wire.ts';
import type { PipelineCommand } from './pipeline-options.ts';

const REASON_COLUMNS = 160;

export function writtenLine({ brief, project, refused }: Written): string {
  const said = refused.map(({ reasons }) => truncated(printable(reasons.join('; ')), REASON_COLUMNS));
  const drafts = said.length === 0 ? '' : `\n     refused before: ${said.join('\n     refused before: ')}`;
  if (project === null) return `   ${printable(brief)}: dropped, no draft was admitted${drafts}`;
  const { title, estimatedMinutes, postedPriceCents, acceptance, answerKey } = project;
  const cases = acceptance.cases.length + answerKey.hidden.cases.length;
  const price = formatCents(cents(postedPriceCents), 'USD');
  return `   ${printable(title)}: admitted, ${cases} cases, ${estimatedMinutes} minutes, ${price}${drafts}`;
}

export function accountLines(
  { config, roster }: PipelineCommand,
  projects: readonly ProjectPackage[],
  played: readonly PlayedMarket[],
): string[] {
  const titles = new Map<string, string>(projects.map((one) => [acceptanceHashOf(one), one.title]));
  return played.flatMap(({ events, freelancers, policy }) => {
    const names = new Map<number, string>(freelancers.map(({ participantId, entry }) => [participantId, entry.name]));
    const told = accountOf({
      // The owner's view hides nothing: what it sees are the market's events themselves.
      events: events.map(({ event }) => event as MarketEvent),
      titleOf: (hash) => titles.get(hash) ?? 'a project',
      nameOf: (id) => names.get(id) ?? (id === 1 ? 'the employer' : 'the reviewer'),
      currency: policy.currency,
    });
    const employer = config.employer.model?.model ?? 'a scripted employer';
    const stages: readonly (readonly [string, readonly string[]])[] = [
      [`2. Market: ${policy.mechanism.kind}, ${roster.entries.length} freelancers, ${employer}`, told.market],
      ['3. Freelancers', told.freelancers],
      [
        `4. Reviewer: tests${config.judge.model === null ? '' : `, and ${config.judge.model.model} beside them`}`,
        told.reviewer,
      ],
      ['5. Payout', told.payout],
    ];
    return stages.flatMap(([title, lines]) => [title, ...lines.map((line) => `   ${line}`)]);
  });
}

/** Folds the exported log again from its first event: chain, order and every balance. */
export async function booksLine(id: MarketId, logs: string): Promise<string> {
  const { eventCount, transferCount, escrowCents, hash, state } = await replay(id, readLog(join(logs, `${id}.ndjson`)));
  const escrow = formatCents(cents(escrowCents), state.policy.currency);
  return `6. Books: ${eventCount} events, ${transferCount} transfers, every balance adds up to zero, ${escrow} in escrow, hash ${hash}`;
}
