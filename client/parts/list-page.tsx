/** A page that is one list: what it is, the way to a new one, and the lines, or what to do where there are none. */

import type { ReactNode } from 'react';
import { Empty } from './state.tsx';
import { type TableColumn, TableHead } from './table-head.tsx';

interface ListPageProps {
  readonly title: string;
  readonly text: string;
  /** The way to a new one; not said: none is made here. */
  readonly create?: ReactNode;
  /** Where there is nothing: in a few words, and what to do about it. */
  readonly none: readonly [string, string];
  readonly columns: readonly TableColumn[];
  /** A row of a table for each. */
  readonly lines: readonly ReactNode[];
}

export function ListPage({ title, text, create, none, columns, lines }: ListPageProps) {
  const [noneTitle, noneText] = none;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          <p>{text}</p>
        </div>
        {create}
      </div>
      <section className="card table-scroll" aria-label={title}>
        {lines.length === 0 ? (
          <Empty title={noneTitle}>
            <p>{noneText}</p>
          </Empty>
        ) : (
          <table className="table">
            <TableHead columns={columns} />
            <tbody>{lines}</tbody>
          </table>
        )}
      </section>
    </>
  );
}
