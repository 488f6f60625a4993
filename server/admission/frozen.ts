/** What a certificate freezes: a project by its hash, under a version of the gate. Apart from the gates, which every run would load. */

import { canonicalJson, sha256 } from '../kernel/hash.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';

/** Raised with every change that can change a report: reports of older gates are not continued. */
export const GATE_VERSION = 1;

/**
 * SHA-256 of the package without what it pays: another text, case or program is another project, another price is not. What is
 * asked and tested was admitted, and a study may pay for it by another rule.
 */
export function projectHashOf(project: ProjectPackage): string {
  const { budgetMinCents: _least, budgetMaxCents: _most, postedPriceCents: _posted, price: _price, ...rest } = project;
  return sha256(canonicalJson(rest));
}
