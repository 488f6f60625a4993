/** Projects of a family as a corpus holds them: with kind of work, licence, origin, and the whole of their answer keys. */

import { assert } from '../../server/kernel/assert.ts';
import {
  type AnswerKey,
  type ProjectPackage,
  projectPackageSchema,
  type Requirement,
} from '../../server/protocol/arena/project-package.ts';
import type { Family, MoreAnswers } from './family.ts';
import { checkTrace } from './study-family.ts';

/** Every end of a line, and every stop before a new beginning; what only numbers a point ends no sentence. */
const BETWEEN_SENTENCES = /\n+|(?<=[.!?][)"']?)(?<!^\d{1,2}\.)\s+(?=[\p{Lu}\p{N}"'(`{[<$-])/mu;

/** The one sentence of the posting with these words in it. */
function sentenceWith(words: string, { slug, description }: ProjectPackage): string {
  const sentences = new Set(description.split(BETWEEN_SENTENCES).map((sentence) => sentence.trim()));
  const found = [...sentences].filter((sentence) => sentence.includes(words));
  const [sentence] = found;
  assert(found.length === 1 && sentence !== undefined, `${slug}: ${found.length} sentences have the words "${words}"`);
  return sentence;
}

function requirementsOf(project: ProjectPackage, traced: MoreAnswers['requirements']): Requirement[] {
  const cases = new Map<string, Set<string>>();
  for (const [words, names] of Object.entries(traced)) {
    const sentence = sentenceWith(words, project);
    cases.set(sentence, new Set([...(cases.get(sentence) ?? []), ...names]));
  }
  return [...cases].map(([sentence, names]) => ({ sentence, cases: [...names] }));
}

function keyOf(project: ProjectPackage, { how, program, requirements }: MoreAnswers): AnswerKey {
  return {
    ...project.answerKey,
    alternatives: [{ name: 'alternative', how, files: { [project.acceptance.file]: program.trimStart() } }],
    requirements: requirementsOf(project, requirements),
  };
}

/** All projects of a family for a seed. What the family says about their answer keys is held against their postings. */
export function buildFamily(family: Family, seed: string): ProjectPackage[] {
  return family.build(seed).map((built, variant) => {
    assert(built.family === family.name, `${built.slug} says family ${built.family} but is of ${family.name}`);
    const more = family.answers?.[built.slug];
    const project = {
      ...built,
      ...(family.category && { category: family.category }),
      licence: 'MIT',
      provenance: { kind: 'family' as const, seed, variant },
      price: { posted: null, exchange: null, estimate: { cents: built.postedPriceCents, method: 'author' } },
      ambiguity: 0,
      ...(more && { answerKey: keyOf(built, more) }),
    };
    if (more !== undefined) checkTrace(project, project.answerKey.requirements ?? []);
    return projectPackageSchema.parse(project);
  });
}
