/** A requirement writer without a model: it takes a variant of a task family, and another one where that was refused. */

import { keyedHash } from '../../server/kernel/prng.ts';
import type { Category, ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import type { Brief, RequirementWriter } from './writer.ts';

/** A task family as far as a writer needs it. */
export interface Template {
  readonly name: string;
  readonly category: Category;
  readonly variants: number;
  build(seed: string, index: number): ProjectPackage;
}

interface Place {
  readonly template: Template;
  readonly index: number;
}

/** Every variant that fits the category, in an order drawn by the brief's seed. */
function placesFor({ seed, category }: Brief, templates: readonly Template[]): Place[] {
  const fitting = templates.filter((template) => category === undefined || template.category === category);
  return fitting
    .flatMap((template) => Array.from({ length: template.variants }, (_, index) => ({ template, index })))
    .map((place) => ({ place, lot: keyedHash(seed, 'template', place.template.name, place.index) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ place }) => place);
}

function fits({ minutes }: Brief, { estimatedMinutes }: ProjectPackage): boolean {
  return minutes === undefined || (minutes.from <= estimatedMinutes && estimatedMinutes <= minutes.to);
}

/** Keeps nothing between two calls: equal briefs with equally many refusals give equal drafts. */
export function createTemplateWriter(templates: readonly Template[]): RequirementWriter {
  const name = 'template';
  return {
    name,
    write: async (brief, refused) => {
      let left = refused.length;
      for (const { template, index } of placesFor(brief, templates)) {
        const draft = template.build(brief.seed, index);
        if (!fits(brief, draft)) continue;
        if (left === 0) return { ...draft, provenance: { kind: 'written', by: `${name} ${template.name}` } };
        left -= 1;
      }
      return null;
    },
  };
}
