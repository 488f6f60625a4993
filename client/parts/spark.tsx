/** A line as small as a word: how a figure went. */

interface SparkProps {
  /** Oldest first. */
  readonly values: readonly number[];
  /** What the line says, for those who do not see it. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** Steps, because a bid stands until the next one comes. */
function pathOf(values: readonly number[], width: number, height: number): string {
  const low = Math.min(...values);
  const span = Math.max(1, Math.max(...values) - low);
  const step = width / Math.max(1, values.length - 1);
  const y = (value: number): string => (height - 2 - ((value - low) / span) * (height - 4)).toFixed(1);
  const [first = 0, ...rest] = values;
  return rest.reduce(
    (path, value, index) => `${path}H${((index + 1) * step).toFixed(1)}V${y(value)}`,
    `M0 ${y(first)}`,
  );
}

export function Spark({ values, label, width = 64, height = 18 }: SparkProps) {
  if (values.length < 2) return null;
  return (
    <svg
      className="spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path d={pathOf(values, width, height)} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
