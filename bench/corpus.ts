/** Generating the study corpus: the 1,115 of the study, and a stream of 100,000, each in a process of its own. */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { STUDY_SIZE } from '../seeds/study-corpus.ts';
import { type Bench, type Figure, spreadOf } from './harness.ts';

const CHILD = fileURLToPath(new URL('./corpus-child.ts', import.meta.url));
const STREAM = 100_000;
const QUICK_STREAM = 3_000;
const RUNS = 3;
/** A stream keeps one block of projects. With no more heap than this it could not end if its memory grew with its length. */
const HEAP_MEGABYTES = 256;

interface Generated {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly bytes: number;
}

async function generate(size: number, signal: AbortSignal): Promise<Generated> {
  const args = [`--max-old-space-size=${HEAP_MEGABYTES}`, CHILD, String(size)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], signal });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`generating ended with ${code}`))));
  });
  return JSON.parse(said) as Generated;
}

function figuresOf(size: number, all: readonly Generated[]): Figure[] {
  const one = { runs: all.length, ratio: null, target: null, met: null };
  const name = `corpus, ${size.toLocaleString('en-US')} projects`;
  return [
    { figure: name, unit: 's', ...spreadOf(all.map(({ seconds }) => seconds)), ...one },
    { figure: `${name}, peak memory`, unit: 'MB', ...spreadOf(all.map(({ peakMegabytes }) => peakMegabytes)), ...one },
    { figure: `${name}, size of the file`, unit: 'MB', ...spreadOf(all.map(({ bytes }) => bytes / 1e6)), ...one },
  ];
}

export const bench: Bench = async ({ quick, signal }) => {
  const study: Generated[] = [];
  for (let run = 0; run < (quick ? 1 : RUNS); run += 1) study.push(await generate(STUDY_SIZE, signal));
  const stream = quick ? QUICK_STREAM : STREAM;
  return {
    name: 'corpus',
    figures: [...figuresOf(STUDY_SIZE, study), ...figuresOf(stream, [await generate(stream, signal)])],
    notes: [
      'Every project as its line of the file, from a fresh process; the lines are counted and not written. Memory is the most that was resident, under a heap of at most 256 MB.',
    ],
  };
};
