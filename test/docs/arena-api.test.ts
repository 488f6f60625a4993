/** The guide of the arena's own API: every request that it shows is made, in its order, and its table has every route. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOURNAMENT_KIT } from '../../cli/tournament-kit.ts';
import { RULES } from '../../server/http/rules.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { known } from '../../server/kernel/assert.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import { openServing, type Serving } from '../../server/serving.ts';
import { codeBlocks, quoted, section, tableRows } from '../helpers/markdown.ts';
import { ROOT } from '../helpers/source-files.ts';

const page = readFileSync(join(ROOT, 'docs/arena-api.md'), 'utf8');
const NOUNS =
  /^\/(?:metrics$|api\/arena\/1\.0\/(?:markets?|participants|deposits|project-packages|legal|commands|documents|projects|deliveries|active-time|statement|standing|floor|desk|events|state|replay|re-clearings|model-calls|latency-report|clock|tournaments)\b)/;

interface Request {
  readonly method: string;
  readonly url: string;
  readonly who: string;
  readonly body: string;
}

function requestOf(text: string): Request {
  const [, method = '', url = '', who = '', body = ''] = /^(\S+) (\S+)\nas: (\w+)\n(?:\n([\s\S]*))?$/.exec(text) ?? [];
  return { method, url, who, body };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly cookie: string;
}

async function ask(
  serving: Serving,
  { method, url, body }: Omit<Request, 'who'>,
  headers: Record<string, string>,
): Promise<Answer> {
  const type = body === '' ? {} : { 'content-type': 'application/json' };
  const answer = await serving.app.inject({
    method: method as 'GET',
    url,
    headers: { ...headers, ...type },
    ...(body !== '' && { payload: body }),
  });
  const [cookie] = [answer.headers['set-cookie'] ?? []].flat();
  return { status: answer.statusCode, text: answer.body, cookie: cookie?.split(';')[0] ?? '' };
}

/** Whoever has signed up makes a token for any market. */
async function tokenWith(serving: Serving, cookie: string): Promise<string> {
  const body = JSON.stringify({ label: 'guide', scopes: SCOPES });
  const request = { method: 'POST', url: '/api/arena/1.0/tokens', body };
  const { text } = await ask(serving, request, { cookie, 'x-arena-csrf': '1' });
  return (JSON.parse(text) as { result: { token: string } }).result.token;
}

test('every request that is shown succeeds, one after the other', async () => {
  const serving = await openServing({
    file: null,
    scenario: null,
    scenarios: [],
    log: null,
    workers: 1,
    tournaments: TOURNAMENT_KIT,
    settings: WITHOUT_RATES,
  });
  const tokens = new Map<string, string>();
  let invite = '';
  try {
    const first = { name: 'ada', password: 'a long enough word', invite: known(serving.ownerLink, 'owner link') };
    const request = { method: 'POST', url: '/api/arena/1.0/sign-up', body: JSON.stringify(first) };
    tokens.set('ada', await tokenWith(serving, (await ask(serving, request, {})).cookie));
    const shown = codeBlocks(page).filter(({ language }) => language === 'http');
    expect(shown.length).toBeGreaterThan(15);
    for (const { text } of shown) {
      const { method, url, who, body } = requestOf(text);
      const token = tokens.get(who);
      const headers: Record<string, string> = token === undefined ? {} : { 'freelancer-oauth-v1': token };
      const send = () => ask(serving, { method, url, body: body.replace('INVITE', invite) }, headers);
      let answer = await send();
      for (let tries = 0; url.endsWith('/verdict') && answer.status === 404 && tries < 2_400; tries += 1) {
        await new Promise((done) => setTimeout(done, 50));
        answer = await send();
      }
      expect(answer.status, `${text}\n${answer.text}`).toBe(200);
      if (url.endsWith('/invites')) invite = (JSON.parse(answer.text) as { result: { invite: string } }).result.invite;
      if (url.endsWith('/sign-up')) tokens.set(who, await tokenWith(serving, answer.cookie));
      if (url.endsWith('/verdict')) expect(answer.text).toContain('"status":"passed"');
      if (url.endsWith('/statement')) expect(answer.text).toContain('"walletCents":2500');
    }
  } finally {
    await serving.close();
  }
});

test('its table has every route of these nouns, and no other', () => {
  const named = tableRows(section(page, 'Every route')).map(([cell = '']) => quoted(cell)[0]);
  const routes = Object.keys(RULES).filter((route) => NOUNS.test(route.split(' ')[1] ?? ''));
  expect(named.toSorted()).toEqual(routes.toSorted());
});
