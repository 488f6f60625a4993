/** The editor: CodeMirror in a shadow of its own, where its styles are sheets and need no style element. It comes by itself, when needed. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { Annotation, Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { useTheme } from '../../../app/theme.ts';
import { codeTheme, languageOf } from '../../../parts/code-view.tsx';
import { workingWords } from '../../../text/working-words.ts';

/**
 * Whoever types over a selection: the browser would keep the colour of what was there by a style attribute, which the page's policy
 * refuses and complains of. So the editor does it by itself.
 */
const typingOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { inputType, data, isComposing } = event;
    if (inputType !== 'insertText' || data === null || isComposing || view.state.selection.main.empty) return false;
    event.preventDefault();
    view.dispatch({ ...view.state.replaceSelection(data), userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/** A change that did not come from the keyboard: whoever made it knows of it. */
const fromOutside = Annotation.define<boolean>();

const FOUR_SPACES = '    ';

interface EditorProps {
  readonly path: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** What the editor of a file does and looks like, whoever reads it. */
function basicsOf(path: string): Extension[] {
  return [
    lineNumbers(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    typingOver,
    indentOnInput(),
    bracketMatching(),
    indentUnit.of(path.endsWith('.py') ? FOUR_SPACES : '  '),
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      'aria-label': workingWords.working.place.code(path),
      'aria-describedby': 'editor-keys',
    }),
    languageOf(path),
  ];
}

/** Made anew for each file and theme; what is typed is told at once, and a text from outside is taken where it differs. */
export function Editor({ path, text, onChange }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const told = useRef(onChange);
  told.current = onChange;
  /** Texts that were told and have not come back yet: what comes back late must not undo what was typed meanwhile. */
  const underWay = useRef<string[]>([]);
  const shown = useRef(text);
  const first = useRef(text);
  first.current = text;
  const dark = useTheme() === 'dark';
  const look = useRef(new Compartment());

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const state = EditorState.create({
      doc: first.current,
      extensions: [
        ...basicsOf(path),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside))) return;
          const now = update.state.doc.toString();
          underWay.current.push(now);
          told.current(now);
        }),
        look.current.of(codeTheme(document.documentElement.dataset.theme === 'dark')),
      ],
    });
    view.current = new EditorView({ state, parent: root, root });
    return () => {
      view.current?.destroy();
      view.current = null;
    };
  }, [path]);

  useEffect(() => {
    view.current?.dispatch({ effects: look.current.reconfigure(codeTheme(dark)) });
  }, [dark]);

  useEffect(() => {
    const before = shown.current;
    shown.current = text;
    const echo = underWay.current.lastIndexOf(text);
    if (echo >= 0) underWay.current.splice(0, echo + 1);
    if (echo >= 0 || text === before || view.current === null) return;
    underWay.current = [];
    const to = view.current.state.doc.length;
    view.current.dispatch({ changes: { from: 0, to, insert: text }, annotations: fromOutside.of(true) });
  });

  return <div className="editor" ref={place} />;
}
