/** Works of others, blind: made by a person or a program, and how sure one is. */

import { useState } from 'react';
import { z } from 'zod';
import type { BlindItem } from '../../../server/protocol/arena/people-study-person.ts';
import { useAnswers } from '../../data/study-answers.ts';
import { Button } from '../../parts/button.tsx';
import { count, money } from '../../text/format.ts';
import { takingPartWords } from '../../text/taking-part-words.ts';
import type { StageProps } from './work-stages.tsx';

const guessSchema = z.object({
  guess: z.enum(['person', 'program']).nullable(),
  /** In hundredths, as it is sent. */
  confidence: z.int().min(50).max(100),
});
type Guess = z.output<typeof guessSchema>;
/** By the work's own name. */
const givenSchema = z.record(z.string(), guessSchema);
const NOTHING: z.output<typeof givenSchema> = {};
const NONE: Guess = { guess: null, confidence: 50 };

interface ItemProps {
  readonly item: BlindItem;
  readonly currency: string;
  readonly place: number;
  readonly guess: Guess;
  readonly change: (guess: Guess) => void;
}

function Shown({ item, currency }: Pick<ItemProps, 'item' | 'currency'>) {
  const { guess: text } = takingPartWords;
  return (
    <>
      <p className="soft">{item.project}</p>
      {item.amountCents === null ? null : <p>{text.offer(money(item.amountCents, currency), item.days ?? 0)}</p>}
      {item.text === null ? null : <p className="text-block">{item.text}</p>}
      {Object.entries(item.files ?? {}).map(([path, content]) => (
        <section key={path} aria-label={path}>
          <p className="soft">{path}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
          <pre className="code-block" tabIndex={0}>
            {content}
          </pre>
        </section>
      ))}
    </>
  );
}

function Item({ item, currency, place, guess, change }: ItemProps) {
  const { guess: text } = takingPartWords;
  const name = text.item(count(place + 1), item.name);
  return (
    <fieldset className="choice guess-item">
      <legend className="field-label">{name}</legend>
      <Shown item={item} currency={currency} />
      <div className="row">
        <span className="field-label">{text.guess}</span>
        {(['person', 'program'] as const).map((one) => (
          <label key={one} className="choice-answer">
            <input
              type="radio"
              name={item.item}
              checked={guess.guess === one}
              onChange={() => change({ ...guess, guess: one })}
            />
            {text[one]}
          </label>
        ))}
      </div>
      <label className="field guess-sure">
        <span className="field-label">{text.confidence(count(guess.confidence))}</span>
        <input
          type="range"
          min="50"
          max="100"
          value={guess.confidence}
          onChange={({ target }) => change({ ...guess, confidence: Number(target.value) })}
        />
      </label>
    </fieldset>
  );
}

export function GuessWho({ at, name, busy, step }: StageProps<'guess'>) {
  const { guess: text, choose } = takingPartWords;
  const [given, give] = useAnswers(name, givenSchema, NOTHING);
  const [asked, setAsked] = useState(false);
  const guesses = at.items.flatMap(({ item }) => {
    const { guess, confidence } = given[item] ?? NONE;
    return guess === null ? [] : [{ item, guess, confidence }];
  });
  const missing = guesses.length < at.items.length;
  const send = (): void => {
    setAsked(true);
    if (!missing) step({ step: 'guess', guesses });
  };
  return (
    <div className="card-body stack">
      <p>{text.text}</p>
      {at.items.map((item, place) => (
        <Item
          key={item.item}
          item={item}
          currency={at.currency}
          place={place}
          guess={given[item.item] ?? NONE}
          change={(guess) => give({ ...given, [item.item]: guess })}
        />
      ))}
      {asked && missing ? (
        <p className="field-error" role="alert">
          {choose}
        </p>
      ) : null}
      <div className="row">
        <Button kind="primary" disabled={busy} onClick={send}>
          {text.send}
        </Button>
      </div>
    </div>
  );
}
