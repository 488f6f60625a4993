/** `npm run screenshots`: every page at three widths in both themes, into `docs/pages/`, and the page that shows them. */

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumPath } from '../../cli/browser.mjs';
import { HIGH_STREET } from '../http/world.ts';
import { openStage } from './screenshot-stage.ts';
import { STUDY_SHOTS } from './screenshot-study.ts';
import { ROOT } from './source-files.ts';

const WIDTHS = { phone: [390, 780], tablet: [820, 1_060], wide: [1_280, 860] } as const;
const THEMES = ['light', 'dark'] as const;
const QUALITY = 30;
const FOLDER = join(ROOT, 'docs/pages');

interface Shot {
  readonly name: string;
  /** What it is, under the picture. */
  readonly title: string;
  readonly who: string | null;
  readonly path: string;
  /** Something to be done first, such as opening a part of the page. */
  readonly before?: (page: Page) => Promise<unknown>;
  readonly quality?: number;
  /** Of the picture to the page; a phone's is never made smaller. */
  readonly scale?: number;
}

const STUDY = '/markets/study-auction';
/** Below the bar that stays where it is. */
const BAR = 130;

/** Scrolls so that the part of this heading stands above everything else. */
async function toTop(page: Page, heading: string): Promise<void> {
  const box = await page.getByRole('heading', { name: heading }).boundingBox();
  await page.mouse.wheel(0, (box?.y ?? 0) - BAR);
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const SHOTS: readonly Shot[] = [
  { name: 'home', title: 'The door', who: null, path: '/' },
  { name: 'sign-in', title: 'Sign in', who: null, path: '/sign-in' },
  { name: 'sign-up', title: 'Sign up', who: null, path: '/sign-up' },
  { name: 'markets', title: 'Markets', who: 'olga', path: '/markets' },
  { name: 'floor', title: 'The floor of a market', who: 'olga', path: STUDY },
  { name: 'standing', title: 'Its standing', who: 'olga', path: `${STUDY}/standing` },
  {
    name: 'replay',
    title: 'Replay, two markets beside each other',
    who: 'olga',
    path: `${STUDY}/replay?cursor=420&beside=spring`,
  },
  {
    name: 're-clear',
    title: 'The same bids under another mechanism',
    who: 'olga',
    path: `${STUDY}/replay`,
    before: async (page) => {
      await press('Clear again')(page);
      await page.getByText(/would have had the same winner/).waitFor();
      await toTop(page, 'Clear the same bids');
    },
  },
  { name: 'people', title: 'Who takes part', who: 'olga', path: `${STUDY}/people` },
  {
    name: 'person',
    title: 'A simulated freelancer: record, costs, calibration',
    who: 'olga',
    path: `${STUDY}/people/4`,
  },
  {
    name: 'model-calls',
    title: 'A model: every call, and what was said',
    who: 'olga',
    path: '/markets/spring/people',
    before: async (page) => {
      await page.getByRole('link', { name: 'Mini' }).click();
      await page.getByRole('button', { name: /^Bid/ }).click();
      await page.getByText('Answered', { exact: true }).waitFor();
      await toTop(page, 'Model calls');
    },
  },
  { name: 'ledger', title: 'The ledger', who: 'olga', path: `${STUDY}/ledger` },
  { name: 'log', title: 'The log in sentences', who: 'olga', path: `${STUDY}/log` },
  { name: 'project', title: 'A project as its watchers see it', who: 'olga', path: `${STUDY}/projects/1` },
  { name: 'dispute', title: 'A disputed project, before its arbiter', who: 'olga', path: '/markets/works/projects/3' },
  { name: 'tournaments', title: 'Tournaments', who: 'olga', path: '/tournaments' },
  { name: 'new-tournament', title: 'A new tournament, with its estimate', who: 'olga', path: '/tournaments/new' },
  { name: 'tournament', title: 'The standing of a tournament', who: 'olga', path: '/tournaments/study-auction' },
  { name: 'hiring', title: 'Hiring: markets', who: 'erin', path: '/hiring' },
  { name: 'hiring-projects', title: 'Hiring: my projects', who: 'erin', path: '/hiring/works?list=work' },
  { name: 'hiring-post', title: 'Hiring: the form, with help by a model', who: 'erin', path: '/hiring/works/post' },
  {
    name: 'hiring-cases',
    title: 'Hiring: cases of a project',
    who: 'erin',
    path: '/hiring/works/post',
    before: async (page) => {
      await press('Fill in an example')(page);
      await press('3. Cases')(page);
    },
  },
  { name: 'hiring-proposals', title: 'Hiring: bids beside each other', who: 'erin', path: '/hiring/works/projects/1' },
  {
    name: 'hiring-delivery',
    title: 'Hiring: a delivery with its verdict',
    who: 'erin',
    path: '/hiring/works/projects/2',
  },
  {
    name: 'hiring-payments',
    title: 'Hiring: payments and a dispute',
    who: 'erin',
    path: '/hiring/works/projects/3?tab=payments',
  },
  { name: 'hiring-money', title: 'Hiring: money', who: 'erin', path: '/hiring/works/money' },
  { name: 'working', title: 'Work: markets', who: 'fay', path: '/working' },
  { name: 'working-find', title: 'Work: find projects', who: 'fay', path: '/working/works' },
  { name: 'working-mine', title: 'Work: my projects', who: 'fay', path: '/working/works/mine' },
  { name: 'working-offer', title: 'Work: a project and one’s bid', who: 'fay', path: '/working/works/projects/1' },
  { name: 'working-place', title: 'Work: the work place', who: 'fay', path: '/working/works/projects/2/place' },
  { name: 'working-dispute', title: 'Work: a dispute', who: 'gus', path: '/working/works/projects/3' },
  { name: 'working-money', title: 'Work: money and active time', who: 'fay', path: '/working/works/money' },
  ...STUDY_SHOTS,
];

async function enter(page: Page, url: string, who: string | null): Promise<void> {
  if (who === null) return;
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Name').fill(who);
  await page.getByLabel('Password').fill(HIGH_STREET.name);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/markets`);
}

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

type Width = keyof typeof WIDTHS;
type Theme = (typeof THEMES)[number];

async function shoot(page: Page, url: string, shot: Shot, width: Width, theme: Theme): Promise<void> {
  await page.goto(`${url}${shot.path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await shot.before?.(page);
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
  await enter(page, url, shots[0]?.who ?? null);
  for (const shot of shots) await shoot(page, url, shot, width, theme);
  await context.close();
}

async function shootAll(browser: Browser, url: string, wanted: readonly Shot[]): Promise<void> {
  const people = [...new Set(wanted.map(({ who }) => who))];
  for (const width of widths) {
    for (const theme of THEMES) {
      for (const who of people) {
        const shots = wanted.filter((one) => one.who === who);
        await shootAs(browser, url, shots, width, theme);
      }
    }
  }
}

/** Of the pictures that are there. */
function indexText(): string {
  const parts = SHOTS.map(({ name, title }) => {
    const files = Object.keys(WIDTHS).flatMap((width) => THEMES.map((theme) => `${name}-${width}-${theme}.webp`));
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
const every = Object.keys(WIDTHS) as Width[];
const widths = every.some((width) => said.includes(width)) ? every.filter((width) => said.includes(width)) : every;
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
