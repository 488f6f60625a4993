/** The check before anything is played: the sandboxes that will judge are asked whether they can. */

import type { Language } from './protocol/arena/acceptance.ts';
import type { ProjectPackage } from './protocol/arena/project-package.ts';
import { type Sandbox, SandboxUnavailable, shortageOf } from './reviewer/sandbox.ts';
import { selfCheck } from './reviewer/self-check.ts';

/**
 * Runs the short self-check in every sandbox, for the languages of the projects that it will judge. Rejects with
 * `SandboxUnavailable` where a sandbox passes a wrong program, fails an honest one, or shows what is outside of it.
 */
export async function checkStart(sandboxes: readonly Sandbox[], projects: readonly ProjectPackage[]): Promise<void> {
  const wanted = new Map<Sandbox, Set<Language>>();
  for (const { acceptance } of projects) {
    const { language, environment } = acceptance;
    const judge = sandboxes.find((sandbox) => shortageOf(sandbox, language, environment) === null);
    if (judge === undefined) continue;
    wanted.set(judge, (wanted.get(judge) ?? new Set()).add(language));
  }
  for (const [sandbox, languages] of wanted) {
    const report = await selfCheck(sandbox, { form: 'short', languages: [...languages] });
    const wrong = report.lines
      .filter(({ ok }) => !ok)
      .map(({ language, rule, found }) => `${language}: ${rule} (${found})`);
    if (wrong.length === 0) continue;
    throw new SandboxUnavailable(
      `the sandbox ${sandbox.name} fails its check, so nothing is played: ${wrong.join('; ')}. See \`arena doctor\``,
    );
  }
}
