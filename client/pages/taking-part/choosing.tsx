/** The employer of a study: projects while bids come in, then all bids at once, in a drawn order, and a choice for each project. */

import { useState } from 'react';
import { z } from 'zod';
import { useAnswers } from '../../data/study-answers.ts';
import { Button } from '../../parts/button.tsx';
import { choosing as words } from '../../text/en/choosing.ts';
import { count, money } from '../../text/format.ts';
import type { At, StageProps } from './work-stages.tsx';

type Project = At<'hiring'>['projects'][number];
type Bid = NonNullable<Project['bids']>[number];

/** The item of a bid; null: none of them; undefined: not said yet. */
type Choice = string | null | undefined;

interface AnswerProps {
  readonly currency: string;
  readonly project: Project;
  readonly choice: Choice;
  readonly choose: (item: string | null) => void;
}

function Offer({ bid, currency }: { readonly bid: Bid; readonly currency: string }) {
  return (
    <>
      <strong>{bid.name}</strong>
      <span>{words.offer(money(bid.amountCents, currency), bid.days)}</span>
      {bid.text === null ? (
        <span className="soft">{words.noText}</span>
      ) : (
        <span className="text-block">{bid.text}</span>
      )}
    </>
  );
}

function Bids({ project, currency, bids, choice, choose }: AnswerProps & { readonly bids: readonly Bid[] }) {
  const name = `project-${project.project}`;
  return (
    <>
      {bids.map((bid) => (
        <label key={bid.item} className="choice-answer choosing-bid">
          <input type="radio" name={name} checked={choice === bid.item} onChange={() => choose(bid.item)} />
          <span>
            <Offer bid={bid} currency={currency} />
          </span>
        </label>
      ))}
      <label className="choice-answer">
        <input type="radio" name={name} checked={choice === null} onChange={() => choose(null)} />
        {words.nobody}
      </label>
    </>
  );
}

function Offered(props: AnswerProps) {
  const { project, currency } = props;
  const { bids, title, description, budgetMinCents, budgetMaxCents } = project;
  return (
    <fieldset className="choice guess-item">
      <legend className="field-label">{words.project(count(project.project), title)}</legend>
      <p className="soft">{words.budget(money(budgetMinCents, currency), money(budgetMaxCents, currency))}</p>
      <p className="text-block">{description}</p>
      {bids?.length === 0 ? <p>{words.noBids}</p> : null}
      {bids === null || bids.length === 0 ? null : <Bids {...props} bids={bids} />}
    </fieldset>
  );
}

/** By the project's number: the item of a bid, or none of them. */
const chosenSchema = z.record(z.string(), z.string().nullable());
const NOTHING: z.output<typeof chosenSchema> = {};

export function Choosing({ at, name, busy, step }: StageProps<'hiring'>) {
  const [chosen, choose] = useAnswers(name, chosenSchema, NOTHING);
  const [asked, setAsked] = useState(false);
  const open = at.projects.every(({ bids }) => bids !== null);
  const choices = at.projects.flatMap(({ project, bids }) => {
    const item = bids?.length === 0 ? null : chosen[project];
    return item === undefined ? [] : [{ project, item }];
  });
  const missing = choices.length < at.projects.length;
  const send = (): void => {
    setAsked(true);
    if (!missing) step({ step: 'hiring', choices });
  };
  return (
    <div className="card-body stack">
      <p role="status">{open ? words.text : words.waiting}</p>
      {at.projects.map((project) => (
        <Offered
          key={project.project}
          project={project}
          currency={at.currency}
          choice={chosen[project.project]}
          choose={(item) => choose({ ...chosen, [project.project]: item })}
        />
      ))}
      {asked && missing ? (
        <p className="field-error" role="alert">
          {words.missing}
        </p>
      ) : null}
      {open ? (
        <div className="row">
          <Button kind="primary" disabled={busy} onClick={send}>
            {words.send}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
