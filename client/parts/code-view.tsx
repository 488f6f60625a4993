/** Files to read, and what changed between two of them. Loaded only by pages that show some: the editor comes with it. */

import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { sql } from '@codemirror/lang-sql';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { useTheme } from '../app/theme.ts';

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--series-7)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--series-3)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
  { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.definition(tags.variableName)], color: 'var(--series-1)' },
]);

/** The colours are the page's own: tokens reach into the shadow that the editor stands in. */
export function codeTheme(dark: boolean): Extension {
  const theme = EditorView.theme(
    {
      '&': { backgroundColor: 'var(--surface-sunken)', color: 'var(--ink)', fontSize: '13px', borderRadius: '6px' },
      '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.55' },
      '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-faint)', border: 'none' },
      '.cm-changedLine, .cm-insertedLine': { backgroundColor: 'var(--good-soft)' },
      '.cm-deletedChunk': { backgroundColor: 'var(--bad-soft)' },
      '&.cm-focused': { outline: '2px solid var(--accent)' },
    },
    { dark },
  );
  return [theme, syntaxHighlighting(highlight)];
}

/** By the name of the file; unknown kinds are text. */
export function languageOf(path: string): Extension {
  if (path.endsWith('.py')) return python();
  if (/\.[cm]?[jt]sx?$/.test(path)) return javascript({ typescript: /\.[cm]?tsx?$/.test(path) });
  return path.endsWith('.sql') ? sql() : [];
}

interface CodeViewProps {
  readonly path: string;
  readonly text: string;
  /** An earlier state, to be shown as what changed; null: there is none. */
  readonly before: string | null;
}

export function CodeView({ path, text, before }: CodeViewProps) {
  const place = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    // In a shadow the editor keeps its styles in sheets that need no style element, which the page's policy forbids.
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const state = EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        EditorState.readOnly.of(true),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': path }),
        codeTheme(theme === 'dark'),
        languageOf(path),
        before === null || before === text ? [] : unifiedMergeView({ original: before, mergeControls: false }),
      ],
    });
    const view = new EditorView({ state, parent: root, root });
    return () => view.destroy();
  }, [before, path, text, theme]);
  return <div ref={place} />;
}
