/** Light or dark: as chosen, kept in this browser, or as the machine has it. */

import { useSyncExternalStore } from 'react';
import { lastTold } from '../parts/last-told.ts';

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const KEY = 'arena.theme';
const machineIsDark = lastTold(matchMedia('(prefers-color-scheme: dark)'), applyTheme);
const listeners = new Set<() => void>();

/** Null where the browser keeps nothing for us: then a choice lasts as long as the page. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}

function isChoice(value: string | null | undefined): value is ThemeChoice {
  return THEME_CHOICES.some((choice) => choice === value);
}

const kept = storage()?.getItem(KEY);
let chosen: ThemeChoice = isChoice(kept) ? kept : 'system';

export function themeNow(): 'light' | 'dark' {
  if (chosen !== 'system') return chosen;
  return machineIsDark() ? 'dark' : 'light';
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = themeNow();
  for (const listener of listeners) listener();
}

export function chooseTheme(choice: ThemeChoice): void {
  chosen = choice;
  storage()?.setItem(KEY, choice);
  applyTheme();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => chosen);
}

/** The theme that is shown: for pictures, which take their colours when they are drawn. */
export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, themeNow);
}
