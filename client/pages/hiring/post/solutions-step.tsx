/** Fourth step: programs that prove the cases: the reference, plausible mistakes, and another correct way. */

import { newId, type WrongDraft } from '../../../data/hiring/draft.ts';
import { AreaField } from '../../../parts/area-field.tsx';
import { Button } from '../../../parts/button.tsx';
import { TextField } from '../../../parts/field.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';
import type { StepProps } from './steps.ts';

const LEAST = 2;

interface WrongProps {
  readonly one: WrongDraft;
  readonly number: number;
  readonly change: (part: Partial<WrongDraft>) => void;
  /** Undefined: so many there have to be. */
  readonly remove: (() => void) | undefined;
}

function Wrong({ one, number, change, remove }: WrongProps) {
  const { solutions: text } = hiringWords.post;
  return (
    <fieldset className="case-row" aria-label={text.wrongNumber(number)}>
      <div className="case-head" data-pair="yes">
        <TextField label={text.wrongName} value={one.name} onChange={({ target }) => change({ name: target.value })} />
        <TextField label={text.wrongWhy} value={one.why} onChange={({ target }) => change({ why: target.value })} />
        {remove === undefined ? null : (
          <Button
            shape="icon"
            kind="quiet"
            aria-label={text.remove(number)}
            title={text.remove(number)}
            onClick={remove}
          >
            <Icon name="close" size={16} />
          </Button>
        )}
      </div>
      <AreaField
        label={text.code}
        code
        rows={5}
        value={one.code}
        onChange={({ target }) => change({ code: target.value })}
      />
    </fieldset>
  );
}

export function SolutionsStep({ draft, change }: StepProps) {
  const { solutions: text } = hiringWords.post;
  const put = (id: string, part: Partial<WrongDraft>): void =>
    change({ wrong: draft.wrong.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  const remove = (id: string) =>
    draft.wrong.length > LEAST ? () => change({ wrong: draft.wrong.filter((one) => one.id !== id) }) : undefined;
  return (
    <>
      <p className="soft">{text.text}</p>
      <AreaField
        label={text.reference}
        hint={text.referenceHint}
        code
        rows={8}
        value={draft.reference}
        onChange={({ target }) => change({ reference: target.value })}
      />
      <fieldset className="case-list">
        <legend>{text.wrong}</legend>
        <p className="field-hint">{text.wrongHint}</p>
        {draft.wrong.map((one, index) => (
          <Wrong
            key={one.id}
            one={one}
            number={index + 1}
            change={(part) => put(one.id, part)}
            remove={remove(one.id)}
          />
        ))}
        <div>
          <Button
            size="small"
            onClick={() => change({ wrong: [...draft.wrong, { id: newId(), name: '', why: '', code: '' }] })}
          >
            {text.add}
          </Button>
        </div>
      </fieldset>
      <AreaField
        label={text.alternative}
        hint={text.alternativeHint}
        code
        rows={6}
        value={draft.alternative}
        onChange={({ target }) => change({ alternative: target.value })}
      />
      <TextField
        label={text.alternativeHow}
        value={draft.alternativeHow}
        onChange={({ target }) => change({ alternativeHow: target.value })}
      />
    </>
  );
}
