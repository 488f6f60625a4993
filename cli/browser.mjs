// Brings a browser for the tests of the web app, where this machine has none: Debian's where we may install it, else Playwright's.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';

/** Chromium as it is installed by systems, in the order in which it is looked for; `ARENA_CHROMIUM` names another. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is; null where there is none. */
export async function chromiumPath() {
  const named = process.env.ARENA_CHROMIUM;
  const { chromium } = await import('playwright-core');
  return [...(named ? [named] : PLACES), chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

function run(command, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: 'ignore', env, shell: process.platform === 'win32' }).status === 0;
}

async function bring() {
  if ((await chromiumPath()) !== null) return;
  process.stdout.write('Set-up: fetching Chromium for the tests of the web app, once …\n');
  const isRoot = process.getuid?.() === 0;
  const apt = isRoot && existsSync('/usr/bin/apt-get');
  if (apt && run('apt-get', 'update', '-qq')) {
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium');
  }
  if ((await chromiumPath()) === null) run('npx', '--no-install', 'playwright-core', 'install', 'chromium');
  if ((await chromiumPath()) !== null) return;
  process.stderr.write(
    'No Chromium could be fetched: the tests in test/browser will fail. Install one, or name it in ARENA_CHROMIUM.\n',
  );
}

if (process.argv[1]?.endsWith('browser.mjs')) await bring();
