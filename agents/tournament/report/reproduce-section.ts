/** How a run is made again and held against this one: its file, its commands, its hashes, and what it ran on. */

import { isAbsolute, win32 } from 'node:path';
import { stringify } from 'yaml';
import { canonicalJson, sha256 } from '../../../server/kernel/hash.ts';
import type { TournamentConfig } from '../config.ts';
import { placeOf } from '../prompts-asked.ts';
import { type Block, factsOf, type Section, textBlock } from './report-model.ts';
import type { ReportedRun } from './reported-run.ts';

/** Of a file that is named from the root of a machine the name alone. */
function named(path: string): string {
  return isAbsolute(path) || win32.isAbsolute(path) ? `./${path.split(/[/\\]/).at(-1) ?? ''}` : path;
}

function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}

/** Fields that name a file; the corpus does so by its name. */
const FILES: ReadonlySet<string> = new Set(['roster', 'file', 'fitness']);

/** The value without places of the machine that it ran on, and without passwords. `field`: what holds it, `within`: what holds that. */
function portable(value: unknown, field = '', within = ''): unknown {
  if (typeof value === 'string') {
    if (field === 'endpoint') return withoutPassword(value);
    return FILES.has(field) || (field === 'name' && within === 'corpus') ? named(value) : value;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, portable(inner, key, field)]));
}

/** The tournament's file again. */
function fileLines(config: TournamentConfig): string[] {
  return [`# ${config.name}.yaml`, ...stringify(portable(config), { lineWidth: 0 }).trimEnd().split('\n')];
}

function codeText({ commit, changed }: ReportedRun['circumstances']['provenance']): string | null {
  if (commit === null || commit === undefined) return null;
  return `${commit}${changed === true ? ', with changes' : ''}`;
}

function madeOnText({ sessions }: ReportedRun['circumstances']): string | null {
  const [first] = sessions;
  const machine = first?.machine ?? null;
  if (machine === null) return null;
  const { processor, cores, memoryMiB } = machine;
  return `${processor}, ${cores} cores, ${memoryMiB} MiB; ${sessions.length === 1 ? 'in one go' : `in ${sessions.length} goes`}`;
}

function modelsText({ models }: ReportedRun['circumstances']): string | null {
  if (models === null || models === undefined) return null;
  const each = models.models.map(({ freelancer, model, answeredBy }) => {
    const place = placeOf(freelancer);
    const who = place === 'freelancer' ? freelancer : `the ${place}`;
    return `${who}: ${model}${answeredBy ? ` (${answeredBy})` : ''}`;
  });
  return `${each.join('; ')}; prices of ${models.prices.on}, sha256 ${models.prices.sha256}; ${models.mode}`;
}

export function reproduceSection(run: ReportedRun): Section {
  const { record, circumstances, logs, subject } = run;
  const { config, roster, corpusHash } = record;
  const { arena, node, platform, dependencies } = circumstances.provenance;
  const blocks: Block[] = [
    factsOf({
      Arena: arena,
      Commit: codeText(circumstances.provenance),
      Node: node,
      Platform: platform,
      Dependencies: dependencies === null || dependencies === undefined ? null : `sha256 ${dependencies}`,
      'Made on': madeOnText(circumstances),
      Models: modelsText(circumstances),
      'Seed of the run': config.seed,
      'Seed of the corpus': config.corpus.seed,
      'Run (identity)': circumstances.identity,
      Corpus: corpusHash,
      Sandbox: circumstances.sandboxImage,
      Roster: `${roster.name}, sha256 ${sha256(canonicalJson(roster))}`,
    }),
    textBlock('The tournament’s file:'),
    { kind: 'lines', lines: fileLines(config) },
    textBlock('Play it, and prove that it came out the same. The hash of a log’s last event stands for the whole log:'),
    {
      kind: 'lines',
      lines: [
        `npx arena run ${config.name}.yaml`,
        `npx arena replay runs/${config.name}`,
        `npx arena report runs/${config.name} --out ${config.name}.html`,
      ],
    },
    factsOf(
      Object.fromEntries(logs.map(({ market, events, hash }) => [`Log of ${market}`, `${events} events, ${hash}`])),
    ),
  ];
  return { id: 'reproduce', title: 'How to make it again', run: subject.name, blocks };
}
