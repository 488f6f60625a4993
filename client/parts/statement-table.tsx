/** The movements of one's accounts, newest first: for whoever works and whoever hires. */

import type { ReactNode } from 'react';
import type { Statement } from '../../server/protocol/sdk/calls.ts';
import { moment, money, signedMoney } from '../text/format.ts';
import { TableHead } from './table-head.tsx';

type Line = Statement['lines'][number];

interface StatementTableProps {
  /** In the order in which they happened. */
  readonly lines: readonly Line[];
  readonly currency: string;
  readonly columns: Readonly<Record<'at' | 'what' | 'project' | 'amount' | 'balance', string>>;
  readonly codes: Readonly<Record<Line['code'], string>>;
  /** How a line's project is shown, where it has one. */
  readonly projectOf: (projectId: number, title: string | null) => ReactNode;
}

export function StatementTable({ lines, currency, columns, codes, projectOf }: StatementTableProps) {
  // Its place in the statement is a line's own for ever: nothing is put between two of them.
  const placed = lines.map((line, place) => ({ ...line, place })).toReversed();
  return (
    <table className="table">
      <TableHead
        columns={[
          { title: columns.at },
          { title: columns.what },
          { title: columns.project },
          { title: columns.amount, numeric: true },
          { title: columns.balance, numeric: true },
        ]}
      />
      <tbody>
        {placed.map(({ place, at, code, projectId, title, amountCents, balanceCents }) => (
          <tr key={place}>
            <td>{moment(at)}</td>
            <td>{codes[code]}</td>
            <td>{projectId === null ? '–' : projectOf(projectId, title)}</td>
            <td className="number">{signedMoney(amountCents, currency)}</td>
            <td className="number">{money(balanceCents, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
