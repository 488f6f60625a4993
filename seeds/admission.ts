/** The certificates that come with the arena: which projects of its corpora passed the admission gate. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Admission, admissionSchema } from '../server/protocol/arena/admission.ts';

const FOLDER = new URL('./admission/', import.meta.url);

/** Certificates of the corpora, whatever seed they are for; a project is looked up by its hash. */
export function shippedAdmissions(): readonly Admission[] {
  if (!existsSync(FOLDER)) return [];
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => admissionSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))));
}
