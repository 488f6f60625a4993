/** What a server needs to read studies with people: YAML, the corpora, and the key of the environment. */

import { parse } from 'yaml';
import { corpusProjects, isCorpusName } from '../seeds/corpus.ts';
import { keyIn } from '../server/people/key-file.ts';
import type { PeopleKit } from '../server/people/open.ts';
import { builtBetween } from './corpus-of.ts';

const KEY_VARIABLE = 'ARENA_PEOPLE_KEY';

/** The key in the environment goes before the file beside the database. */
export function peopleKit(environment: NodeJS.ProcessEnv = process.env): PeopleKit {
  const key = environment[KEY_VARIABLE];
  return {
    key: key === undefined || key === '' ? null : keyIn(key, KEY_VARIABLE),
    read: (text) => parse(text),
    packages: async (corpus, seed) => (isCorpusName(corpus) ? builtBetween(corpusProjects(corpus, seed)) : null),
  };
}
