/** Pages of a study with people in a browser: a researcher who signs in, people who follow the panel's link, headings that have the focus. */

import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type PeopleStage, prolificId, STUDY_ID } from '../people/people-stage.ts';

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
export const link = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('link', typeof name === 'string' ? { name, exact: true } : { name });
export const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { name, exact: true, level: 1 });
export const dialogButton = (page: Page, name: string): Locator =>
  page.getByRole('alertdialog').getByRole('button', { name, exact: true });
/** What is said aloud, wherever on the page. */
export const said = (page: Page, text: string | RegExp): Locator => page.getByRole('status').filter({ hasText: text });

export async function logIn(page: Page, { url }: PeopleStage): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Name').fill('Ruth');
  await page.getByLabel('Password').fill('a long password');
  await button(page, 'Sign in').click();
  await page.waitForURL(`${url}/markets`);
}

export interface Ids {
  readonly panelId: string;
  readonly panelStudyId: string;
  readonly panelSessionId: string;
}
export const newIds = (): Ids => ({ panelId: prolificId(), panelStudyId: STUDY_ID, panelSessionId: prolificId() });

export const queryOf = ({ panelId, panelStudyId, panelSessionId }: Ids): string =>
  `PROLIFIC_PID=${panelId}&STUDY_ID=${panelStudyId}&SESSION_ID=${panelSessionId}`;

/** Follows the panel's link, whose ids leave the address at once. */
export async function join(page: Page, { url }: PeopleStage, study: string, ids = newIds()): Promise<Ids> {
  await page.goto(`${url}/taking-part/${study}?${queryOf(ids)}`);
  await heading(page, 'Consent').waitFor();
  expect(page.url()).toBe(`${url}/taking-part/${study}`);
  return ids;
}

/** The stage has come, and whoever hears the page is at its beginning. */
export async function arrive(page: Page, name: string): Promise<void> {
  await heading(page, name).waitFor();
  const focused = (): Promise<boolean> =>
    heading(page, name).evaluate((element) => element === element.ownerDocument.activeElement);
  await expect.poll(focused).toBe(true);
}
