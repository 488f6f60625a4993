/** What somebody is in the middle of, kept in this browser: nothing that was typed is lost to a reload or a broken connection. */

import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';

/** `refused`: the browser keeps nothing more for us; the page must say so. */
export type Saved =
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'saving' | 'refused' | 'nothing' };

function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}

/** What was kept under this name; null: nothing that can be read. */
export function readKept<T>(name: string, schema: z.ZodType<T>): T | null {
  const text = storage()?.getItem(name) ?? null;
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

/** Whether it is kept now. */
export function keep(name: string, value: unknown): boolean {
  try {
    const place = storage();
    place?.setItem(name, JSON.stringify(value));
    return place !== null;
  } catch (thrown) {
    if (thrown instanceof DOMException) return false;
    throw thrown;
  }
}

export function forget(name: string): void {
  storage()?.removeItem(name);
}

const SAVE_MS = 250;

/** A value that survives the page. Another window of this browser that changes it is followed, unless one is typing here. */
export function useKept<T>(name: string, schema: z.ZodType<T>, initial: T) {
  const [value, show] = useState<T>(() => readKept(name, schema) ?? initial);
  const [saved, setSaved] = useState<Saved>(() =>
    readKept(name, schema) === null ? { kind: 'nothing' } : { kind: 'saved', at: Date.now() },
  );
  const now = useRef(value);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);

  const save = useCallback(() => {
    if (waiting.current === null) return;
    clearTimeout(waiting.current);
    waiting.current = null;
    setSaved(keep(name, now.current) ? { kind: 'saved', at: Date.now() } : { kind: 'refused' });
  }, [name]);

  const change = useCallback(
    (next: (before: T) => T) => {
      now.current = next(now.current);
      show(now.current);
      if (waiting.current !== null) clearTimeout(waiting.current);
      waiting.current = setTimeout(save, SAVE_MS);
      setSaved({ kind: 'saving' });
    },
    [save],
  );

  useEffect(() => {
    const heard = ({ key, storageArea }: StorageEvent): void => {
      if (key !== name || storageArea !== window.localStorage || waiting.current !== null) return;
      const other = readKept(name, schema);
      if (other === null) return;
      now.current = other;
      show(other);
    };
    window.addEventListener('storage', heard);
    // The last moment at which a page that is closed or put away can still save.
    window.addEventListener('pagehide', save);
    document.addEventListener('visibilitychange', save);
    return () => {
      window.removeEventListener('storage', heard);
      window.removeEventListener('pagehide', save);
      document.removeEventListener('visibilitychange', save);
      save();
    };
  }, [name, schema, save]);

  const drop = useCallback(() => {
    if (waiting.current !== null) clearTimeout(waiting.current);
    waiting.current = null;
    forget(name);
    now.current = initial;
    show(initial);
    setSaved({ kind: 'nothing' });
  }, [name, initial]);

  return { value, change, saved, drop };
}
