/** `arena people …`: checks the file of a study with people, puts it into a database, and reads or deletes what came of it. */

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { csvOf } from '../server/http/arena/csv.ts';
import type { ExportTable } from '../server/http/people-port.ts';
import { WireError } from '../server/http/wire-error.ts';
import type { UserId } from '../server/kernel/id.ts';
import { describeStudy } from '../server/people/describing.ts';
import { type Offline, withPeople } from '../server/people/offline.ts';
import { readStudyFile } from '../server/people/study-file.ts';
import { peopleKit } from './people-kit.ts';

const USAGE =
  '`arena people FILE` checks a study, with `--db DB --owner NAME` puts it there; `arena people --db DB --study NAME --summary|--export DIR|--delete`';
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = { db: text, owner: text, study: text, export: text, summary: flag, delete: flag } as const;
const TABLES: readonly ExportTable[] = ['people', 'projects', 'choices', 'guesses', 'answers'];

async function exportTo(folder: string, { people }: Offline, study: string, owner: UserId): Promise<string> {
  await mkdir(folder, { recursive: true });
  const dictionary: string[][] = [];
  for (const name of TABLES) {
    const { columns, rows } = await people.table(study, name, owner);
    dictionary.push(...columns.map(({ column, meaning }) => [name, column, meaning]));
    const head = columns.map(({ column }) => column);
    await writeFile(join(folder, `${name}.csv`), csvOf(head, rows));
  }
  await writeFile(join(folder, 'dictionary.csv'), csvOf(['table', 'column', 'meaning'], dictionary));
  const baseline = await people.baseline(study, owner);
  await writeFile(join(folder, 'baseline.json'), `${JSON.stringify(baseline, null, 2)}\n`);
  await writeFile(join(folder, 'review-summary.md'), await people.reviewSummary(study, owner));
  return `${study}: ${TABLES.length} tables, their dictionary, the baseline and the summary for a review board are in ${folder}\n`;
}

/** What the service says no with, as a mistake in what was asked. */
const asInput = (thrown: unknown): never => {
  throw thrown instanceof WireError ? new InputError(thrown.message) : thrown;
};

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [file] = positionals;
  const { db, owner: name, study } = values;
  if ((file === undefined) === (study === undefined)) throw new InputError(USAGE, 64);
  if (db !== undefined && !existsSync(db)) throw new InputError(`${db} does not exist`);
  const kit = peopleKit();
  const say = (line: string): boolean => process.stdout.write(line);
  if (file !== undefined) {
    const given = await readFile(file, 'utf8').catch((thrown: Error) => {
      throw new InputError(`${file}: ${thrown.message}`);
    });
    const read = await readStudyFile(given, kit).catch(asInput);
    say(describeStudy(read));
    if (db === undefined) return 0;
    return withPeople(db, kit, say, async ({ people, owner }) => {
      const id = await owner(name);
      if (id === null) throw new InputError(`--owner: which user of ${db} is the researcher?`, 64);
      const { state } = await people.create({ study: given }, id).catch(asInput);
      say(`It is in ${db} (${state}); open it on its page, or with POST …/people-studies/${read.spec.name}/open\n`);
      return 0;
    });
  }
  if (db === undefined || study === undefined) throw new InputError(USAGE, 64);
  return withPeople(db, kit, say, async (offline) => {
    const id = await offline.owner(name);
    if (id === null) throw new InputError(`--owner: which user of ${db} is the researcher?`, 64);
    if (values.delete === true) await offline.people.act(study, 'deletion', id).catch(asInput);
    if (values.export !== undefined) say(await exportTo(values.export, offline, study, id).catch(asInput));
    else say(`${JSON.stringify(await offline.people.summary(study, id).catch(asInput), null, 2)}\n`);
    return 0;
  });
}
