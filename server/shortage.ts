/** Which projects need what no sandbox here has: a market does not open over them, and somebody is told what to do. */

import type { Acceptance } from './protocol/arena/acceptance.ts';
import type { ProjectPackage } from './protocol/arena/project-package.ts';
import type { Reviewer } from './reviewer/reviewer.ts';

/** Projects that nobody could be judged at here. Exit code 69: something needed is not available. */
export class EnvironmentMissing extends Error {
  override readonly name = 'EnvironmentMissing';
  readonly exitCode = 69;
}

const SHOWN = 5;

function needsOf({ language, environment }: Acceptance): string {
  const { tier = 'embedded', packages = [] } = environment ?? {};
  return [`tier ${tier}`, language, ...packages].join(', ');
}

/** What is missing for the project's visible and hidden cases, in words, or null. */
export function shortageOfProject(reviewer: Reviewer, { acceptance, answerKey }: ProjectPackage): string | null {
  return reviewer.shortageFor(acceptance) ?? reviewer.shortageFor(answerKey.hidden);
}

/**
 * Throws an `EnvironmentMissing` that names every project (the first five at length) and what each lacks. `absent` says why
 * tiers that were looked for do not stand.
 */
export function refuseShortages(
  reviewer: Reviewer,
  corpusName: string,
  projects: readonly ProjectPackage[],
  absent: readonly string[] = [],
): void {
  const lacking = projects.flatMap((project) => {
    const shortage = shortageOfProject(reviewer, project);
    return shortage === null ? [] : [{ project, shortage }];
  });
  if (lacking.length === 0) return;
  const shown = lacking
    .slice(0, SHOWN)
    .map(({ project: { slug, acceptance }, shortage }) => `  ${slug} needs ${needsOf(acceptance)}: ${shortage}`);
  const more = lacking.length > SHOWN ? [`  and ${lacking.length - SHOWN} more`] : [];
  const count = `${lacking.length} of ${projects.length} projects of corpus ${corpusName}`;
  throw new EnvironmentMissing(
    [
      `${count} cannot be judged on this machine, so no market is opened:`,
      ...shown,
      ...more,
      ...absent.map((why) => `  ${why}`),
      '`arena doctor` shows what stands here and how to get the rest; docs/sandboxes.md says how to name a container or a runner.',
    ].join('\n'),
  );
}
