/** All projects of the floor: filtered, ordered, and only those in sight painted. */

import { useState } from 'react';
import type { FloorProject } from '../../../server/protocol/arena/floor/floor.ts';
import { type NameOf, useFloor, useMarketNow } from '../../data/use-floor.ts';
import { SelectField } from '../../parts/field.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import { Empty } from '../../parts/state.tsx';
import { useNarrow } from '../../parts/use-width.ts';
import { count } from '../../text/format.ts';
import { marketWords } from '../../text/market-words.ts';
import { ProjectLine, timeLeft } from './project-line.tsx';

type Filter = keyof typeof marketWords.floor.projects.filters;
type Order = keyof typeof marketWords.floor.projects.sorts;

const OVER: ReadonlySet<string> = new Set(['completed', 'expired', 'cancelled']);

function belongs({ status }: FloorProject, filter: Filter): boolean {
  if (filter === 'open') return status === 'open';
  if (filter === 'over') return OVER.has(status);
  return filter === 'all' || (status !== 'open' && !OVER.has(status));
}

const ORDERS: Readonly<Record<Order, (a: FloorProject, b: FloorProject) => number>> = {
  newest: (a, b) => b.projectId - a.projectId,
  // What is closed has no time left and stands behind all that has.
  closing: (a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || a.closesAt - b.closesAt,
  bids: (a, b) => b.bidCount - a.bidCount || b.projectId - a.projectId,
  changed: (a, b) => b.changed - a.changed,
};

interface ProjectBoardProps {
  readonly market: string;
  readonly nameOf: NameOf;
}

interface BoardHeadProps {
  readonly shown: number;
  readonly filter: Filter;
  readonly order: Order;
  readonly setFilter: (filter: Filter) => void;
  readonly setOrder: (order: Order) => void;
}

function BoardHead({ shown, filter, order, setFilter, setOrder }: BoardHeadProps) {
  const { projects: text } = marketWords.floor;
  return (
    <div className="card-head">
      <h2 id="projects-title">
        {text.title} <span className="soft">{count(shown)}</span>
      </h2>
      <div className="row">
        <SelectField
          label={text.show}
          hiddenLabel
          size="small"
          value={filter}
          onChoose={setFilter}
          options={Object.entries(text.filters) as [Filter, string][]}
        />
        <SelectField
          label={text.sort}
          hiddenLabel
          size="small"
          value={order}
          onChoose={setOrder}
          options={Object.entries(text.sorts) as [Order, string][]}
        />
      </div>
    </div>
  );
}

const LINE_HEIGHT = 76;
const NARROW_LINE_HEIGHT = 104;

/** Bids of one line may change many times before anybody has read it once. */
const PAINT_MS = 150;

export function ProjectBoard({ market, nameOf }: ProjectBoardProps) {
  const floor = useFloor(market, PAINT_MS);
  const now = useMarketNow(market, floor.at);
  const { projects: text } = marketWords.floor;
  const [filter, setFilter] = useState<Filter>('all');
  const [order, setOrder] = useState<Order>('newest');
  const narrow = useNarrow();
  const shown = [...floor.projects.values()].filter((project) => belongs(project, filter)).sort(ORDERS[order]);
  const { currency } = floor;
  return (
    <section className="card" aria-labelledby="projects-title">
      <BoardHead shown={shown.length} {...{ filter, order, setFilter, setOrder }} />
      {shown.length === 0 ? (
        <Empty title={text.none}>
          <p>{text.noneText}</p>
        </Empty>
      ) : (
        <Scroller
          key={narrow ? 'narrow' : 'wide'}
          label={text.title}
          count={shown.length}
          lineHeight={narrow ? NARROW_LINE_HEIGHT : LINE_HEIGHT}
          keyOf={(index) => shown[index]?.projectId ?? index}
        >
          {(index) => {
            const project = shown[index];
            return project === undefined ? null : (
              <ProjectLine
                market={market}
                project={project}
                changed={project.changed}
                currency={currency}
                left={timeLeft(project, now)}
                nameOf={nameOf}
              />
            );
          }}
        </Scroller>
      )}
      {floor.totals.projects > floor.projects.size ? <p className="card-note">{text.forgotten}</p> : null}
    </section>
  );
}
