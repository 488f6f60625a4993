/** Projects out of our own files: they are held to what every imported project is held to. */

import type { ProjectPackage } from '../../protocol/arena/project-package.ts';
import { ReviewFault } from '../../reviewer/fault.ts';
import type { Bench } from './bench.ts';
import { Skip } from './trouble.ts';

/** Rejects with a `Skip` where the reference fails a case, a wrong solution passes the hidden ones, or nobody here can judge. */
export async function checkPackage(project: ProjectPackage, bench: Bench): Promise<ProjectPackage> {
  const { acceptance, answerKey } = project;
  const { hidden, reference, wrong } = answerKey;
  const shortage = bench.shortageFor(acceptance) ?? bench.shortageFor(hidden);
  if (shortage !== null) throw new Skip('not_judged_here', shortage);
  if (acceptance.cases.length === 0 || hidden.cases.length === 0)
    throw new Skip('no_tests', 'no visible or no hidden case');
  try {
    for (const side of [acceptance, hidden]) {
      const { cases } = await bench.review(reference, side);
      const failed = cases.find(({ outcome }) => outcome !== 'passed');
      if (failed !== undefined) throw new Skip('reference_fails', `case "${failed.name}" comes to ${failed.outcome}`);
    }
    for (const { name, files } of wrong) {
      const { passed } = await bench.review(files, hidden);
      if (passed) throw new Skip('weak_tests', `the wrong solution "${name}" passes every hidden case`);
    }
  } catch (thrown) {
    if (thrown instanceof ReviewFault && thrown.reason === 'checker_failed')
      throw new Skip('reference_fails', thrown.message);
    throw thrown;
  }
  return project;
}
