/** Light or dark: as chosen, kept in this browser, or as the machine has it. */

import { useSyncExternalStore } from 'react';

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

const KEY = 'arena.theme';
const machine = matchMedia('(prefers-color-scheme: dark)');
/**
 * As the machine last told. Never asked for in between: whoever reads `matches` after the machine has changed and before the frame in
 * which that is told has taken it as told, and nobody hears of it.
 */
let machineIsDark = machine.matches;
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
  return machineIsDark ? 'dark' : 'light';
}

function apply(): void {
  document.documentElement.dataset.theme = themeNow();
  for (const listener of listeners) listener();
}

export function startTheme(): void {
  machine.addEventListener('change', ({ matches }) => {
    machineIsDark = matches;
    apply();
  });
  apply();
}

export function chooseTheme(choice: ThemeChoice): void {
  chosen = choice;
  storage()?.setItem(KEY, choice);
  apply();
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
