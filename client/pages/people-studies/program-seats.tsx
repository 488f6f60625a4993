/** Seats for programs in the open markets of a study, and their tokens. */

import { useMutation, useQuery } from '@tanstack/react-query';
import { takeProgramSeat } from '../../../server/protocol/sdk/people-calls.ts';
import { marketsQuery } from '../../data/people-studies/queries.ts';
import { reasonText } from '../../data/people-studies/trouble-text.ts';
import { session } from '../../data/session.ts';
import { Button } from '../../parts/button.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { count } from '../../text/format.ts';
import { peopleStudiesWords } from '../../text/people-studies-words.ts';
import { TableCard } from './table.tsx';

interface SeatProps {
  readonly study: string;
  readonly market: string;
  readonly seat: number;
}

function Seat({ study, market, seat }: SeatProps) {
  const { studies } = peopleStudiesWords;
  const { seats: text } = studies;
  const taking = useMutation({ mutationFn: () => takeProgramSeat(session.http, study, market, seat) });
  const token = taking.data?.token;
  return (
    <div className="row" role="status">
      {token === undefined ? (
        <Button size="small" disabled={taking.isPending} onClick={() => taking.mutate()}>
          {text.give(count(seat))}
        </Button>
      ) : (
        <>
          <code className="study-link">{token}</code>
          <CopyButton
            text={token}
            label={studies.link.copy}
            done={studies.link.copied}
            failed={studies.link.notCopied}
          />
          <span className="field-hint">{text.once}</span>
        </>
      )}
      {taking.isError ? <span className="field-error">{studies.failed(reasonText(taking.error))}</span> : null}
    </div>
  );
}

export function ProgramSeats({ study }: { readonly study: string }) {
  const { seats: text } = peopleStudiesWords.studies;
  const { data = [] } = useQuery(marketsQuery(study));
  const free = data
    .filter(({ status }) => status === 'open')
    .flatMap(({ market, condition, programSeats }) => programSeats.map((seat) => ({ market, condition, seat })));
  return (
    <TableCard
      title={text.title}
      text={text.text}
      none={text.none}
      columns={[text.market, peopleStudiesWords.studies.progress.condition, text.seat]}
      figuresFrom={3}
      rows={free.map(({ market, condition, seat }) => [
        `${market}/${seat}`,
        market,
        condition,
        <Seat key={seat} study={study} market={market} seat={seat} />,
      ])}
    />
  );
}
