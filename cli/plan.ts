/** `arena plan FILE`: what an experiment would take and what it could show, before anything of it is played. */

import { parseArgs } from 'node:util';
import { allOutcomes } from '../agents/tournament/experiment/config.ts';
import { unitOf } from '../agents/tournament/experiment/figure.ts';
import { planOf, type TreatmentFacts } from '../agents/tournament/experiment/plan.ts';
import { planText } from '../agents/tournament/experiment/plan-text.ts';
import { modelsOfTournament } from '../agents/tournament/model-roles.ts';
import { canonicalJson } from '../server/kernel/hash.ts';
import { openExperiment } from './experiment-kit.ts';
import { measuredIn } from './measured-in.ts';
import { readPrices } from './model-room.ts';
import { estimateOf } from './preflight.ts';

const OPTIONS = {
  json: { type: 'boolean', default: false },
  from: { type: 'string', multiple: true, default: [] as string[] },
  'model-prices': { type: 'string' },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const measured = await measuredIn(values.from);
  const kit = await openExperiment(positionals, 'plan');
  const prices = await readPrices(values['model-prices']);
  const facts = new Map<string, TreatmentFacts>();
  for (const play of kit.plays) {
    const { treatment } = play.run;
    if (facts.has(treatment)) continue;
    const estimates =
      modelsOfTournament(play.loaded.config, play.loaded.roster).length === 0 ? [] : estimateOf(play, prices);
    facts.set(treatment, { projects: play.packages.length, estimates });
  }
  const plan = planOf(kit.loaded, facts, measured);
  const { experiment } = kit.loaded;
  const units = new Map(allOutcomes(experiment).map((outcome) => [outcome.name, unitOf(outcome)]));
  const width = process.stdout.columns || 100;
  process.stdout.write(
    values.json
      ? `${canonicalJson(plan)}\n`
      : planText(plan, experiment.power, (name) => units.get(name) ?? 'number', width),
  );
  return 0;
}
