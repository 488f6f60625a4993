/** The reviews of a project that has ended: leaving one's own, and reading both once they are shown. */

import { type FormEvent, useState } from 'react';
import type { SeenReview } from '../../../server/protocol/arena/seen/things.ts';
import { troubleText, useAct, useDocument, useKeep } from '../../data/hiring/asking.ts';
import { useLive } from '../../data/hiring/live.ts';
import { AreaField } from '../../parts/area-field.tsx';
import { Button } from '../../parts/button.tsx';
import { SelectField } from '../../parts/field.tsx';
import { hiringWords } from '../../text/hiring-words.ts';
import { mayDo, type PartProps } from './next-step.tsx';

const RATINGS = ['5', '4', '3', '2', '1'] as const;

function Writing({ project, legal }: PartProps) {
  const { reviews: text, hiring } = hiringWords;
  const [rating, setRating] = useState<(typeof RATINGS)[number]>('5');
  const act = useAct();
  const keep = useKeep();
  const wanted = mayDo(legal, 'PostReview');
  if (wanted === null) return null;
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const comment = String(new FormData(event.currentTarget).get('comment') ?? '');
    const { projectId } = project;
    act.mutate(async () => ({ ...wanted, projectId, rating: Number(rating), commentHash: await keep(comment) }));
  };
  return (
    <form className="card-body stack" onSubmit={send}>
      <SelectField
        label={text.rating}
        value={rating}
        options={RATINGS.map((one) => [one, text.ratings[one]] as const)}
        onChoose={setRating}
      />
      <AreaField label={text.comment} hint={text.hidden} name="comment" rows={3} maxLength={4_000} />
      {act.isError ? (
        <p className="field-error" role="alert">
          {hiring.failed(troubleText(act.error))}
        </p>
      ) : null}
      <div>
        <Button type="submit" kind="primary" disabled={act.isPending}>
          {text.submit}
        </Button>
      </div>
    </form>
  );
}

function One({ review, mine }: { readonly review: SeenReview; readonly mine: boolean }) {
  const { reviews: text } = hiringWords;
  const comment = useDocument(review.comment);
  const rating = RATINGS.find((one) => Number(one) === review.rating);
  return (
    <div className="card-body">
      <p className="soft">{mine ? text.yours : text.theirs}</p>
      <p className="strong">{rating === undefined ? String(review.rating) : text.ratings[rating]}</p>
      {comment ? <p className="own-text">{comment}</p> : null}
      {review.revealed ? null : <p className="soft">{text.hidden}</p>}
    </div>
  );
}

export function Reviews({ project, legal }: PartProps) {
  const { seen } = useLive();
  const { reviews: text } = hiringWords;
  const all = project.reviewIds.flatMap((id) => seen.reviews.get(id) ?? []);
  if (all.length === 0 && mayDo(legal, 'PostReview') === null) return null;
  return (
    <section className="card" aria-label={text.title}>
      <div className="card-head">
        <h2>{text.title}</h2>
      </div>
      {all.map((review) => (
        <One key={review.reviewId} review={review} mine={review.fromId === project.employerId} />
      ))}
      <Writing project={project} legal={legal} />
    </section>
  );
}
