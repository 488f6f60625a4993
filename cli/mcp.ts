/** `arena mcp`: MCP over standard input and output, for chat assistants that start their servers themselves. */

import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { loadScenario, scenarioNames } from '../seeds/scenario-files.ts';
import { bridgeStdio } from '../server/http/mcp/stdio.ts';
import { pathOf } from '../server/http/mcp/where.ts';
import { WITHOUT_RATES } from '../server/http/settings.ts';
import type { Scenario } from '../server/protocol/arena/scenario.ts';
import { readToken } from '../server/reviewer/sandbox/remote/token.ts';
import { openServing, type Serving } from '../server/serving.ts';

const text = { type: 'string' } as const;
export const OPTIONS = { url: text, token: text, 'token-file': text, market: text, scenario: text, as: text } as const;

const report = (message: string): void => void process.stderr.write(`arena mcp: ${message}\n`);

function tokenOf(given: string | undefined, file: string | undefined): string {
  const token = given ?? (file === undefined ? process.env.ARENA_TOKEN : readToken(file));
  if (token === undefined || token === '') {
    throw new InputError('whose token? --token-file FILE, --token TOKEN, or ARENA_TOKEN in the environment', 64);
  }
  return token;
}

/** Requests into a server that listens nowhere. */
function fetchFrom({ app }: Serving): typeof fetch {
  return async (url, init) => {
    const { method = 'GET', headers, body } = new Request(url, init);
    const payload = body === null ? undefined : await new Response(body).text();
    const answer = await app.inject({
      method: method as 'POST',
      url: new URL(String(url)).pathname,
      headers: Object.fromEntries(headers),
      ...(payload === undefined ? {} : { payload }),
      payloadAsStream: true,
    });
    const told = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const empty = answer.statusCode === 202 || answer.statusCode === 204;
    const stream = Readable.toWeb(answer.stream()) as ReadableStream;
    return new Response(empty ? null : stream, { status: answer.statusCode, headers: told });
  };
}

function personOf({ people }: Scenario, name: string | undefined): string {
  const person = people.find((one) => (name === undefined ? one.roles.includes('freelancer') : one.name === name));
  if (person !== undefined) return person.token;
  throw new InputError(`--as: one of ${people.map((one) => one.name).join(', ')}`, 64);
}

async function runScenario(name: string, as: string | undefined, signal: AbortSignal): Promise<void> {
  const scenario = loadScenario(name);
  if (scenario === null) throw new InputError(`--scenario: there is ${scenarioNames().join(', ')}`, 64);
  const token = personOf(scenario, as);
  const serving = await openServing({ file: null, scenario, scenarios: [], log: null, settings: WITHOUT_RATES });
  try {
    const url = new URL(pathOf(null), 'http://localhost');
    await bridgeStdio({ url, token, fetch: fetchFrom(serving), signal, report });
  } finally {
    await serving.close();
  }
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { url, scenario, market, as } = values;
  if (scenario !== undefined) await runScenario(scenario, as, signal);
  else {
    if (url === undefined || !/^https?:/.test(url) || !URL.canParse(url)) {
      throw new InputError('which arena? --url http://HOST:PORT, or --scenario NAME for a small world of its own', 64);
    }
    const token = tokenOf(values.token, values['token-file']);
    await bridgeStdio({ url: new URL(pathOf(market ?? null), url), token, signal, report });
  }
  return 0;
}
