/** Somebody without a mouse: goes through a page by the Tab key, always sees where the focus is, and types. */

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const TABS_MAX = 120;
const PATIENCE = { timeout: 120_000, interval: 50 };

/** Whether the element has the focus, also where it stands in a shadow of its own. */
const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => {
    const root = element.getRootNode() as unknown as { readonly activeElement: unknown };
    return root.activeElement === element;
  });

async function tabUntil(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  // What cannot be pressed yet is passed over by the Tab key, and behind it may lie an editor that keeps the key.
  await expect.poll(() => target.isEnabled(), PATIENCE).toBe(true);
  for (let tabs = 0; tabs < TABS_MAX; tabs += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not come to ${String(target)}`);
}

/** Goes on with the Tab key until `target` has the focus, and the focus can be seen. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await tabUntil(page, target);
  const outline = await target.evaluate((element) => {
    const view = element.ownerDocument.defaultView as unknown as {
      getComputedStyle(one: unknown): { readonly outlineStyle: string; readonly outlineWidth: string };
    };
    const { outlineStyle, outlineWidth } = view.getComputedStyle(element);
    return `${outlineStyle} ${outlineWidth}`;
  });
  expect(outline).not.toMatch(/^none|\b0px/);
}

export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

export async function fill(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Answers a question that has choices: into the group by Tab, on in it by the arrows. */
export async function choose(page: Page, group: Locator, label: string): Promise<void> {
  const answers = group.getByRole('radio');
  const wanted = group.getByLabel(label, { exact: true });
  await tabTo(page, answers.first());
  await page.keyboard.press('Space');
  for (let left = await answers.count(); left > 0 && !(await wanted.isChecked()); left -= 1) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await wanted.isChecked()).toBe(true);
}

/** The text area of the editor stands in a shadow of its own. */
const editorOf = (page: Page, file: string): Locator => page.getByLabel(`Code of ${file}`);

export const focusEditor = (page: Page, file: string): Promise<void> => tabUntil(page, editorOf(page, file));

/** Two keys lead out of the editor, as the page says. */
export async function leaveEditor(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
}

/** Replaces what stands there; line ends are typed, and the editor indents by itself. However slow the page is, every key counts. */
export async function writeCode(page: Page, file: string, lines: readonly string[]): Promise<void> {
  await focusEditor(page, file);
  await page.keyboard.press('ControlOrMeta+a');
  for (const [index, line] of lines.entries()) {
    if (index > 0) await page.keyboard.press('Enter');
    await page.keyboard.type(line);
  }
  const stands = async (): Promise<readonly string[]> =>
    (await editorOf(page, file).innerText())
      .trim()
      .split('\n')
      .map((line) => line.trim());
  await expect.poll(stands, PATIENCE).toEqual(lines);
}

/** Says yes to the question that is open, by the button of this name. */
export async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('alertdialog');
  await press(page, dialog.getByRole('button', { name, exact: true }));
  await dialog.waitFor({ state: 'detached' });
}
