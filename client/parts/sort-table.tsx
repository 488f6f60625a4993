/** A table that is ordered by whichever column one chooses; it says by which, also to those who hear it. */

import { type ReactNode, useState } from 'react';
import { Icon } from './icon.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Explains the column to whoever rests on it. */
  readonly hint?: string;
  readonly numeric?: boolean;
  /** Stands below the title: where the column's figures come from. */
  readonly note?: ReactNode;
  /** What the column is ordered by; not said: it is not. Null stands behind everything. */
  readonly value?: (row: Row) => number | string | null;
  readonly cell: (row: Row) => ReactNode;
}

/** A column of figures; a dash stands where there is none. */
export function figureColumn<Row>(
  key: string,
  title: string,
  value: (row: Row) => number | null,
  show: (value: number) => ReactNode,
): Column<Row> {
  const cell = (row: Row): ReactNode => {
    const found = value(row);
    return found === null ? '–' : show(found);
  };
  return { key, title, numeric: true, value, cell };
}

interface SortTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string | number;
  /** Where it begins: the column, largest first. */
  readonly sortedBy: string;
}

interface Order {
  readonly key: string;
  readonly descending: boolean;
}

function compare(one: number | string | null, other: number | string | null): number {
  if (typeof one === 'string' && typeof other === 'string') return one.localeCompare(other);
  return Number(one) - Number(other);
}

function ordered<Row>(rows: readonly Row[], { value }: Column<Row>, descending: boolean): readonly Row[] {
  if (value === undefined) return rows;
  return rows.toSorted((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return descending ? compare(other, one) : compare(one, other);
  });
}

function Head<Row>(props: { readonly column: Column<Row>; readonly order: Order; readonly sort: () => void }) {
  const { column, order, sort } = props;
  const { title, hint, numeric = false, value, key, note } = column;
  const active = order.key === key;
  const direction = order.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={numeric ? 'number' : undefined}
      title={hint}
      {...(value === undefined ? {} : { 'aria-sort': active ? direction : 'none' })}
    >
      {value === undefined ? (
        title
      ) : (
        <button type="button" className="sort-button" onClick={sort}>
          {title}
          {active ? <Icon name={order.descending ? 'down' : 'up'} size={14} /> : null}
        </button>
      )}
      {note}
    </th>
  );
}

export function SortTable<Row>({ label, columns, rows, keyOf, sortedBy }: SortTableProps<Row>) {
  const [order, setOrder] = useState<Order>({ key: sortedBy, descending: true });
  const by = columns.find(({ key }) => key === order.key);
  const shown = by === undefined ? rows : ordered(rows, by, order.descending);
  return (
    <div className="table-scroll">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                order={order}
                sort={() =>
                  setOrder({
                    key: column.key,
                    descending: order.key === column.key ? !order.descending : column.numeric === true,
                  })
                }
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, numeric, cell }) => (
                <td key={key} className={numeric === true ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
