/** One case in the form: what goes in, what should come out, and the sentence of the posting that it stands for. */

import type { CaseDraft, DraftKind } from '../../../data/hiring/draft.ts';
import { AreaField } from '../../../parts/area-field.tsx';
import { Button } from '../../../parts/button.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { Icon } from '../../../parts/icon.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';

interface CaseRowProps {
  readonly one: CaseDraft;
  readonly name: string;
  readonly kind: DraftKind;
  readonly sentences: readonly string[];
  readonly change: (part: Partial<CaseDraft>) => void;
  readonly remove: () => void;
}

const SHOWN = 90;

/** What a program is started with, besides what every case gives. */
function Program({ one, kind, change }: Pick<CaseRowProps, 'one' | 'kind' | 'change'>) {
  const { cases: text } = hiringWords.post;
  if (kind !== 'stdio' && kind !== 'files') return null;
  return (
    <div className="pair">
      <TextField label={text.argv} value={one.argv} onChange={({ target }) => change({ argv: target.value })} />
      {kind === 'files' ? (
        <AreaField
          label={text.inputs.stdio}
          code
          rows={2}
          value={one.stdin}
          onChange={({ target }) => change({ stdin: target.value })}
        />
      ) : null}
    </div>
  );
}

export function CaseRow({ one, name, kind, sentences, change, remove }: CaseRowProps) {
  const { cases: text } = hiringWords.post;
  const rows = kind === 'function' ? 2 : 4;
  const short = (sentence: string): string => (sentence.length > SHOWN ? `${sentence.slice(0, SHOWN)}…` : sentence);
  return (
    <fieldset className="case-row" aria-label={name}>
      <div className="case-head">
        <TextField
          label={text.name}
          value={one.name}
          maxLength={80}
          placeholder={name}
          onChange={({ target }) => change({ name: target.value })}
        />
        <TextField
          label={text.weight}
          inputMode="numeric"
          value={one.weight}
          onChange={({ target }) => change({ weight: target.value })}
        />
        <Button shape="icon" kind="quiet" aria-label={text.remove(name)} title={text.remove(name)} onClick={remove}>
          <Icon name="close" size={16} />
        </Button>
      </div>
      <div className="pair">
        <AreaField
          label={text.inputs[kind]}
          code
          rows={rows}
          value={one.input}
          onChange={({ target }) => change({ input: target.value })}
        />
        <AreaField
          label={text.expecteds[kind]}
          code
          rows={rows}
          value={one.expected}
          onChange={({ target }) => change({ expected: target.value })}
        />
      </div>
      <Program one={one} kind={kind} change={change} />
      <SelectField
        label={text.sentence}
        value={sentences.includes(one.sentence) ? one.sentence : ''}
        options={[['', text.sentenceNone], ...sentences.map((sentence) => [sentence, short(sentence)] as const)]}
        onChoose={(sentence) => change({ sentence })}
      />
    </fieldset>
  );
}
