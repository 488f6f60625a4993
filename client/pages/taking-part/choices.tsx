/** Questions with answers to choose from, and the button that sends them. */

import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { takingPartWords } from '../../text/taking-part-words.ts';

interface ChoicesProps {
  readonly questions: readonly { readonly question: string; readonly answers: readonly string[] }[];
  readonly busy: boolean;
  readonly send: (answers: number[]) => void;
}

export function Choices({ questions, busy, send }: ChoicesProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<number, number>>(new Map());
  const [asked, setAsked] = useState(false);
  const submit = (): void => {
    setAsked(true);
    const answers = questions.flatMap((_, place) => chosen.get(place) ?? []);
    if (answers.length === questions.length) send(answers);
  };
  return (
    <form
      className="card-body stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {questions.map(({ question, answers }, place) => (
        <fieldset key={question} className="choice">
          <legend className="field-label">{question}</legend>
          {answers.map((answer, index) => (
            <label key={answer} className="choice-answer">
              <input
                type="radio"
                name={`question-${place}`}
                checked={chosen.get(place) === index}
                onChange={() => setChosen(new Map(chosen).set(place, index))}
              />
              {answer}
            </label>
          ))}
        </fieldset>
      ))}
      {asked && chosen.size < questions.length ? (
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
