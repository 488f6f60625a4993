/** Questions with answers to choose from, and the button that sends them. */

import { useState } from 'react';
import { z } from 'zod';
import { useAnswers } from '../../data/study-answers.ts';
import { Button } from '../../parts/button.tsx';
import { takingPartWords } from '../../text/taking-part-words.ts';

/** By the question's place: the place of its answer. */
const chosenSchema = z.record(z.string(), z.int());
const NONE: z.output<typeof chosenSchema> = {};

interface ChoicesProps {
  /** What the answers are kept by until they are sent. */
  readonly name: string;
  readonly questions: readonly { readonly question: string; readonly answers: readonly string[] }[];
  readonly busy: boolean;
  readonly send: (answers: number[]) => void;
}

export function Choices({ name, questions, busy, send }: ChoicesProps) {
  const [chosen, choose] = useAnswers(name, chosenSchema, NONE);
  const [asked, setAsked] = useState(false);
  const answers = questions.flatMap((_, place) => chosen[place] ?? []);
  const complete = answers.length === questions.length;
  const submit = (): void => {
    setAsked(true);
    if (complete) send(answers);
  };
  return (
    <form
      className="card-body stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {questions.map(({ question, answers: offered }, place) => (
        // The same may be asked twice, and questions never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the key
        <fieldset key={place} className="choice">
          <legend className="field-label">{question}</legend>
          {offered.map((answer, index) => (
            <label key={answer} className="choice-answer">
              <input
                type="radio"
                name={`question-${place}`}
                checked={chosen[place] === index}
                onChange={() => choose({ ...chosen, [place]: index })}
              />
              {answer}
            </label>
          ))}
        </fieldset>
      ))}
      {asked && !complete ? (
        <p className="field-error" role="alert">
          {takingPartWords.choose}
        </p>
      ) : null}
      <div className="row">
        <Button kind="primary" type="submit" disabled={busy}>
          {takingPartWords.next}
        </Button>
      </div>
    </form>
  );
}
