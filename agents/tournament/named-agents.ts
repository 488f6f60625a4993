/** Language models that the command line names: they join whoever the roster has. */

import { modelNameSchema } from '../llm/model-name.ts';
import { modelEntrySchema } from '../llm/roster-entry.ts';
import { InputError } from './input-error.ts';
import type { LoadedTournament } from './load.ts';
import type { Problem } from './problem.ts';
import type { Roster, RosterEntry } from './roster.ts';

/** Markets of a solo tournament are named after their freelancer, and have room for so much. */
const NAME_MAX = 40;
const WRONG_COMMAND = 64;

/** `PROVIDER:MODEL`, a model of the study, and behind an `@` the address of an endpoint of one's own. Else what is wrong. */
export function namedModel(text: string): { readonly model: string; readonly endpoint: string | null } | string {
  const [, model = text, endpoint = null] = /^(.+?)@(https?:\/\/.+)$/.exec(text) ?? [];
  const named = modelNameSchema.safeParse(model);
  return named.success ? { model, endpoint } : (named.error.issues[0]?.message ?? '');
}

function entryFor(text: string) {
  const named = namedModel(text);
  if (typeof named === 'string') throw new InputError(`--agent ${text}: ${named}`, WRONG_COMMAND);
  const { model, endpoint } = named;
  const entry = modelEntrySchema.safeParse({ name: model.slice(0, NAME_MAX), kind: 'model', model, endpoint });
  if (!entry.success) throw new InputError(`--agent ${text}: ${entry.error.issues[0]?.message ?? ''}`, WRONG_COMMAND);
  return entry.data;
}

/** The tournament with these models among its freelancers. Throws an `InputError` for a name that is none or is taken. */
export function withAgents(loaded: LoadedTournament, agents: readonly string[]): LoadedTournament {
  if (agents.length === 0) return loaded;
  const entries = [...loaded.roster.entries, ...agents.map(entryFor)];
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) throw new InputError(`--agent: there are two freelancers called ${name}`, WRONG_COMMAND);
    names.add(name);
  }
  return { ...loaded, roster: { ...loaded.roster, entries } };
}

/** The roster with other models in these seats, by their names: everything else about a seat stays. Else what is wrong. */
export function withModels(roster: Roster, models: Readonly<Record<string, string>>): Roster | Problem {
  const entries = new Map<string, RosterEntry>(roster.entries.map((entry) => [entry.name, entry]));
  for (const [name, text] of Object.entries(models)) {
    const path = ['models', name];
    const entry = entries.get(name);
    if (entry?.kind !== 'model') return { path, text: `the roster has no model called "${name}"` };
    const named = namedModel(text);
    if (typeof named === 'string') return { path, text: named };
    const parsed = modelEntrySchema.safeParse({ ...entry, ...named });
    if (!parsed.success) return { path, text: parsed.error.issues[0]?.message ?? '' };
    entries.set(name, parsed.data);
  }
  return { ...roster, entries: [...entries.values()] };
}
