/** The web app as people have it: a real server on a port of this machine, a real Chromium, and a check for those who hear pages. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { chromiumPath } from '../../cli/browser.mjs';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import type { Scenario } from '../../server/protocol/arena/scenario.ts';
import { openServing, type Serving, type ServingOptions } from '../../server/serving.ts';
import { HIGH_STREET } from '../http/world.ts';

export interface ServedWeb {
  readonly url: string;
  readonly port: number;
  readonly serving: Serving;
  /** More than once is once. */
  close(): Promise<void>;
}

/** The scenario's arena in this process, with the web app, on `port` or any free one. */
export async function serveWeb(options: Partial<ServingOptions> & { readonly port?: number } = {}): Promise<ServedWeb> {
  const { port = 0, ...given } = options;
  const scenario: Scenario | null = given.scenario === undefined ? HIGH_STREET : given.scenario;
  const settings = { ...WITHOUT_RATES, ...given.settings };
  const serving = await openServing({ file: null, scenarios: [], log: null, ...given, scenario, settings });
  const url = await serving.app.listen({ port, host: '127.0.0.1' });
  const { port: heldPort } = serving.app.server.address() as AddressInfo;
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= serving.close();
    return closing;
  };
  return { url, port: heldPort, serving, close };
}

let opened: Promise<Browser> | null = null;

async function launch(): Promise<Browser> {
  const executablePath = await chromiumPath();
  if (executablePath === null) throw new Error('there is no Chromium: node cli/browser.mjs brings one');
  return chromium.launch({ executablePath });
}

/** One browser for a file of tests: `afterAll(closeBrowser)` ends it. */
export async function closeBrowser(): Promise<void> {
  await (await opened)?.close();
  opened = null;
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of: errors of scripts, and whatever its policy stopped. */
  readonly complaints: readonly string[];
}

/** What a page that is asked of a stranger, or of a server that is away, makes the browser say by itself. */
const EXPECTED = /Failed to load resource|WebSocket connection to|net::ERR_/;

/** A person's own window; whatever the browser complains of fails the test. */
export async function visit(width = 1_280): Promise<Visit> {
  opened ??= launch();
  const browser = await opened;
  const look = { viewport: { width, height: 900 }, locale: 'en-US', timezoneId: 'UTC' };
  // What moves by itself is drawn sixty times a second, by a processor that has other things to do.
  const context = await browser.newContext({ ...look, reducedMotion: 'reduce' });
  // A busy machine draws late.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  return { context, page, complaints };
}

/** Signs in as one of the scenario's people. */
export async function signIn(page: Page, url: string, name: string, password = HIGH_STREET.name): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/markets`);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** A theme is other colours and nothing else: what axe finds of the rest it finds in either. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];

/** The page stands in this theme, because the machine has it. */
export async function seeIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.waitForSelector(`html[data-theme=${colorScheme}]`, { state: 'attached' });
}

/** axe finds nothing wrong with the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  for (const theme of ['light', 'dark'] as const) {
    await seeIn(page, theme);
    const options = {
      resultTypes: ['violations'],
      ...(theme === 'dark' && { runOnly: { type: 'rule', values: RULES_OF_COLOUR } }),
    };
    const violations = await page.evaluate(async (asked) => {
      const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<{ violations: unknown }> } };
      return (await axe.run(asked)).violations as Violation[];
    }, options);
    const told = violations.map(({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect(told).toEqual([]);
  }
}
