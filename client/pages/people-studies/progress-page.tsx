/** How a study goes: the link, where people are, how it ended for them, conditions, orders, and whether it is blind. */

import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useId } from 'react';
import type { PeopleSummary } from '../../../server/protocol/sdk/people-calls.ts';
import { studyQuery } from '../../data/people-studies/queries.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Provenance } from '../../parts/provenance.tsx';
import { count, duration, percent, wholePercent } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { ProgramSeats } from './program-seats.tsx';
import { TableCard } from './table.tsx';

const route = getRouteApi('/signed-in/people-studies/$study/');
const SECOND_MS = 1_000;
const HUNDREDTHS = 100;

function LinkCard({ summary }: { readonly summary: PeopleSummary }) {
  const { link: text } = peopleStudiesWords.studies;
  const id = useId();
  // A server that does not know its own address tells the path alone.
  const address = summary.link.startsWith('/') ? `${window.location.origin}${summary.link}` : summary.link;
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{text.title}</h2>
        <CopyButton text={address} label={text.copy} done={text.copied} failed={text.notCopied} />
      </div>
      <div className="card-body stack">
        <code className="study-link">{address}</code>
        <p className="soft">
          {text.text} {summary.state === 'open' ? null : text.notOpen}
        </p>
      </div>
    </section>
  );
}

function Figures({ summary }: { readonly summary: PeopleSummary }) {
  const { progress: text, ofQuota } = peopleStudiesWords.studies;
  const { people, quota, placesLeft, byOutcome, blinding } = summary;
  const figures = [
    [text.people, count(people)],
    [text.completed, ofQuota(count(byOutcome.completed), count(quota))],
    [text.places, count(placesLeft)],
    [text.blind, blinding.all.share === null ? '–' : percent(blinding.all.share)],
  ] as const;
  return (
    <dl className="figure-list" aria-label={text.figures}>
      {figures.map(([name, value]) => (
        <div className="figure" key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Stages({ summary }: { readonly summary: PeopleSummary }) {
  const { progress: text, stages, outcomes, waitedInVain } = peopleStudiesWords.studies;
  const { byStage, stageSeconds, byOutcome } = summary;
  const ended = { ...byOutcome, timed_out: byOutcome.timed_out - summary.waitedInVain };
  const time = (seconds: number | null): string => (seconds === null ? '–' : duration(seconds * SECOND_MS));
  type Stage = keyof typeof stages;
  type Outcome = keyof typeof outcomes;
  return (
    <div className="study-pair">
      <TableCard
        title={text.stages}
        columns={[text.stage, text.now, text.seconds]}
        rows={(Object.keys(stages) as Stage[]).map((stage) => [
          stage,
          stages[stage],
          count(byStage[stage]),
          time(stageSeconds[stage]),
        ])}
      />
      <TableCard
        title={text.outcomes}
        columns={[text.outcome, text.ended]}
        rows={[
          ...(Object.keys(outcomes) as Outcome[]).map(
            (outcome) => [outcome, outcomes[outcome], count(ended[outcome])] as const,
          ),
          ['waited_in_vain', waitedInVain, count(summary.waitedInVain)] as const,
        ]}
      />
    </div>
  );
}

function Assigned({ summary }: { readonly summary: PeopleSummary }) {
  const { progress: text } = peopleStudiesWords.studies;
  const { conditions, positions } = summary;
  const places = positions[0]?.counts.map((_, index) => text.position(count(index + 1))) ?? [];
  return (
    <>
      <TableCard
        title={text.conditions}
        columns={[text.condition, text.assigned, text.working, text.completed, text.markets]}
        rows={conditions.map(({ condition, assigned, working, completed, markets }) => [
          condition,
          condition,
          ...[assigned, working, completed, markets].map(count),
        ])}
      />
      <TableCard
        title={text.positions}
        text={text.positionsText}
        columns={[text.project, ...places]}
        rows={positions.map(({ slug, counts }) => [slug, slug, ...counts.map(count)])}
      />
    </>
  );
}

function Blind({ blinding }: Pick<PeopleSummary, 'blinding'>) {
  const { blind: text } = peopleStudiesWords.studies;
  const { meanConfidence } = blinding;
  return (
    <TableCard
      title={text.title}
      text={
        meanConfidence === null
          ? text.text
          : `${text.text} ${text.confidence(wholePercent(meanConfidence / HUNDREDTHS))}`
      }
      none={text.none}
      columns={[text.about, text.right, text.share, text.interval]}
      rows={(blinding.all.of === 0 ? [] : (['all', 'ofPeople', 'ofPrograms'] as const)).map((about) => {
        const { count: right, of, share, low, high } = blinding[about];
        const range = low === null || high === null ? '–' : text.range(percent(low), percent(high));
        return [about, text[about], `${count(right)} / ${count(of)}`, share === null ? '–' : percent(share), range];
      })}
    >
      <Provenance origin="measured" />
    </TableCard>
  );
}

/** Nothing where the study has no person as an employer. */
function Hiring({ hiring }: Pick<PeopleSummary, 'hiring'>) {
  const { hiring: text, blind } = peopleStudiesWords.studies;
  const { byLot, toNobody, fallbacks } = hiring;
  if (hiring.toPrograms.of + hiring.toFirstShown.of + toNobody + fallbacks === 0) return null;
  const shares = (['toPrograms', 'toFirstShown'] as const).map((what) => {
    const { count: chosen, of, share, low, high } = hiring[what];
    const range = low === null || high === null ? '–' : blind.range(percent(low), percent(high));
    const drawn = what === 'toPrograms' && byLot !== null ? percent(byLot) : '–';
    const cells = [text[what], `${count(chosen)} / ${count(of)}`, share === null ? '–' : percent(share), range, drawn];
    return [what, ...cells] as const;
  });
  const counts = (['toNobody', 'fallbacks'] as const).map(
    (what) => [what, text[what], count(hiring[what]), '–', '–', '–'] as const,
  );
  return (
    <TableCard
      title={text.title}
      text={text.text}
      columns={[text.what, text.count, blind.share, blind.interval, text.byLot]}
      rows={[...shares, ...counts]}
    >
      <Provenance origin="measured" />
    </TableCard>
  );
}

export function ProgressPage() {
  const { study } = route.useParams();
  const { data: summary } = useSuspenseQuery(studyQuery(study));
  const withPrograms = summary.conditions.some(({ markets }) => markets > 0);
  return (
    <>
      <LinkCard summary={summary} />
      <Figures summary={summary} />
      <Stages summary={summary} />
      <Assigned summary={summary} />
      <Blind blinding={summary.blinding} />
      <Hiring hiring={summary.hiring} />
      {withPrograms ? <ProgramSeats study={study} /> : null}
    </>
  );
}
