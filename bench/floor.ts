/** The live floor in a real browser while a thousand bids a second fall: work of its main thread, its memory, its first load. */

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { allInTurn, type Bench, type Figure, formatFigure, ratioOf, spreadOf, wallMsOf } from './harness.ts';
import { BIDDERS, tokenOf } from './http-load.ts';
import { quantileOf } from './live-load.ts';
import { type ServerProcess, startServer } from './servers.ts';
import { MARKET } from './side.ts';
import { traced } from './trace.ts';

const RATE = 1_000;
/** Of the market's time for each second of ours, as its clock is set. */
const SPEED = 10;
const TARGET_FRAME_MS = 12;
const LIVE_MS = 120_000;
const MINUTE_MS = 60_000;
/** How much more the page may hold at the end than after a fifth of the time. */
const TARGET_GROWTH = 1.2;

/** Finds a Chromium on this machine; null: there is none. */
type FindChromium = () => Promise<string | null>;

async function openBrowser(findChromium: FindChromium): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === null) throw new Error('there is no Chromium: node cli/browser.mjs brings one');
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath });
}

async function openFloor(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Name').fill(`p${BIDDERS + 1}`);
  await page.getByLabel('Password').fill(tokenOf(BIDDERS + 1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/markets`);
  await page.goto(`${url}/markets/${MARKET}`);
  await page.getByText('Live', { exact: true }).waitFor({ timeout: LIVE_MS });
  return page;
}

/** What the page holds once its garbage is gone. */
async function heapOf(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  await client.detach();
  return usedSize / 1_000_000;
}

/** The same projects as the floor shows, as a page of nothing but text, which is there when it has come. */
async function servePlain(page: Page): Promise<{ readonly server: Server; readonly url: string }> {
  const lines = await page.locator('.scroller li').allInnerTexts();
  const rows = lines.map((line) => `<tr><td>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</td></tr>`);
  const html = `<!doctype html><title>Floor</title><table id="plain">${rows.join('\n')}</table>`;
  const server = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function loadsOf(page: Page, url: string, runs: number, signal: AbortSignal) {
  const { server, url: plainUrl } = await servePlain(page);
  try {
    return await allInTurn(
      { runs, signal },
      {
        app: () =>
          wallMsOf(async () => {
            await page.goto(`${url}/markets/${MARKET}`, { waitUntil: 'commit' });
            await page.locator('.project-line').first().waitFor({ timeout: LIVE_MS });
          }),
        plain: () =>
          wallMsOf(async () => {
            await page.goto(plainUrl, { waitUntil: 'commit' });
            await page.locator('#plain tr').first().waitFor({ timeout: LIVE_MS });
          }),
      },
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const shareOfTime = { runs: 1, ratio: null, target: null, met: null } as const;

async function measure(server: ServerProcess, browser: Browser, quick: boolean, signal: AbortSignal) {
  const ms = quick ? 6_000 : (10 * MINUTE_MS) / SPEED;
  const url = `http://127.0.0.1:${server.port}`;
  await server.ask({ kind: 'flow', perSecond: RATE, ms: quick ? 1_000 : 3_000 });
  const page = await openFloor(browser, url);
  await server.ask({ kind: 'flow', perSecond: RATE, ms: ms / 5 });
  const early = await heapOf(page);
  const main = await traced(browser, () => server.ask({ kind: 'flow', perSecond: RATE, ms }));
  const late = await heapOf(page);
  signal.throwIfAborted();
  const loads = await loadsOf(page, url, quick ? 2 : 5, signal);
  const p95 = quantileOf(main.frames, 0.95);
  const load = ratioOf(loads.app, loads.plain, 'plain HTML of the same lines');
  const figures: Figure[] = [
    {
      figure: `${RATE.toLocaleString('en-US')} bids a second: main thread for each frame, 95 in a hundred`,
      unit: 'ms',
      ...shareOfTime,
      ...spreadOf([p95]),
      target: `below ${TARGET_FRAME_MS} ms`,
      met: p95 < TARGET_FRAME_MS,
    },
    {
      figure: 'longest task of the main thread',
      unit: 'ms',
      ...shareOfTime,
      ...spreadOf([main.longestCpuMs]),
      target: 'none above 100 ms',
      met: main.longByCpu === 0,
    },
    {
      figure: `memory of the page after ${formatFigure((ms * SPEED) / MINUTE_MS)} more minutes of the market`,
      unit: 'MB',
      ...shareOfTime,
      ...spreadOf([late]),
      ratio: ratioOf([late], [early], 'at their start'),
      target: `at most ${TARGET_GROWTH} ×`,
      met: late <= early * TARGET_GROWTH,
    },
    { figure: 'first load, until projects stand', unit: 'ms', ...shareOfTime, ...spreadOf(loads.app), ratio: load },
  ];
  return { figures, main };
}

export const floorBench =
  (findChromium: FindChromium): Bench =>
  async ({ quick, signal }) => {
    const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
    const server = await startServer('http-server.ts', ['floor', join(folder, 'floor.db')]);
    try {
      const browser = await openBrowser(findChromium);
      try {
        const { figures, main } = await measure(server, browser, quick, signal);
        return {
          name: 'floor',
          figures,
          notes: [
            `Headless Chromium, ${main.frames.length} frames painted. Work and tasks are processor time of the page's main thread, as the browser traces it; by the clock the longest task took ${formatFigure(main.longestWallMs)} ms and ${main.longByClock} took more than 100 ms, which counts what other programs did meanwhile.`,
            `Twenty projects are open at a time; each takes a thousand bids and goes. The market's clock runs ${SPEED} times ours. First load: from the address until a project is seen, beside the same lines as one table of a bare server.`,
          ],
        };
      } finally {
        await browser.close();
      }
    } finally {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };
