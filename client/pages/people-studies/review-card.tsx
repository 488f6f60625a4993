/** What a review board reads of a study, and nothing else on paper. */

import { useQuery } from '@tanstack/react-query';
import { reviewSummaryQuery } from '../../data/people-studies.ts';
import { Button } from '../../parts/button.tsx';
import { peopleStudyWords as words } from '../../text/people-study-words.ts';
import { MarkdownText } from './markdown-text.tsx';
import './review-card.css';

export function ReviewCard({ study }: { readonly study: string }) {
  const { data } = useQuery(reviewSummaryQuery(study));
  const { page: text } = words;
  return (
    <section className="card study-review" aria-labelledby="review-title">
      <div className="card-head">
        <h2 id="review-title">{text.review}</h2>
        <Button size="small" onClick={() => window.print()}>
          {text.print}
        </Button>
      </div>
      <div className="card-body">{data === undefined ? null : <MarkdownText markdown={data} />}</div>
    </section>
  );
}
