/** A corpus out of a file of ours: every project of it, or what is wrong with it, by line. */

import { acceptanceHashOf } from '../ground.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { headerOf, packageIn } from './import/lines.ts';
import { rowsOf } from './import/read/rows.ts';
import { ImportError, type Place, placeText, type Row, reasonOf } from './import/trouble.ts';

/** All of a corpus stays in memory while it is played. */
const PROJECTS_MAX = 200_000;

function checkHeader(file: string, row: Row): void {
  const kind = headerOf(row);
  if (kind === 'projects') return;
  if (kind === 'postings') {
    throw new ImportError(
      `${file} holds postings without cases: nobody can be judged by them, so they cannot be played in a market`,
    );
  }
  throw new ImportError(`${file} is no corpus: its first line is not the header that \`arena import\` writes`);
}

function projectAt(place: Place, row: Row): ProjectPackage {
  try {
    return packageIn(row);
  } catch (thrown) {
    throw new ImportError(`${placeText(place)}: ${reasonOf(thrown)}`);
  }
}

/** Throws an `ImportError` that names the line where the file is no corpus or a damaged one. */
export async function readCorpusFile(file: string): Promise<ProjectPackage[]> {
  const packages: ProjectPackage[] = [];
  const taken = new Set<string>();
  let isFirst = true;
  for await (const read of rowsOf(file)) {
    const where = placeText(read.place);
    if (!read.ok) throw new ImportError(`${where}: ${read.reason}`);
    if (isFirst) {
      checkHeader(file, read.row);
      isFirst = false;
      continue;
    }
    const project = projectAt(read.place, read.row);
    for (const name of [project.slug, acceptanceHashOf(project)]) {
      if (taken.has(name)) throw new ImportError(`${where}: ${project.slug}, or its answer key, is there already`);
      taken.add(name);
    }
    packages.push(project);
    if (packages.length > PROJECTS_MAX) throw new ImportError(`${file} has more than ${PROJECTS_MAX} projects`);
  }
  if (packages.length === 0) throw new ImportError(`${file} holds no project`);
  return packages;
}
