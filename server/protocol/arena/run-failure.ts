/** How a delivered program can fail to answer. Imports nothing: whatever speaks of runs shares it, the children of the sandbox too. */

export const RUN_FAILURES = [
  'compile_error',
  'exception',
  'exited',
  'time_limit',
  'memory_limit',
  'output_limit',
  'bad_answer',
  'crashed',
] as const;
