/** Reads an experiment with its base and rosters: every treatment a whole tournament, checked before anything is played. */

import { dirname, isAbsolute, join, relative } from 'node:path';
import { known } from '../../../server/kernel/assert.ts';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { parseConfig, type TournamentConfig } from '../config.ts';
import { type LoadedTournament, loadRoster, seatedIn } from '../load.ts';
import { type Problem, problemsOf } from '../problem.ts';
import type { Roster } from '../roster.ts';
import { readYaml, type YamlFile } from '../yaml-file.ts';
import { type Experiment, experimentSchema, type Patch, repetitionSeeds } from './config.ts';
import { contrastFault, contrastsOf } from './contrast.ts';
import { designFault, type PlannedRun, scheduleOf, type Treatment, treatmentsOf } from './design.ts';
import { figureFault } from './figure.ts';
import { overlap, patched, touched } from './patch.ts';

/** More are no experiment that anybody could read the result of. */
const TREATMENTS_MAX = 200;

/** A treatment with the tournament that it is; its seed is set for each repetition. */
export interface LoadedTreatment extends Treatment {
  readonly loaded: LoadedTournament;
}

export interface LoadedExperiment {
  readonly experiment: Experiment;
  readonly treatments: readonly LoadedTreatment[];
  readonly runs: readonly PlannedRun[];
  readonly seeds: readonly string[];
}

/** Fields that decide which projects are posted, and what belongs to the experiment: treatments must not differ in them. */
const SHARED = ['name', 'seed', 'rounds', 'corpus.name', 'corpus.seed', 'corpus.limit', 'honeypots'] as const;

/** Fields that may name a file beside the one that they stand in. */
const PATHS = [['roster'], ['corpus', 'name'], ['baseline', 'file']] as const;

const isFields = (value: unknown): value is Patch =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same fields with their files named from the folder `to`. */
function movedTo(fields: Patch, from: string, to: string): Patch {
  function moved(value: unknown, path: readonly string[]): unknown {
    const [head, ...rest] = path;
    if (head === undefined) {
      if (typeof value !== 'string' || !/[./\\]/.test(value) || isAbsolute(value)) return value;
      return `./${relative(to, join(from, value))}`;
    }
    if (!isFields(value) || !(head in value)) return value;
    return { ...value, [head]: moved(value[head], rest) };
  }
  let result: unknown = fields;
  for (const path of PATHS) result = moved(result, path);
  return result as Patch;
}

async function baseOf({ base }: Experiment, file: YamlFile, folder: string): Promise<Patch> {
  if (typeof base !== 'string') return base;
  const path = isAbsolute(base) ? base : join(folder, base);
  const { value } = await readYaml(path);
  if (!isFields(value)) throw file.wrong([{ path: ['base'], text: 'is no tournament' }]);
  return movedTo(value, dirname(path), folder);
}

/** What is wrong with levels before they are laid over anything. */
function levelProblems({ factors }: Experiment): Problem[] {
  const problems: Problem[] = [];
  const setBy = new Map<string, string>();
  for (const [factor, { levels }] of Object.entries(factors)) {
    const own = new Set<string>();
    for (const [level, patch] of Object.entries(levels)) {
      for (const field of touched(patch)) {
        own.add(field);
        const path = ['factors', factor, 'levels', level, ...field.split('.')];
        const shared = SHARED.find((one) => overlap(one, field) && one.length >= field.length - 1);
        if (shared === undefined) continue;
        problems.push({
          path,
          text: 'treatments must not differ in it: say it in the base, or leave it to the experiment',
        });
      }
    }
    for (const field of own) {
      const other = [...setBy].find(([taken, by]) => by !== factor && overlap(taken, field));
      if (other !== undefined)
        problems.push({ path: ['factors', factor], text: `sets ${field}, which the factor ${other[1]} sets too` });
    }
    for (const field of own) setBy.set(field, factor);
  }
  return problems;
}

/** Where a problem of a treatment's tournament comes from: the last level that set the field, or the base. */
function placeOf({ factors, base }: Experiment, { levels }: Treatment, problem: Problem): Problem {
  const field = problem.path.join('.');
  for (const [factor, level] of Object.entries(levels)) {
    const patch = factors[factor]?.levels[level] ?? {};
    if (touched(patch).some((one) => overlap(one, field)))
      return { ...problem, path: ['factors', factor, 'levels', level, ...problem.path] };
  }
  return typeof base === 'string'
    ? { path: ['base'], text: `${field}: ${problem.text}` }
    : { ...problem, path: ['base', ...problem.path] };
}

function configOf(experiment: Experiment, base: Patch, { levels }: Treatment) {
  let fields: unknown = { ...base, name: 'run', seed: 'set for each repetition' };
  for (const [factor, level] of Object.entries(levels))
    fields = patched(fields, experiment.factors[factor]?.levels[level] ?? {});
  return parseConfig(fields);
}

type Check = (config: TournamentConfig) => readonly Problem[];

/** What treatments have in common. */
interface Ground {
  readonly base: Patch;
  readonly folder: string;
  readonly check: Check;
  /** By name or path. */
  readonly rosterIn: (name: string) => Promise<Roster | Problem>;
}

/** Each roster is read once, however many treatments it is in. */
function rostersIn(folder: string): Ground['rosterIn'] {
  const read = new Map<string, Promise<Roster | Problem>>();
  return (name) => {
    const known = read.get(name) ?? loadRoster(name, folder);
    read.set(name, known);
    return known;
  };
}

async function treatmentOf(
  experiment: Experiment,
  { base, folder, check, rosterIn }: Ground,
  treatment: Treatment,
): Promise<LoadedTreatment | readonly Problem[]> {
  const parsed = configOf(experiment, base, treatment);
  const placed = (problems: readonly Problem[]) => problems.map((one) => placeOf(experiment, treatment, one));
  if (!parsed.ok) return placed(parsed.problems);
  const problems = check(parsed.config);
  if (problems.length > 0) return placed(problems);
  const read = await rosterIn(parsed.config.roster);
  const roster = 'text' in read ? read : seatedIn(parsed.config, read);
  if ('text' in roster) return placed([roster]);
  return { ...treatment, loaded: { config: parsed.config, roster, folder } };
}

/** Two treatments that are the same tournament cannot differ, whatever chance says. */
function sameProblem(treatments: readonly LoadedTreatment[]): Problem[] {
  const seen = new Map<string, string>();
  for (const { name, loaded } of treatments) {
    const key = canonicalJson([loaded.config, loaded.roster]);
    const other = seen.get(key);
    if (other !== undefined)
      return [{ path: ['factors'], text: `the treatments ${other} and ${name} are the same tournament` }];
    seen.set(key, name);
  }
  return [];
}

function designProblems(
  experiment: Experiment,
  treatments: readonly LoadedTreatment[],
  repetitions: number,
): Problem[] {
  const { outcomes, design, contrasts, freshProjects } = experiment;
  const fault = designFault(design, experiment, repetitions);
  const problems: Problem[] = fault === null ? [] : [{ path: ['design'], text: fault }];
  if (freshProjects && treatments.some(({ loaded }) => /[./\\]/.test(loaded.config.corpus.name)))
    problems.push({ path: ['freshProjects'], text: 'a file of projects has no fresh ones' });
  for (const [at, contrast] of contrastsOf(experiment).entries()) {
    const text = contrastFault(contrast, experiment);
    if (text !== null) problems.push({ path: ['contrasts', at], text });
  }
  const names = contrastsOf(experiment).map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (contrasts !== undefined && twice !== undefined)
    problems.push({ path: ['contrasts'], text: `two contrasts are called ${twice}` });
  for (const kind of ['primary', 'secondary'] as const) {
    for (const [at, outcome] of outcomes[kind].entries()) {
      const text = figureFault(
        outcome,
        treatments.map(({ loaded }) => loaded),
      );
      if (text !== null) problems.push({ path: ['outcomes', kind, at], text });
    }
  }
  return problems;
}

/** The tournament that a run is: all of one repetition have the same name and seed, so that chance says the same in each. */
export function tournamentOf({ experiment, treatments, seeds }: LoadedExperiment, run: PlannedRun): LoadedTournament {
  const { loaded } = known(
    treatments.find(({ name }) => name === run.treatment),
    'treatment',
  );
  const seed = known(seeds[run.repetition - 1], 'seed');
  const { corpus } = loaded.config;
  const config = {
    ...loaded.config,
    name: runName(run.repetition, seeds.length),
    seed,
    corpus: experiment.freshProjects ? { ...corpus, seed } : corpus,
  };
  return { ...loaded, config };
}

/** As wide for all, so that folders are in order by their names. */
export function runName(repetition: number, repetitions: number): string {
  return `r${String(repetition).padStart(String(repetitions).length, '0')}`;
}

/** Where a run lies in the folder of its experiment. */
export function runFolderOf({ treatment, repetition }: PlannedRun, repetitions: number): string {
  return `runs/${treatment}/${runName(repetition, repetitions)}`;
}

/** `check` looks for what only the caller can know about a tournament. All that is wrong throws an `InputError`. */
export async function loadExperiment(path: string, check: Check = () => []): Promise<LoadedExperiment> {
  const file = await readYaml(path);
  const parsed = experimentSchema.safeParse(file.value);
  if (!parsed.success) throw file.wrong(problemsOf(parsed.error));
  const experiment = parsed.data;
  const folder = dirname(path);
  const problems = levelProblems(experiment);
  if (problems.length > 0) throw file.wrong(problems);
  const count = Object.values(experiment.factors).reduce((all, { levels }) => all * Object.keys(levels).length, 1);
  if (count > TREATMENTS_MAX && experiment.design.kind !== 'paired')
    throw file.wrong([{ path: ['factors'], text: `${count} treatments: at most ${TREATMENTS_MAX}` }]);
  const base = await baseOf(experiment, file, folder);
  const ground = { base, folder, check, rosterIn: rostersIn(folder) };
  const treatments: LoadedTreatment[] = [];
  for (const treatment of treatmentsOf(experiment)) {
    const one = await treatmentOf(experiment, ground, treatment);
    if (!('loaded' in one)) throw file.wrong(one);
    treatments.push(one);
  }
  const seeds = repetitionSeeds(experiment);
  const wrong = [...sameProblem(treatments), ...designProblems(experiment, treatments, seeds.length)];
  if (wrong.length > 0) throw file.wrong(wrong);
  return { experiment, treatments, seeds, runs: scheduleOf(experiment, seeds.length) };
}
