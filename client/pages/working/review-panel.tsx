/** Reviewing the employer, once the project is over and as long as its time lasts. */

import { type FormEvent, useId, useState } from 'react';
import type { SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { type AtDesk, type Legal, legalOf, textOf, useSend } from '../../data/working/use-desk.ts';
import { Button } from '../../parts/button.tsx';
import { workingWords } from '../../text/working-words.ts';
import { TroubleNote } from './trouble-note.tsx';

const STARS = [1, 2, 3, 4, 5] as const;

function Stars({ rating, onRate }: { readonly rating: number; readonly onRate: (rating: number) => void }) {
  const { review: text } = workingWords.working;
  return (
    <fieldset>
      <legend className="field-label">{text.rating}</legend>
      <div className="row">
        {STARS.map((one) => (
          <label key={one} className="find-skill">
            <input type="radio" name="rating" value={one} checked={rating === one} onChange={() => onRate(one)} />{' '}
            {text.stars(one)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function ReviewPanel({
  desk,
  project,
  legal,
}: {
  readonly desk: AtDesk;
  readonly project: SeenProject;
  readonly legal: Legal;
}) {
  const { review: text } = workingWords.working;
  const [rating, setRating] = useState(5);
  const id = useId();
  const sending = useSend(desk);
  const wanted = legalOf(legal, 'PostReview');
  const given = project.reviewIds.some((one) => desk.market.reviews.get(one)?.fromId === desk.you);
  if (wanted === undefined && !given) return null;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (wanted === undefined) return;
    const comment = String(new FormData(event.currentTarget).get('comment'));
    const make = async (door: AtDesk['door']) => ({ ...wanted, rating, commentHash: await textOf(door, comment) });
    sending.mutate({ about: `${rating} ${comment}`, make });
  };
  return (
    <section className="card" aria-labelledby="review-title">
      <div className="card-head">
        <h2 id="review-title">{text.title}</h2>
      </div>
      <div className="card-body">
        {given || wanted === undefined ? (
          <p role="status">{text.sent}</p>
        ) : (
          <form className="stack" onSubmit={submit}>
            <Stars rating={rating} onRate={setRating} />
            <div className="field">
              <label className="field-label" htmlFor={id}>
                {text.comment}
              </label>
              <textarea id={id} className="input" name="comment" rows={3} maxLength={4_000} />
            </div>
            <TroubleNote of={sending.error} />
            <div>
              <Button type="submit" kind="primary" disabled={sending.isPending}>
                {text.send}
              </Button>
            </div>
          </form>
        )}
      </div>
    </section>
  );
}
