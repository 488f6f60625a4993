/** The titles of a table's columns. */

export interface TableColumn {
  readonly title: string;
  /** Figures stand below each other at the right. */
  readonly numeric?: boolean;
}

export function TableHead({ columns }: { readonly columns: readonly TableColumn[] }) {
  return (
    <thead>
      <tr>
        {columns.map(({ title, numeric = false }) => (
          <th scope="col" className={numeric ? 'number' : undefined} key={title}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
