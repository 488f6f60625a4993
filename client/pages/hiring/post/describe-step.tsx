/** First step: what is wanted, in words. */

import { AreaField } from '../../../parts/area-field.tsx';
import { SelectField, TextField } from '../../../parts/field.tsx';
import { hiringWords } from '../../../text/hiring-words.ts';
import type { StepProps } from './steps.ts';

export function DescribeStep({ draft, policy, change }: StepProps) {
  const { describe: text } = hiringWords.post;
  const { title, description, skills, minutes, judged } = draft;
  return (
    <>
      <p className="soft">{text.text}</p>
      <TextField
        label={text.title}
        hint={text.titleHint}
        value={title}
        maxLength={120}
        onChange={({ target }) => change({ title: target.value })}
      />
      <AreaField
        label={text.description}
        hint={text.descriptionHint(description.length)}
        value={description}
        rows={9}
        maxLength={8_000}
        onChange={({ target }) => change({ description: target.value })}
      />
      <div className="pair">
        <TextField
          label={text.skills}
          hint={text.skillsHint}
          value={skills}
          onChange={({ target }) => change({ skills: target.value })}
        />
        <TextField
          label={text.minutes}
          inputMode="numeric"
          value={minutes}
          onChange={({ target }) => change({ minutes: target.value })}
        />
      </div>
      {policy.settlement === 'employer' ? (
        <SelectField
          label={text.judged}
          hint={judged === 'employer' ? text.byMeHint : undefined}
          value={judged}
          options={[
            ['cases', text.byCases],
            ['employer', text.byMe],
          ]}
          onChoose={(chosen) => change({ judged: chosen })}
        />
      ) : null}
    </>
  );
}
