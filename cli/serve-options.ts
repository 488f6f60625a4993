/** The words of `arena serve`, read and checked before anything is opened. */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { loadScenario, scenarioNames } from '../seeds/scenario-files.ts';
import { DEFAULT_WEBHOOKS, type ServerSettings } from '../server/http/settings.ts';
import type { Scenario } from '../server/protocol/arena/scenario.ts';
import { ratesOf, speedOf, wholeNumber } from './serve-numbers.ts';

const text = { type: 'string' } as const;
export const OPTIONS = {
  port: text,
  host: text,
  db: text,
  scenario: text,
  'public-url': text,
  proxy: { type: 'string', multiple: true },
  rate: text,
  speed: text,
  workers: text,
  models: text,
  writer: text,
  'webhooks-to-anywhere': { type: 'boolean' },
  quiet: { type: 'boolean' },
} as const;

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  /** Where the port is taken, any other will do. */
  readonly anyPort: boolean;
  readonly file: string | null;
  readonly scenario: Scenario | null;
  readonly quiet: boolean;
  readonly speed: number | null;
  readonly workers: number;
  /** A roster whose models are played; null: none are. */
  readonly models: string | null;
  /** A model that writes projects for employers, or a file that says which; null: none does. */
  readonly writer: string | null;
  readonly settings: Partial<ServerSettings>;
}

function scenarioOf(name: string | undefined): Scenario | null {
  if (name === undefined) return null;
  const scenario = loadScenario(name);
  if (scenario !== null) return scenario;
  throw new InputError(`--scenario: there is no ${name}; there is ${scenarioNames().join(', ')}`, 64);
}

export function readOptions(args: string[]): ServeOptions {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { port = '8080', host = '127.0.0.1', db: file = null, quiet = false, proxy = [], rate, models = null } = values;
  const publicUrl = values['public-url'] ?? null;
  if (publicUrl !== null && !(/^https?:\/\/[^/?#@]+$/.test(publicUrl) && URL.canParse(publicUrl))) {
    throw new InputError('--public-url: as https://arena.example.org, without a path', 64);
  }
  const scenario = scenarioOf(values.scenario);
  if (file === null && scenario === null) throw new InputError('--db FILE: where is the arena to be kept?', 64);
  const workers = wholeNumber(values.workers ?? String(availableParallelism()), 'workers', 64);
  if (values.writer !== undefined && workers === 0) {
    throw new InputError('--writer: a draft is tried out in the sandbox, and --workers 0 is none', 64);
  }
  const webhooks = { ...DEFAULT_WEBHOOKS, toAnywhere: values['webhooks-to-anywhere'] === true };
  const settings = { publicUrl, trustedProxies: proxy, webhooks, ...ratesOf(rate) };
  return {
    port: wholeNumber(port, 'port', 65_535),
    host,
    anyPort: false,
    file,
    scenario,
    quiet,
    workers,
    models,
    writer: values.writer ?? null,
    settings,
    speed: speedOf(values.speed),
  };
}
