/** Third step: what is delivered, and the cases that it has to meet, visible and hidden. */

import { useState } from 'react';
import { type CaseDraft, COMPARATORS, type Draft, emptyCase, KINDS, LANGUAGES } from '../../../data/hiring/draft.ts';
import { sentencesOf } from '../../../data/hiring/package-of.ts';
import { pastedCases } from '../../../data/hiring/pasted-cases.ts';
import { AreaField } from '../../../parts/area-field.tsx';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';
import { CaseRow } from './case-row.tsx';
import type { StepProps } from './steps.ts';

const ENDINGS = { python: 'py', javascript: 'js', typescript: 'ts' } as const;

/** Another kind or language, and the file name that goes with it where nobody chose another. */
function withFile(draft: Draft, part: Partial<Pick<Draft, 'kind' | 'language'>>): Partial<Draft> {
  const { kind, language } = { ...draft, ...part };
  const usual = `solution.${kind === 'sql' ? 'sql' : ENDINGS[language]}`;
  return { ...part, ...(/^solution\.\w+$/.test(draft.file) || draft.file === '' ? { file: usual } : {}) };
}

function Shape({ draft, change }: StepProps) {
  const { cases: text } = hiringWords.post;
  const { kinds, languages } = hiringWords.posting;
  return (
    <>
      <div className="pair">
        <SelectField
          label={text.kind}
          value={draft.kind}
          options={KINDS.map((kind) => [kind, kinds[kind]] as const)}
          onChoose={(kind) => change(withFile(draft, { kind }))}
        />
        {draft.kind === 'sql' ? (
          <label className="tick">
            <input
              type="checkbox"
              checked={draft.rowsOrdered}
              onChange={({ target }) => change({ rowsOrdered: target.checked })}
            />
            {text.rowsOrdered}
          </label>
        ) : (
          <SelectField
            label={text.language}
            value={draft.language}
            options={LANGUAGES.map((language) => [language, languages[language]] as const)}
            onChoose={(language) => change(withFile(draft, { language }))}
          />
        )}
      </div>
      <div className="pair">
        <TextField label={text.file} value={draft.file} onChange={({ target }) => change({ file: target.value })} />
        {draft.kind === 'function' ? (
          <TextField
            label={text.entry}
            value={draft.entry}
            onChange={({ target }) => change({ entry: target.value })}
          />
        ) : null}
      </div>
      {draft.kind === 'sql' ? null : (
        <SelectField
          label={text.comparator}
          value={draft.comparator}
          options={COMPARATORS.map((one) => [one, text.comparators[one]] as const)}
          onChoose={(comparator) => change({ comparator })}
        />
      )}
    </>
  );
}

interface PasteProps extends StepProps {
  readonly onClose: () => void;
}

function PasteDialog({ draft, change, onClose }: PasteProps) {
  const { cases: text } = hiringWords.post;
  const [why, setWhy] = useState<string | null>(null);
  const [as, setAs] = useState<'visible' | 'hidden'>('hidden');
  const add = (form: FormData): void => {
    const pasted = pastedCases(draft.kind, String(form.get('json') ?? ''), as === 'visible');
    if (!pasted.ok) {
      setWhy(text.pasteBad(pasted.why));
      return;
    }
    const filled = draft.cases.filter(({ input, expected }) => input !== '' || expected !== '');
    change({ cases: [...filled, ...pasted.cases] });
    onClose();
  };
  return (
    <Dialog open title={text.pasteTitle} submit={text.pasteDo} trouble={why} onClose={onClose} onSubmit={add}>
      <p>{text.pasteText}</p>
      <SelectField
        label={text.pasteAs}
        value={as}
        options={[
          ['visible', text.visible],
          ['hidden', text.hidden],
        ]}
        onChoose={setAs}
      />
      <AreaField label={text.paste} name="json" rows={10} code required />
    </Dialog>
  );
}

interface ListProps extends StepProps {
  readonly visible: boolean;
}

function CaseList({ draft, change, visible }: ListProps) {
  const { cases: text } = hiringWords.post;
  // A written draft may lean on part of a sentence.
  const leantOn = draft.cases.flatMap(({ sentence }) => (draft.description.includes(sentence) ? [sentence] : []));
  const sentences = [...new Set([...sentencesOf(draft.description), ...leantOn])].filter((one) => one !== '');
  const title = visible ? text.visible : text.hidden;
  const put = (id: string, part: Partial<CaseDraft>): void =>
    change({ cases: draft.cases.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  return (
    <fieldset className="case-list">
      <legend>{title}</legend>
      {draft.cases.map((one, index) =>
        one.visible !== visible ? null : (
          <CaseRow
            key={one.id}
            one={one}
            name={one.name.trim() || text.number(index + 1)}
            kind={draft.kind}
            sentences={sentences}
            change={(part) => put(one.id, part)}
            remove={() => change({ cases: draft.cases.filter(({ id }) => id !== one.id) })}
          />
        ),
      )}
      <div>
        <Button size="small" onClick={() => change({ cases: [...draft.cases, emptyCase(visible)] })}>
          {visible ? text.addVisible : text.add}
        </Button>
      </div>
    </fieldset>
  );
}

export function CasesStep(props: StepProps) {
  const { cases: text } = hiringWords.post;
  const [pasting, setPasting] = useState(false);
  return (
    <>
      <div className="row spread">
        <p className="soft">{text.text}</p>
        <Button size="small" onClick={() => setPasting(true)}>
          {text.paste}
        </Button>
      </div>
      <Shape {...props} />
      <CaseList {...props} visible />
      <CaseList {...props} visible={false} />
      {pasting ? <PasteDialog {...props} onClose={() => setPasting(false)} /> : null}
    </>
  );
}
