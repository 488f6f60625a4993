/** A run as logs of the Inspect format, one a freelancer, as JSON or as the ZIP that Inspect calls `.eval`. */

import { canonicalJson, sha256 } from '../../../server/kernel/hash.ts';
import { decided, type Subject, worksOf } from '../analysis/subject.ts';
import type { Circumstances } from '../report/reported-run.ts';
import { isOutside, participantKindOf, type Roster, type RosterEntry } from '../roster.ts';
import { mean } from '../statistics/moments.ts';
import { usageOf } from './inspect-calls.ts';
import { type InspectSource, momentText, samplesOf } from './inspect-samples.ts';
import {
  type InspectHeader,
  type InspectLog,
  type InspectSample,
  type InspectSummary,
  inspectLogSchema,
} from './inspect-schema.ts';
import { type Part, zipOf } from './zip.ts';

export interface InspectRun extends InspectSource {
  readonly roster: Roster;
  readonly corpus: string;
  readonly corpusHash: string;
  readonly seed: string;
  readonly circumstances: Circumstances;
}

/** Only a genuine model has a model's name: what was drawn must not pass for what somebody's model can do. */
function modelName(entry: RosterEntry): string {
  if (entry.kind === 'model') return entry.model.replace(':', '/');
  const kind = participantKindOf(entry);
  return `${kind === 'scripted' ? 'simulated' : kind}/${isOutside(entry) ? entry.name : entry.model}`;
}

const NOTES =
  'Samples are deliveries, and work of which nothing was delivered. Times are market time. Accuracy is over decided works, each by what became of it: earlier deliveries are drafts. A lost bid is no sample.';

function resultsOf(subject: Subject, freelancer: string, samples: readonly InspectSample[]): InspectHeader['results'] {
  const works = decided(worksOf(subject, freelancer));
  const accuracy = mean(works.map(({ result }) => (result === 'passed' ? 1 : 0)));
  const cases = mean(works.map(({ casesPassed, caseCount }) => (caseCount === 0 ? 0 : casesPassed / caseCount)));
  const scored = samples.filter(({ scores }) => scores !== null).length;
  const counts = { scored_samples: scored, unscored_samples: samples.length - scored };
  const metric = (name: string, value: number | null) =>
    value === null ? {} : { [name]: { name, value, params: {} } };
  return {
    total_samples: samples.length,
    completed_samples: samples.length,
    scores: [
      { name: 'passed', scorer: 'cases', params: {}, metrics: metric('accuracy', accuracy), ...counts },
      { name: 'cases', scorer: 'cases', params: {}, metrics: metric('mean', cases), ...counts },
    ],
  };
}

function evalOf(
  run: InspectRun,
  entry: RosterEntry,
  samples: readonly InspectSample[],
  created: string,
): InspectHeader['eval'] {
  const { subject, circumstances, corpus, corpusHash, seed } = run;
  const { provenance, identity, sandboxImage } = circumstances;
  const { commit } = provenance;
  const task = { protocol: subject.protocol, seed, freelancer: entry.name };
  const ids = [...new Set(samples.map(({ id }) => id))];
  return {
    eval_id: sha256(canonicalJson([identity, entry.name])).slice(0, 22),
    run_id: identity.slice(0, 22),
    created,
    task: `arena/${subject.name}`,
    task_id: sha256(canonicalJson([corpusHash, subject.protocol])).slice(0, 22),
    task_version: 0,
    task_attribs: {},
    task_args: task,
    task_args_passed: task,
    dataset: { name: corpus, samples: ids.length, sample_ids: ids, shuffled: false },
    model: modelName(entry),
    model_generate_config: {},
    model_args: {},
    config: { epochs: Math.max(1, ...samples.map(({ epoch }) => epoch)) },
    ...(commit !== null &&
      commit !== undefined && {
        revision: { type: 'git' as const, origin: 'local', commit, dirty: provenance.changed === true },
      }),
    packages: { 'freelance-arena': provenance.arena },
    metadata: { corpus_sha256: corpusHash, sandbox: sandboxImage, run: identity, kind: entry.kind },
  };
}

function logOf(run: InspectRun, entry: RosterEntry): InspectLog {
  const { subject, calls } = run;
  const model = modelName(entry);
  const samples = samplesOf(run, { freelancer: entry.name, model });
  const moments = subject.observed.project.flatMap(({ postedAt, endedAt }) => [postedAt, endedAt ?? postedAt]);
  const [created, completed] = [Math.min(...moments), Math.max(...moments)].map((at) =>
    momentText(Number.isFinite(at) ? at : 0),
  );
  const usage = usageOf(calls.filter(({ freelancer }) => freelancer === entry.name));
  return {
    version: 2,
    status: 'success',
    invalidated: false,
    tags: ['freelance-arena', participantKindOf(entry)],
    metadata: { notes: NOTES },
    eval: evalOf(run, entry, samples, created ?? ''),
    plan: { name: 'plan', steps: [{ solver: 'bid_and_deliver', params: {}, params_passed: {} }], config: {} },
    results: resultsOf(subject, entry.name, samples),
    stats: {
      started_at: created ?? '',
      completed_at: completed ?? '',
      model_usage: usage === null ? {} : { [model]: usage },
      role_usage: {},
      connection_limit_history: [],
    },
    samples,
  };
}

/** One a freelancer, in the roster's order. A value that breaks the format throws. */
export function inspectLogs(run: InspectRun): InspectLog[] {
  return run.roster.entries.map((entry) => inspectLogSchema.parse(logOf(run, entry)));
}

/** As Inspect names its files, without the ending: it finds task and moment in the name without opening the file. */
export function inspectFileName({ eval: { created, task, eval_id: id } }: InspectLog): string {
  const clean = (text: string): string => text.replaceAll(/[^A-Za-z0-9.-]+/g, '-');
  return [created.replace(/\.\d+/, '').replaceAll(/[:+]/g, '-'), clean(task), clean(id)].join('_');
}

export function inspectJson(log: InspectLog): string {
  return `${canonicalJson(log)}\n`;
}

/** Longer texts of a summary are cut, as Inspect does. */
const SUMMARY_MAX = 1_024;

function summaryOf({
  id,
  epoch,
  input,
  target,
  scores,
  metadata,
  model_usage,
  role_usage,
}: InspectSample): InspectSummary {
  return {
    id,
    epoch,
    input: input.slice(0, SUMMARY_MAX),
    target,
    scores,
    metadata,
    model_usage,
    role_usage,
    completed: true,
  };
}

export function inspectEval({ samples, ...header }: InspectLog): Uint8Array {
  const start = { version: header.version, eval: header.eval, plan: header.plan };
  const parts: Part[] = [
    { name: '_journal/start.json', content: canonicalJson(start) },
    ...samples.map((sample) => ({
      name: `samples/${sample.id}_epoch_${sample.epoch}.json`,
      content: canonicalJson(sample),
    })),
    { name: 'summaries.json', content: canonicalJson(samples.map(summaryOf)) },
    { name: 'header.json', content: canonicalJson(header) },
  ];
  return zipOf(parts);
}
