/** The theme of the machine: a page that draws again and again meanwhile hears of every change. */

import { afterAll, expect, test, vi } from 'vitest';

/** As browsers have it: whoever reads `matches` after a change and before it is told has taken it, and it is not told any more. */
class Machine {
  dark = false;
  #known = false;
  #tell: ((event: { matches: boolean }) => void) | null = null;

  get matches(): boolean {
    this.#known = this.dark;
    return this.#known;
  }

  addEventListener(_kind: 'change', tell: (event: { matches: boolean }) => void): void {
    this.#tell = tell;
  }

  frame(): void {
    if (this.#known !== this.dark) this.#tell?.({ matches: this.matches });
  }
}

afterAll(() => {
  vi.unstubAllGlobals();
});

test('a change of the machine is heard also where the page asks for its theme before it is told', async () => {
  const machine = new Machine();
  const dataset: { theme?: string } = {};
  vi.stubGlobal('matchMedia', () => machine);
  vi.stubGlobal('window', { localStorage: { getItem: () => null, setItem: () => undefined } });
  vi.stubGlobal('document', { documentElement: { dataset } });
  const { chooseTheme, startTheme, themeNow } = await import('../../client/app/theme.ts');
  startTheme();
  expect(dataset.theme).toBe('light');
  machine.dark = true;
  themeNow();
  machine.frame();
  expect([dataset.theme, themeNow()]).toEqual(['dark', 'dark']);
  chooseTheme('light');
  machine.dark = false;
  machine.frame();
  machine.dark = true;
  machine.frame();
  expect(dataset.theme).toBe('light');
  chooseTheme('system');
  expect(dataset.theme).toBe('dark');
});
