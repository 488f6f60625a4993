/** How many came, where they are, how it ended, and whether programs could be told from people. */

import type { CountedShare } from '../../../server/protocol/arena/people-study-results.ts';
import type { PeopleSummary } from '../../../server/protocol/sdk/people-calls.ts';
import { count, duration, percent } from '../../text/format.ts';
import { peopleStudyWords } from '../../text/people-study-words.ts';

const { page: text } = peopleStudyWords;
const SECOND_MS = 1_000;

interface RowsProps {
  readonly label: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A small table of words and figures. */
export function Rows({ label, heads, rows }: RowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className="table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells[0]}>
              {cells.map((cell, place) => (
                <td key={heads[place]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Counts({ summary }: { readonly summary: PeopleSummary }) {
  const { byStage, byOutcome, stageSeconds, conditions } = summary;
  const stages = (Object.keys(text.stages) as (keyof typeof text.stages)[]).map((stage) => {
    const seconds = stageSeconds[stage];
    return [text.stages[stage], count(byStage[stage]), seconds === null ? '–' : duration(seconds * SECOND_MS)];
  });
  const outcomes = (Object.keys(text.outcomes) as (keyof typeof text.outcomes)[]).map((outcome) => [
    text.outcomes[outcome],
    count(byOutcome[outcome]),
  ]);
  return (
    <section className="card" aria-labelledby="counts-title">
      <div className="card-head">
        <h2 id="counts-title">{text.counts}</h2>
        <span className="soft">
          {text.came}: {count(summary.people)} · {text.placesLeft}: {count(summary.placesLeft)}
        </span>
      </div>
      <Rows label={text.byStage} heads={[text.stage, text.now, text.median]} rows={stages} />
      <Rows label={text.byOutcome} heads={[text.outcome, text.came]} rows={outcomes} />
      <Rows
        label={text.conditions}
        heads={[text.condition, text.assigned, text.working, text.completed, text.markets]}
        rows={conditions.map(({ condition, assigned, working, completed, markets }) => [
          condition,
          ...[assigned, working, completed, markets].map(count),
        ])}
      />
    </section>
  );
}

function Accuracy({ title, share: { count: right, of, share, low, high } }: { title: string; share: CountedShare }) {
  if (share === null || low === null || high === null) return null;
  return (
    <div className="figure">
      <dt>{title}</dt>
      <dd>
        {percent(share)}
        <span className="figure-note">{text.right(count(right), count(of), percent(share))}</span>
        <span className="figure-note">{text.between(percent(low), percent(high))}</span>
      </dd>
    </div>
  );
}

export function Blinding({ blinding }: Pick<PeopleSummary, 'blinding'>) {
  return (
    <section className="card" aria-labelledby="guess-title">
      <div className="card-head">
        <h2 id="guess-title">{text.guesses}</h2>
      </div>
      <div className="card-body stack">
        <p className="soft">{blinding.all.of === 0 ? text.nobody : text.guessText}</p>
        {blinding.all.of === 0 ? null : (
          <dl className="figure-list">
            <Accuracy title={text.ofAll} share={blinding.all} />
            <Accuracy title={text.ofPeople} share={blinding.ofPeople} />
            <Accuracy title={text.ofPrograms} share={blinding.ofPrograms} />
          </dl>
        )}
      </div>
    </section>
  );
}
