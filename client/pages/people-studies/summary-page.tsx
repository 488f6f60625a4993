/** What a review board asks about a study, to read and to print. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { reviewSummaryQuery } from '../../data/people-studies/queries.ts';
import { saveFile } from '../../data/people-studies/saving.ts';
import { Button } from '../../parts/button.tsx';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { MarkdownText } from './markdown-text.tsx';

const route = getRouteApi('/signed-in/people-studies/$study/summary');

export function SummaryPage() {
  const { study } = route.useParams();
  const { summary: text, tabs } = peopleStudiesWords.studies;
  const { data: markdown } = useSuspenseQuery(reviewSummaryQuery(study));
  return (
    <section className="card" aria-label={tabs.summary}>
      <div className="card-head study-head">
        <div className="row">
          <Button size="small" onClick={() => window.print()}>
            {text.print}
          </Button>
          <Button size="small" onClick={() => saveFile(`${study}-review-summary.md`, 'text/markdown', markdown)}>
            {text.file}
          </Button>
        </div>
      </div>
      <div className="card-body study-summary">
        <MarkdownText markdown={markdown} />
      </div>
    </section>
  );
}
