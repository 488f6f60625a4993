/** The market in a few figures. */

import { useFloor, useMarketNow } from '../../data/use-floor.ts';
import { clock, count, day, shortMoney } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
}

export function Figure({ name, value, note }: FigureProps) {
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>
        {value}
        {note === undefined ? null : <span className="figure-note"> {note}</span>}
      </dd>
    </div>
  );
}

interface FiguresProps {
  readonly market: string;
  /** Only the owner is told what lies in escrow and what was released. */
  readonly seesMoney: boolean;
}

/** As often as figures can be read. */
const PAINT_MS = 150;

export function Figures({ market, seesMoney }: FiguresProps) {
  const floor = useFloor(market, PAINT_MS);
  const now = useMarketNow(market, floor.at);
  const { figures: text } = marketWords.floor;
  const { totals, currency } = floor;
  return (
    <dl className="figure-list" aria-label={text.label}>
      <Figure name={text.time} value={clock(now)} note={day(now)} />
      <Figure name={text.open} value={count(totals.openProjects)} note={text.ofProjects(count(totals.projects))} />
      <Figure name={text.bids} value={count(totals.bids)} />
      <Figure
        name={text.awarded}
        value={shortMoney(totals.awardedCents, currency)}
        note={text.awards(count(totals.awards))}
      />
      <Figure
        name={text.review}
        value={count(totals.inReview)}
        note={text.verdicts(count(totals.passed), count(totals.failed))}
      />
      {seesMoney ? (
        <>
          <Figure name={text.escrow} value={shortMoney(totals.escrowCents, currency)} />
          <Figure name={text.released} value={shortMoney(totals.releasedCents, currency)} />
        </>
      ) : null}
    </dl>
  );
}
