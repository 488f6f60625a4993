/** `npm run screenshots`: every page at three widths in both themes, into `docs/pages/`, and the page that shows them. */

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../cli/browser.mjs';
import { SHOTS, type Shot } from './screenshot-list.ts';
import { openStage } from './screenshot-stage.ts';
import { ROOT } from './source-files.ts';
import { signIn } from './web.ts';

const WIDTHS = { phone: [390, 780], tablet: [820, 1_060], wide: [1_280, 860] } as const;
type Width = keyof typeof WIDTHS;
const EVERY_WIDTH = Object.keys(WIDTHS) as Width[];
const THEMES = ['light', 'dark'] as const;
const QUALITY = 30;
const FOLDER = join(ROOT, 'docs/pages');

interface Look {
  readonly format?: 'webp' | 'jpeg';
  readonly quality?: number | undefined;
  readonly scale?: number | undefined;
}

/** As WebP, which Chromium writes and Playwright does not ask it for. */
async function capture(page: Page, file: string, look: Look = {}): Promise<void> {
  const { format = 'webp', quality = QUALITY, scale = 1 } = look;
  const client = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const { cssVisualViewport: seen } = await client.send('Page.getLayoutMetrics');
  const clip = { x: seen.pageX, y: seen.pageY, width, height, scale };
  const { data } = await client.send('Page.captureScreenshot', { format, quality, ...(scale === 1 ? {} : { clip }) });
  writeFileSync(file, Buffer.from(data, 'base64'));
  await client.detach();
}

const QUIET_MS = 600;
const README_HEIGHT = 1_300;
const PATIENCE_MS = 120_000;

type Theme = (typeof THEMES)[number];

async function shoot(page: Page, url: string, shot: Shot, width: Width, theme: Theme): Promise<void> {
  await page.goto(`${url}${shot.path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await shot.before?.(page);
  // What is still asked for stands as a grey field.
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(QUIET_MS);
  const { quality, scale } = shot;
  const look = { quality, ...(width === 'phone' ? {} : { scale }) };
  await capture(page, join(FOLDER, `${shot.name}-${width}-${theme}.webp`), look);
  // The two of the README: large, and readable by every renderer.
  if (width === 'wide' && theme === 'light' && (shot.name === 'floor' || shot.name === 'standing')) {
    await page.setViewportSize({ width: WIDTHS.wide[0], height: README_HEIGHT });
    await page.waitForTimeout(QUIET_MS);
    await capture(page, join(ROOT, `docs/${shot.name}.jpg`), { format: 'jpeg', quality: 78 });
    await page.setViewportSize({ width: WIDTHS.wide[0], height: WIDTHS.wide[1] });
  }
}

/** All pages of one person, at one width, in one theme. */
async function shootAs(
  browser: Browser,
  url: string,
  shots: readonly Shot[],
  width: Width,
  theme: Theme,
): Promise<void> {
  const [x, y] = WIDTHS[width];
  const look = { viewport: { width: x, height: y }, colorScheme: theme, reducedMotion: 'reduce' } as const;
  const context = await browser.newContext({ ...look, locale: 'en-US', timezoneId: 'UTC' });
  // A busy machine draws late.
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const who = shots[0]?.who ?? null;
  if (who !== null) await signIn(page, url, who);
  for (const shot of shots) await shoot(page, url, shot, width, theme);
  await context.close();
}

/** Person by person, so that each signs in once for all pages of a width and theme. */
async function shootAll(browser: Browser, url: string, wanted: readonly Shot[]): Promise<void> {
  const people = [...new Set(wanted.map(({ who }) => who))];
  const sittings = widths.flatMap((width) => THEMES.flatMap((theme) => people.map((who) => ({ width, theme, who }))));
  for (const { width, theme, who } of sittings) {
    const shots = wanted.filter((shot) => shot.who === who);
    await shootAs(browser, url, shots, width, theme);
  }
}

/** Of the pictures that are there. */
function indexText(): string {
  const parts = SHOTS.map(({ name, title }) => {
    const files = EVERY_WIDTH.flatMap((width) => THEMES.map((theme) => `${name}-${width}-${theme}.webp`));
    const there = files.filter((file) => existsSync(join(FOLDER, file)));
    return `## ${title}\n\n${there.map((file) => `![${title}: ${file.slice(0, -5)}](pages/${file})`).join('\n')}\n`;
  });
  const head =
    '# The pages of the web app\n\nPages at several widths, light and dark, as `npm run screenshots` takes them from a server that it fills itself.\n';
  return [head, ...parts].join('\n');
}

/** Words name the pages or the widths to be taken; none: all of them, and what is not theirs is cleared away. */
const said = process.argv.slice(2);
const chosen = SHOTS.filter(({ name }) => said.includes(name));
const wanted = chosen.length === 0 ? SHOTS : chosen;
const widths = EVERY_WIDTH.some((width) => said.includes(width))
  ? EVERY_WIDTH.filter((width) => said.includes(width))
  : EVERY_WIDTH;
if (said.length === 0) rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const executablePath = await chromiumPath();
if (executablePath === null) throw new Error('there is no Chromium: node cli/browser.mjs brings one');
const stage = await openStage();
const browser = await chromium.launch({ executablePath });
try {
  await shootAll(browser, stage.url, wanted);
  writeFileSync(join(ROOT, 'docs/pages.md'), indexText());
} finally {
  await browser.close();
  await stage.close();
}
