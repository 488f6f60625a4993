/** A card with a plain table: first column words, the others figures. */

import { type ReactNode, useId } from 'react';

interface TableCardProps {
  readonly title: string;
  readonly text?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [key: string, ...cells: ReactNode[]])[];
  /** Stands instead of a table without rows. */
  readonly none?: string;
  /** Columns from this one on are figures. */
  readonly figuresFrom?: number;
  readonly children?: ReactNode;
}

export function TableCard({ title, text, columns, rows, none, figuresFrom = 1, children }: TableCardProps) {
  const id = useId();
  const look = (index: number) => (index >= figuresFrom ? 'number' : undefined);
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
      {text === undefined ? null : <p className="study-note soft">{text}</p>}
      {rows.length === 0 && none !== undefined ? (
        <p className="card-body soft">{none}</p>
      ) : (
        // Scrolls in its card on a phone, also by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div className="table-scroll" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                {columns.map((column, index) => (
                  <th scope="col" key={column} className={look(index)}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([key, ...cells]) => (
                <tr key={key}>
                  {cells.map((cell, index) => (
                    <td key={columns[index]} className={look(index)}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
