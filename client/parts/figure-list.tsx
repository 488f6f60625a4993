/** A few figures with their names, beside each other. */

interface FigureListProps {
  readonly figures: readonly (readonly [name: string, value: string])[];
  /** As wide as the page. */
  readonly fill?: boolean;
}

export function FigureList({ figures, fill = false }: FigureListProps) {
  return (
    <dl className={fill ? 'figure-list figures-fill' : 'figure-list'}>
      {figures.map(([name, value]) => (
        <div key={name} className="figure">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
