/** Figures in the text form that Prometheus reads (version 0.0.4), in the little that is needed of it. */

export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  /** What stands behind the metric's name: `_bucket`, `_sum`, `_count`. */
  readonly suffix?: string;
  readonly value: number;
}

export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: readonly Sample[];
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function line(name: string, { labels = {}, suffix = '', value }: Sample): string {
  const pairs = Object.entries(labels).map(([key, label]) => `${key}="${escaped(label)}"`);
  return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}

export function metricText(metrics: readonly Metric[]): string {
  const blocks = metrics.map(({ name, help, type, samples }) => {
    const head = [`# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', ' ')}`, `# TYPE ${name} ${type}`];
    return [...head, ...samples.map((sample) => line(name, sample))].join('\n');
  });
  return `${blocks.join('\n')}\n`;
}

/** Counts values into buckets, each holding what is at most its bound. */
export interface Histogram {
  observe(value: number): void;
  samples(): readonly Sample[];
}

export function createHistogram(bounds: readonly number[]): Histogram {
  /** How many fell between each bound and the one before it. */
  const counts = bounds.map(() => 0);
  let count = 0;
  let sum = 0;
  return {
    observe: (value) => {
      count += 1;
      sum += value;
      const index = bounds.findIndex((bound) => value <= bound);
      if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
    },
    samples: () => [
      ...bounds.map((bound, index) => ({
        suffix: '_bucket',
        labels: { le: String(bound) },
        value: counts.slice(0, index + 1).reduce((sum, each) => sum + each, 0),
      })),
      { suffix: '_bucket', labels: { le: '+Inf' }, value: count },
      { suffix: '_sum', value: sum },
      { suffix: '_count', value: count },
    ],
  };
}
