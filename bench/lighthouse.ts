/**
 * Lighthouse over the floor, a project and the standing of the high street, signed in: `node bench/lighthouse.ts FOLDER CHROMIUM`. It is no
 * package of the project, because it brings 170 MB of others: `npm install --prefix FOLDER lighthouse@13.5.0` puts it where it is found.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { parse } from 'yaml';
import { WITHOUT_RATES } from '../server/http/settings.ts';
import { scenarioSchema } from '../server/protocol/arena/scenario.ts';
import { openServing } from '../server/serving.ts';

interface Audited {
  readonly lhr: {
    readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
    readonly audits: Readonly<Record<string, { readonly displayValue?: string }>>;
  };
}
interface Lighthouse {
  readonly default: (url: string, flags: object, config?: object) => Promise<Audited>;
  readonly desktopConfig: object;
}

const PAGES = ['', '/projects/1', '/standing'];
const TOLD = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
const RUNS = 3;
const OWNER = 'olga';

async function signIn(page: Page, url: string, password: string): Promise<string> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Name').fill(OWNER);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/markets`);
  return (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

const [folder = '.', executablePath = 'chromium', port = '9222'] = process.argv.slice(2);
const found = createRequire(resolve(folder, 'package.json')).resolve('lighthouse');
const { default: lighthouse, desktopConfig } = (await import(pathToFileURL(found).href)) as Lighthouse;
const text = readFileSync(new URL('../seeds/scenarios/high-street.yaml', import.meta.url), 'utf8');
const scenario = scenarioSchema.parse(parse(text));
const serving = await openServing({ file: null, scenario, scenarios: [], log: null, settings: WITHOUT_RATES });
await serving.app.listen({ port: 0, host: '127.0.0.1' });
const url = `http://127.0.0.1:${(serving.app.server.address() as AddressInfo).port}`;
const browser = await chromium.launch({ executablePath, args: [`--remote-debugging-port=${port}`] });
try {
  const Cookie = await signIn(await browser.newPage(), url, scenario.name);
  const flags = { port: Number(port), extraHeaders: { Cookie }, onlyCategories: ['performance', 'accessibility'] };
  for (const page of PAGES) {
    for (let run = 0; run < RUNS; run += 1) {
      const { lhr } = await lighthouse(`${url}/markets/${scenario.market}${page}`, flags, desktopConfig);
      // A trace that did not begin in time has no score: run it again.
      const scores = Object.entries(lhr.categories).map(
        ([name, { score }]) => `${name} ${score === null ? 'not measured' : Math.round(score * 100)}`,
      );
      const figures = TOLD.map((name) => `${name} ${lhr.audits[name]?.displayValue ?? 'unknown'}`);
      process.stdout.write(`${page || '/'}: ${[...scores, ...figures].join(', ')}\n`);
    }
  }
} finally {
  await browser.close();
  await serving.close();
}
