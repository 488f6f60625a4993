/** Every model that a pipeline asks, in the order of its stages, and what they may cost before the first is asked. */

import { estimateCost } from '../agents/llm/estimate.ts';
import { estimateWriter } from '../agents/llm/estimate-roles.ts';
import type { Preflight } from '../agents/llm/preflight.ts';
import { ROLE_NAMES } from '../agents/llm/role-entry.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import type { PriceTable } from '../agents/llm/usage.ts';
import type { Estimated } from '../agents/tournament/estimate-text.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { modelsInRoles, nameFault } from '../agents/tournament/model-roles.ts';
import { agreeAndCheck } from './agree-and-check.ts';
import { modelsOf } from './model-room.ts';
import { estimated, estimateRoles, offerOf } from './offer.ts';
import type { PipelineCommand } from './pipeline-options.ts';
import { tournamentOf } from './pipeline-tournament.ts';
import { writerEntries } from './writer-of.ts';

/** Of a posting that nobody has written yet, its visible cases included. */
const POSTING_CHARACTERS = 3_000;

export function pipelineModels({ config, roster }: PipelineCommand): ModelEntry[] {
  const fault = nameFault(roster);
  if (fault !== null) throw new InputError(`roster: ${fault}`);
  return [...writerEntries(config.writer), ...modelsInRoles(tournamentOf(config)), ...modelsOf(roster)];
}

function estimateOf({ config, roster }: PipelineCommand, prices: PriceTable): Estimated[] {
  const { count: projects, drafts } = config.writer;
  const playing = { config: tournamentOf(config), roster };
  const lengths = Array.from({ length: projects }, () => POSTING_CHARACTERS);
  const offer = offerOf(playing, lengths);
  const writers = writerEntries(config.writer).map((entry) => {
    const part = entry.name === ROLE_NAMES.writer ? 'writer' : 'second';
    return estimated(entry, prices, (price) => estimateWriter(part, entry, { projects, drafts }, price));
  });
  const freelancers = modelsOf(roster).map((entry) =>
    estimated(entry, prices, (price) => estimateCost(entry, offer, price)),
  );
  return [...writers, ...estimateRoles(playing, offer, prices), ...freelancers];
}

/** As before `arena run`: nothing is written before the cost is agreed to, and each model answers one tiny question first. */
export function pipelinePreflight(
  command: PipelineCommand,
  models: readonly ModelEntry[],
  signal: AbortSignal,
): Promise<Preflight['checked']> {
  const asked = { name: command.config.name, models, estimate: (prices: PriceTable) => estimateOf(command, prices) };
  return agreeAndCheck(asked, command.models, command.consent, signal);
}
