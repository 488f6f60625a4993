/** The OpenAPI document: of every route, true to the rules, checked in, and without a word from a public linter. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lintFromString, loadConfig } from '@redocly/openapi-core';
import type { OpenAPIV3_1 } from 'openapi-types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TAGS } from '../../server/http/openapi/route-schema.ts';
import { openApiText } from '../../server/http/routes/arena/openapi.ts';
import { WEB_ASSETS } from '../../server/http/routes/web.ts';
import { RULES } from '../../server/http/rules.ts';
import { WEB_PAGES } from '../../server/http/web/pages.ts';
import { openWorld, type World } from './world.ts';

const FILE = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
const RULESET = fileURLToPath(new URL('../../redocly.yaml', import.meta.url));

let world: World;
let text = '';
let document: OpenAPIV3_1.Document;
beforeAll(async () => {
  world = await openWorld();
  await world.app.ready();
  text = openApiText(world.app);
  document = JSON.parse(text) as OpenAPIV3_1.Document;
});
afterAll(() => world.close());

/** MCP describes itself, in its own words; pages of the web app are read by people. */
const isPage = (path: string): boolean => WEB_PAGES.includes(path) || path.startsWith(WEB_ASSETS);
const isElsewhere = (route: string): boolean => route.endsWith(' /mcp') || isPage(route.split(' ')[1] ?? '');
const routes = Object.entries(RULES)
  .filter(([route]) => !isElsewhere(route))
  .map(([route, rule]) => ({ route, rule }));

function operationOf(route: string): OpenAPIV3_1.OperationObject | undefined {
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/:([a-z_]+)/g, '{$1}').replace('*', '{*}');
  return document.paths?.[path]?.[method.toLowerCase() as 'get'];
}

test('is checked in as it is made; `npm run openapi` writes it anew', () => {
  expect(readFileSync(FILE, 'utf8') === text, 'docs/openapi.json is not what the routes say: npm run openapi').toBe(
    true,
  );
});

test('is served to anybody', async () => {
  const answer = await world.app.inject({ url: '/openapi.json' });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.body).toBe(text);
});

test('has a word from no rule of the linter', async () => {
  const config = await loadConfig({ configPath: RULESET });
  const found = await lintFromString({ source: text, absoluteRef: FILE, config });
  expect(found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
});

test('the linter would say something', async () => {
  const config = await loadConfig({ configPath: RULESET });
  const source = text.replace('"operationId": "placeBid"', '"operationId": "listBids"');
  const found = await lintFromString({ source, absoluteRef: FILE, config });
  expect(found.map(({ ruleId }) => ruleId)).toContain('operation-operationId-unique');
});

test('has the routes of the table of rules and no others', () => {
  const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item ?? {}).map(
      (method) => `${method.toUpperCase()} ${path.replaceAll(/\{([^}*]+)\}/g, ':$1').replace('{*}', '*')}`,
    ),
  );
  expect(described.toSorted()).toEqual(routes.map(({ route }) => route).toSorted());
});

describe.each(routes)('$route', ({ route, rule }) => {
  test('says what it is, in one group and under a name of its own', () => {
    const { tags = [], operationId, summary, description } = operationOf(route) ?? {};
    expect(tags.map((tag) => Object.keys(TAGS).includes(tag))).toEqual([true]);
    expect(operationId).toMatch(/^[a-z][A-Za-z0-9]+$/);
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    expect(description).toMatch(
      /\bFor (?:anybody|everybody|researchers|owners|employers|freelancers|reviewers|watchers)/,
    );
  });

  test('says what it answers with, good and bad', () => {
    const { responses = {} } = operationOf(route) ?? {};
    const good = Object.entries(responses).filter(([status]) => /^[23]/.test(status));
    expect(good.length).toBeGreaterThan(0);
    for (const [status, answer] of good) {
      // A redirect has no body; everything else says of what form it is.
      if (!status.startsWith('3')) expect(answer, `response: { ${status}: … }`).toHaveProperty('content');
    }
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['429', '500', '503']));
  });

  test('says who may use it, as the table does', () => {
    const { security = [], parameters = [] } = operationOf(route) ?? {};
    if (rule.who === 'anyone') return expect(security).toEqual([]);
    const writes = !route.startsWith('GET ');
    const session = writes ? { session: [], csrf: [] } : { session: [] };
    const token =
      rule.proof === 'session' ? [] : ['token', 'bearer', 'oauth'].map((name) => ({ [name]: [rule.proof] }));
    expect(security).toEqual([...token, session]);
    const key = { $ref: '#/components/parameters/IdempotencyKey' };
    expect(parameters.some((one) => JSON.stringify(one) === JSON.stringify(key))).toBe(writes);
  });
});
