/** `arena VERB …`: finds the verb's file and turns what goes wrong into one clear line and an exit code. */

/** Exit codes of every verb, as `arena help` prints them. */
const EXIT_CODES = {
  0: 'done',
  1: 'a check found something wrong (replay, report, db verify, doctor, admit)',
  64: 'the command line is wrong',
  65: 'a file that was named is missing or wrong',
  69: 'something needed is not available here',
  70: 'a bug of ours',
  75: 'a fault that may pass: run the same command again',
  130: 'stopped with Ctrl-C; run the same command again to go on',
} as const;

interface Verb {
  readonly usage: string;
  readonly load: () => Promise<{ run(args: string[], signal: AbortSignal): Promise<number> }>;
}

const VERBS: Readonly<Record<string, Verb>> = {
  run: {
    usage:
      'run [FILE…] [--no-serve] [--agent PROVIDER:MODEL]… [--out DIR] [--workers N] [--quiet] [--runner URL] [--container IMAGE] [--practice] [--admission FILE]… [--model-prices FILE] [--replay-models FILE] [--ask-above DOLLARS] [--yes] [--labels FILE] [--db DB [--owner NAME]]   play tournaments and print their standings',
    load: () => import('./run.ts'),
  },
  plan: {
    usage:
      'plan FILE [--from DIR]… [--model-prices FILE] [--json]   runs, cost, time and power of an experiment, before it is played',
    load: () => import('./plan.ts'),
  },
  lock: {
    usage:
      'lock FILE [--out FILE] [--model-prices FILE] [--runner URL] [--container IMAGE]   register an experiment: everything that determines it, under one hash',
    load: () => import('./lock.ts'),
  },
  experiment: {
    usage:
      'experiment FILE [--lock FILE] [--at-once N] [--out DIR] [--workers N] [--quiet] [--json] [--practice] [--admission FILE]… [--runner URL] [--container IMAGE] [--model-prices FILE] [--replay-models FILE] [--ask-above DOLLARS] [--yes]   play all runs of an experiment and test its contrasts',
    load: () => import('./experiment.ts'),
  },
  import: {
    usage:
      'import [FORMAT] FILE… --out FILE [--price-rule NAME] [--seed TEXT] [--limit N] [--strict] [--hidden-only] [--skipped FILE]   make projects of public task sets',
    load: () => import('./import.ts'),
  },
  standing: {
    usage: 'standing DIR [--format table|csv|json]   print the standing of a run',
    load: () => import('./standing.ts'),
  },
  stats: {
    usage: 'stats DIR… [--json]   figures of runs with intervals and tests, and where each comes from',
    load: () => import('./stats.ts'),
  },
  integrity: {
    usage:
      'integrity [--seeds N] [--projects N] [--together N] [--fit] [--json] [--workers N] [--quiet]   how right the detectors of cheating are, on adversaries whose truth is known',
    load: () => import('./integrity.ts'),
  },
  report: {
    usage:
      'report DIR… [--out FILE] [--format html|md|json] [--against DIR] [--fail-on RULE]… [--junit FILE] [--experiment DIR]   runs as one page to hand on, and what fell against a run before',
    load: () => import('./report.ts'),
  },
  export: {
    usage:
      'export DIR… --format csv|jsonl|parquet|inspect|inspect-json|bundle --out PLACE   rows of runs as tables, runs as Inspect logs, or one run as a file that can be played again',
    load: () => import('./export.ts'),
  },
  study: {
    usage:
      'study [DIR | --models] [--workers N] [--json] [--model-prices FILE] [--replay-models FILE] [--ask-above DOLLARS] [--yes]   the study again, its table beside the published one',
    load: () => import('./study.ts'),
  },
  replay: {
    usage:
      'replay DIR|LOG|BUNDLE [--until SEQ] [--play-again|--no-play] [--model-prices FILE]   fold a log again and prove its hashes and its books; of a bundle every part, and play it again',
    load: () => import('./replay.ts'),
  },
  db: { usage: 'db verify|rebuild|backup|markets FILE …   look after a database', load: () => import('./db.ts') },
  corpus: {
    usage:
      'corpus starter|study [--seed S] [--size N] [--prices P] --out FILE | study --check   write a corpus to a file, or hold the published one against its manifest',
    load: () => import('./corpus.ts'),
  },
  write: {
    usage:
      'write --out FILE [--category C] [--minutes A-B] [--count N] [--seed S] [--ambiguity 0-3] [--drafts N] [--model NAME] [--second-model NAME] [--brief TEXT|--postings FILE] [--endpoint URL] [--key-variable V] [--structured text] [--model-prices FILE] [--replay-models FILE]   have projects written to a brief, through the gate',
    load: () => import('./write.ts'),
  },
  pipeline: {
    usage:
      'pipeline [FILE|--demo] [--out DIR] [--count N] [--seed S] [--workers N] [--quiet] [--labels FILE] [--model-prices FILE] [--replay-models FILE] [--ask-above DOLLARS] [--yes]   from a written project to paid work in one command, with models or without',
    load: () => import('./pipeline.ts'),
  },
  doctor: {
    usage: 'doctor   say what stands on this machine: Node, store, every tier of the sandbox and its walls',
    load: () => import('./doctor.ts'),
  },
  work: {
    usage: 'work --port N [--host A] [--token-file F] [--container IMAGE]   run programs for reviewers elsewhere',
    load: () => import('./work.ts'),
  },
  serve: {
    usage:
      'serve --db FILE|--scenario NAME [--port N] [--host H] [--rate N|none] [--speed N] [--workers N] [--models ROSTER] [--webhooks-to-anywhere] [--quiet]   open the arena on the network',
    load: () => import('./serve.ts'),
  },
  people: {
    usage:
      'people FILE [--db DB --owner NAME] | --db DB --study NAME [--summary|--export DIR|--delete] [--owner NAME]   check a study with people, put it into a database, read or delete what came of it',
    load: () => import('./people.ts'),
  },
  openapi: { usage: 'openapi   print the OpenAPI document of the server', load: () => import('./openapi.ts') },
  mcp: {
    usage:
      'mcp --url URL [--market NAME] [--token-file F] | --scenario NAME [--as PERSON]   a chat assistant’s way in, over standard input and output',
    load: () => import('./mcp.ts'),
  },
  admit: {
    usage:
      'admit CORPUS|FILE.jsonl [--seed S] [--project SLUG] [--reruns N] [--mutants N] [--workers N] [--report DIR] [--fresh] [--against FILE]… [--solutions FILE] [--reviews FILE] [--postings FILE] [--quiet]   hold projects to the ten gates of admission',
    load: () => import('./admit.ts'),
  },
  sweep: {
    usage: 'sweep DIR… [--out DIR]   success and earnings of runs against the stated size of their models',
    load: () => import('./sweep.ts'),
  },
  'mock-llm': {
    usage: 'mock-llm [--port N] [--answers FILE]   a provider of language models without a model, for trying out',
    load: () => import('./mock-llm.ts'),
  },
  bench: { usage: 'bench [NAME…] [--quick]   measure the figures of the README', load: () => import('./bench.ts') },
};

function help(): string {
  const verbs = Object.values(VERBS).map(({ usage }) => `  arena ${usage}`);
  const codes = Object.entries(EXIT_CODES).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`);
  return [
    'Freelance Arena: AI agents and people bid on the same coding projects, deliver code and are paid.',
    '',
    'Verbs',
    ...verbs,
    '',
    'Exit codes',
    ...codes,
    '',
  ].join('\n');
}

/** Faults of a store that no second try mends: another file does. */
const WRONG_FILE: ReadonlySet<string> = new Set([
  'not_a_database',
  'not_a_store',
  'newer_version',
  'older_version',
  'damaged',
  'folder_missing',
]);

/** The exit code that an error asks for, by its own `exitCode`, or by its kind. */
function exitCodeOf(thrown: unknown): number {
  if (!(thrown instanceof Error)) return 70;
  if ('exitCode' in thrown && typeof thrown.exitCode === 'number') return thrown.exitCode;
  if (thrown.name === 'AbortError') return 130;
  const code = 'code' in thrown ? String(thrown.code) : '';
  if (code === 'log_damaged') return 1;
  if (code.startsWith('ERR_PARSE_ARGS')) return 64;
  if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL') return 69;
  if (thrown.name === 'StoreFault' && WRONG_FILE.has(code)) return 65;
  if (thrown.name === 'Fault' || thrown.name === 'StoreFault' || thrown.name === 'ReviewFault') return 75;
  return thrown.name === 'SandboxUnavailable' ? 69 : 70;
}

function report(thrown: unknown): number {
  const code = exitCodeOf(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (code === 130) process.stderr.write('Stopped. Run the same command again to go on from here.\n');
  else if (code === 64 && thrown instanceof TypeError) {
    // Node's own words about the command line end in advice that helps with file names only.
    process.stderr.write(`arena: ${message.split('. ')[0]}; try \`arena help\`\n`);
  } else process.stderr.write(`arena: ${message}\n`);
  // Where a bug of ours came from is worth more than a tidy screen.
  if (code === 70 && thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ''}\n`);
  return code;
}

export async function main([name = 'help', ...args]: string[]): Promise<number> {
  if ([name, ...args].some((word) => word === '--help' || word === '-h') || name === 'help') {
    process.stdout.write(help());
    return 0;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    process.stderr.write(`arena: there is no verb "${name}"; try \`arena help\`\n`);
    return 64;
  }
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    return await (await verb.load()).run(args, stop.signal);
  } catch (thrown) {
    return report(thrown);
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
