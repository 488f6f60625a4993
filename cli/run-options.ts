/** The words of `arena run`. */

export const RUN_OPTIONS = {
  out: { type: 'string' },
  workers: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  'no-serve': { type: 'boolean', default: false },
  runner: { type: 'string' },
  'runner-token': { type: 'string' },
  container: { type: 'string' },
  agent: { type: 'string', multiple: true, default: [] as string[] },
  'model-prices': { type: 'string' },
  'replay-models': { type: 'string' },
  labels: { type: 'string' },
  db: { type: 'string' },
  owner: { type: 'string' },
  'ask-above': { type: 'string', default: '5' },
  yes: { type: 'boolean', default: false },
  practice: { type: 'boolean', default: false },
  admission: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** What they come to. */
export interface RunWords {
  readonly out?: string | undefined;
  readonly workers?: string | undefined;
  readonly quiet: boolean;
  readonly runner?: string | undefined;
  readonly 'runner-token'?: string | undefined;
  readonly container?: string | undefined;
  readonly 'model-prices'?: string | undefined;
  readonly 'replay-models'?: string | undefined;
  readonly 'ask-above': string;
  readonly yes: boolean;
  readonly practice: boolean;
  readonly admission: readonly string[];
}
