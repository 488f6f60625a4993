/** The words of `arena serve`, read and checked before anything is opened. */

import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { loadScenario, scenarioNames } from '../seeds/scenario-files.ts';
import { DEFAULT_WEBHOOKS, rateOf, type ServerSettings, WITHOUT_RATES } from '../server/http/settings.ts';
import type { Scenario } from '../server/protocol/arena/scenario.ts';

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
  'webhooks-to-anywhere': { type: 'boolean' },
  quiet: { type: 'boolean' },
} as const;

export interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly file: string | null;
  readonly scenario: Scenario | null;
  readonly quiet: boolean;
  readonly speed: number | null;
  readonly workers: number;
  readonly settings: Partial<ServerSettings>;
}

/** An address may hold so many tokens that are as busy as they may be. */
const TOKENS_PER_ADDRESS = 20;
const SPEED_MAX = 1_000_000;

function wholeNumber(given: string, name: string, max: number): number {
  if (!/^\d{1,9}$/.test(given) || Number(given) > max) throw new InputError(`--${name}: a number up to ${max}`, 64);
  return Number(given);
}

function ratesOf(rate: string | undefined): Partial<ServerSettings> {
  if (rate === undefined) return {};
  if (rate === 'none') return WITHOUT_RATES;
  const perMinute = wholeNumber(rate, 'rate', 1_000_000);
  if (perMinute === 0) throw new InputError('--rate: requests a minute of one token, or none for no limit', 64);
  return { tokenRate: rateOf(perMinute), addressRate: rateOf(perMinute * TOKENS_PER_ADDRESS) };
}

function scenarioOf(name: string | undefined): Scenario | null {
  const scenario = name === undefined ? null : loadScenario(name);
  if (name === undefined || scenario !== null) return scenario;
  throw new InputError(`--scenario: there is no ${name}; there is ${scenarioNames().join(', ')}`, 64);
}

function speedOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  const speed = /^\d{1,7}(\.\d{1,6})?$/.test(given) ? Number(given) : 0;
  if (speed > 0 && speed <= SPEED_MAX) return speed;
  throw new InputError(`--speed: market seconds for one of the wall, above 0 and up to ${SPEED_MAX}`, 64);
}

export function readOptions(args: string[]): ServeOptions {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { port = '8080', host = '127.0.0.1', db: file = null, quiet = false, proxy = [], rate } = values;
  const publicUrl = values['public-url'] ?? null;
  if (publicUrl !== null && !(/^https?:\/\/[^/?#@]+$/.test(publicUrl) && URL.canParse(publicUrl))) {
    throw new InputError('--public-url: as https://arena.example.org, without a path', 64);
  }
  const scenario = scenarioOf(values.scenario);
  if (file === null && scenario === null) throw new InputError('--db FILE: where is the arena to be kept?', 64);
  const workers = wholeNumber(values.workers ?? String(availableParallelism()), 'workers', 64);
  const speed = speedOf(values.speed);
  const webhooks = { ...DEFAULT_WEBHOOKS, toAnywhere: values['webhooks-to-anywhere'] === true };
  const settings = { publicUrl, trustedProxies: proxy, webhooks, ...ratesOf(rate) };
  return { port: wholeNumber(port, 'port', 65_535), host, file, scenario, quiet, speed, workers, settings };
}
