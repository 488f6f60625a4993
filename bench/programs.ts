/** Deliveries for the reviewer bench: programs that read standard input and write standard output, ten cases each. */

import { buildCorpus } from '../seeds/corpus.ts';
import { known } from '../server/kernel/assert.ts';
import { type Acceptance, acceptanceSchema } from '../server/protocol/arena/acceptance.ts';

type StdioAcceptance = Extract<Acceptance, { kind: 'stdio' }>;

export interface Delivery {
  readonly source: string;
  readonly acceptance: StdioAcceptance;
  readonly hidden: StdioAcceptance;
}

export interface ProgramSet {
  readonly name: string;
  readonly language: 'python' | 'javascript';
  readonly deliveries: readonly Delivery[];
}

export const CASES = 10;
const VISIBLE = 2;
const CORPUS_SEED = 'bench';

const SUM_PYTHON = 'print(sum(int(word) for word in open(0).read().split()))\n';
const SUM_JAVASCRIPT = `const words = require('fs').readFileSync(0, 'utf8').split(/\\s+/).filter(Boolean);
console.log(words.reduce((sum, word) => sum + Number(word), 0));
`;

/** Corpus projects that are handed in as such programs; their reference solutions have 20 to 80 lines. */
const TYPICAL = {
  python: ['graph-routes-2', 'percentile-histogram-2', 'reconciliation-2'],
  javascript: ['log-analysis-2', 'program-repair-2', 'text-layout-2'],
} as const;

function tiny(language: 'python' | 'javascript'): Delivery {
  const cases = Array.from({ length: CASES }, (_, index) => ({
    name: `sum ${index + 1}`,
    stdin: `${Array.from({ length: index + 1 }, (__, place) => place * index).join(' ')}\n`,
    expected: `${(index * index * (index + 1)) / 2}\n`,
  }));
  const file = language === 'python' ? 'solution.py' : 'solution.js';
  const side = (from: number, to: number): StdioAcceptance =>
    acceptanceSchema.parse({ kind: 'stdio', language, file, cases: cases.slice(from, to) }) as StdioAcceptance;
  const source = language === 'python' ? SUM_PYTHON : SUM_JAVASCRIPT;
  return { source, acceptance: side(0, VISIBLE), hidden: side(VISIBLE, CASES) };
}

function typical(language: 'python' | 'javascript'): Delivery[] {
  const corpus = buildCorpus('starter', CORPUS_SEED);
  return TYPICAL[language].map((slug) => {
    const one = known(
      corpus.find((candidate) => candidate.slug === slug),
      `project ${slug}`,
    );
    const { acceptance, answerKey } = one;
    const { hidden, reference } = answerKey;
    if (acceptance.kind !== 'stdio' || hidden.kind !== 'stdio') throw new Error(`${slug} does not read standard input`);
    const visible = acceptance.cases.slice(0, VISIBLE);
    return {
      source: known(reference[acceptance.file], `${slug}: ${acceptance.file}`),
      acceptance: { ...acceptance, cases: visible },
      hidden: { ...hidden, cases: hidden.cases.slice(0, CASES - visible.length) },
    };
  });
}

export function programSets(): readonly ProgramSet[] {
  return (['python', 'javascript'] as const).flatMap((language) => [
    { name: `tiny ${language}`, language, deliveries: [tiny(language)] },
    { name: `typical ${language}`, language, deliveries: typical(language) },
  ]);
}
