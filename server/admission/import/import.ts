/** `arena import`: rows of any known format become one file of projects, or one of postings. */

import { acceptanceHashOf } from '../../ground.ts';
import type { ProjectPackage } from '../../protocol/arena/project-package.ts';
import { assemble, contentHashOf, type PriceSettings } from './assemble.ts';
import type { Bench } from './bench.ts';
import type { Format } from './draft.ts';
import { formatNamed, formatOf, unknownFormat } from './formats.ts';
import { inOrder } from './in-order.ts';
import { headerLine, headerOf, type LineKind, lineOf, packageIn, postingIn } from './lines.ts';
import { openOutput } from './output.ts';
import { checkPackage } from './own.ts';
import { type ImportedPosting, importedPostingSchema } from './posting.ts';
import { rowsOf } from './read/rows.ts';
import { ImportError, type Place, placeText, type Read, type Row, Skip, type SkipCode } from './trouble.ts';

export interface ImportOptions {
  readonly files: readonly string[];
  /** Name of a format, or null: the first row tells. */
  readonly format: string | null;
  readonly out: string;
  readonly prices: PriceSettings;
  /** Stop after so many; null: all. */
  readonly limit: number | null;
  /** One row that cannot be imported refuses them all. */
  readonly strict: boolean;
  /** Whether tasks whose every case is public are imported, marked so. */
  readonly allowPublicCases: boolean;
  /** Rows at work at the same time. */
  readonly width: number;
  /** Opened when a row first needs it. */
  readonly bench: () => Promise<Bench>;
  readonly signal: AbortSignal;
  readonly onProgress?: (counts: Counts) => void;
}

export interface Counts {
  readonly imported: number;
  readonly skipped: number;
}

export interface Skipped {
  readonly place: Place;
  readonly code: SkipCode;
  readonly reason: string;
}

export interface ImportReport {
  readonly makes: LineKind;
  /** Names of the formats that were read. */
  readonly formats: readonly string[];
  readonly imported: number;
  readonly skipped: readonly Skipped[];
  readonly sha256: string;
  /** For postings: how many in which currency. For projects: marks, and how many have each. */
  readonly notes: ReadonlyMap<string, number>;
}

const REASON_CHARACTERS = 500;

/** How the rows of one file are taken: as a published format, or as lines of ours. */
type Source = { readonly makes: LineKind; readonly name: string } & (
  | { readonly kind: 'format'; readonly format: Format }
  | { readonly kind: 'own' }
);

interface Item {
  readonly read: Read;
  readonly source: Source | null;
}

type Made =
  | {
      readonly ok: true;
      readonly place: Place;
      readonly value: ProjectPackage | ImportedPosting;
      readonly source: Source;
    }
  | { readonly ok: false; readonly skipped: Skipped };

function sourceOf(format: Format): Source {
  return { kind: 'format', format, name: format.name, makes: format.makes === 'tasks' ? 'projects' : 'postings' };
}

/** What a row tells about its file, or null: nothing. */
function toldBy(row: Row): Source | null {
  const own = headerOf(row);
  if (own !== null) return { kind: 'own', name: `arena ${own}`, makes: own };
  const format = formatOf(row);
  return format === null ? null : sourceOf(format);
}

/** The first rows of a file up to one that tells its format: a damaged one before it is read as what the file is of. */
const TELLING_ROWS = 20;

async function* itemsIn(file: string, named: Source | null): AsyncGenerator<Item> {
  let source = named;
  let waiting: Read[] = [];
  for await (const read of rowsOf(file)) {
    if (source === null) {
      waiting.push(read);
      source = read.ok ? toldBy(read.row) : null;
      if (source === null && waiting.length < TELLING_ROWS) continue;
      if (source === null) break;
      // The header of a file of ours is no row.
      if (source.kind === 'own') waiting.pop();
      for (const one of waiting) yield { read: one, source };
      waiting = [];
    } else yield { read, source };
  }
  const unknown = waiting.find((read) => read.ok);
  if (unknown?.ok) throw new ImportError(unknownFormat(file, unknown.row));
  // Not one row could be read: each says why.
  for (const read of waiting) yield { read, source: null };
}

async function* itemsOf({ files, format }: ImportOptions): AsyncGenerator<Item> {
  const named = format === null ? null : formatNamed(format);
  for (const file of files) yield* itemsIn(file, named === null ? null : sourceOf(named));
}

async function madeOf(
  options: ImportOptions,
  source: Source,
  row: Row,
  raw: string | null,
): Promise<ProjectPackage | ImportedPosting> {
  if (source.kind === 'own') {
    return source.makes === 'postings' ? postingIn(row) : checkPackage(packageIn(row), await options.bench());
  }
  const { bench, allowPublicCases, prices } = options;
  const { format } = source;
  const draft = await format.draft(row, { bench, raw, allowPublicCases });
  if (draft.kind === 'task') return assemble(draft, { set: format.set, row, prices }, await bench());
  const { licence, name: set, attribution } = format.set;
  return importedPostingSchema.parse({
    ...draft.posting,
    licence,
    provenance: { kind: 'import', set, id: draft.id, attribution, contentHash: contentHashOf(row) },
  });
}

/** One row, tried. Only trouble that is not the row's own rejects. */
async function make(options: ImportOptions, { read, source }: Item): Promise<Made> {
  const { place } = read;
  if (!read.ok) return { ok: false, skipped: { place, code: read.code, reason: read.reason } };
  if (source === null) throw new ImportError(`${placeText(place)}: of no format`);
  options.signal.throwIfAborted();
  try {
    return { ok: true, place, source, value: await madeOf(options, source, read.row, read.raw) };
  } catch (thrown) {
    if (!(thrown instanceof Skip)) throw thrown;
    return { ok: false, skipped: { place, code: thrown.code, reason: thrown.message.slice(0, REASON_CHARACTERS) } };
  }
}

/** What an import has come to so far. */
interface Tally {
  makes: LineKind | null;
  readonly formats: Set<string>;
  readonly slugs: Set<string>;
  readonly keys: Set<string>;
  readonly notes: Map<string, number>;
  readonly skipped: Skipped[];
  imported: number;
}

function isProject(value: ProjectPackage | ImportedPosting): value is ProjectPackage {
  return 'answerKey' in value;
}

/** Two projects of one name, or of one answer key, cannot stand in one corpus. */
function isDuplicate({ slugs, keys }: Tally, value: ProjectPackage): boolean {
  const key = acceptanceHashOf(value);
  if (slugs.has(value.slug) || keys.has(key)) return true;
  slugs.add(value.slug);
  keys.add(key);
  return false;
}

function notesOf(value: ProjectPackage | ImportedPosting): readonly string[] {
  if (!isProject(value)) return [value.price.posted?.currency ?? 'no price'];
  return value.provenance?.kind === 'import' ? (value.provenance.marks ?? []) : [];
}

function take(tally: Tally, made: Made): string | null {
  if (!made.ok) {
    tally.skipped.push(made.skipped);
    return null;
  }
  const { value, place, source } = made;
  if (tally.makes !== null && tally.makes !== source.makes) {
    throw new ImportError(
      `${place.file} holds ${source.makes}, the files before it ${tally.makes}: import them apart`,
      64,
    );
  }
  tally.makes = source.makes;
  tally.formats.add(source.name);
  if (isProject(value) && isDuplicate(tally, value)) {
    tally.skipped.push({ place, code: 'duplicate', reason: `${value.slug}, or its answer key, is there already` });
    return null;
  }
  for (const note of notesOf(value)) tally.notes.set(note, (tally.notes.get(note) ?? 0) + 1);
  tally.imported += 1;
  return lineOf(value);
}

function refuseSkipped({ place, code, reason }: Skipped): never {
  throw new ImportError(`${placeText(place)}: ${code}: ${reason}. Nothing is written (--strict)`);
}

/** Throws an `ImportError`, or the signal's reason; then nothing is left behind. */
export async function importFiles(options: ImportOptions): Promise<ImportReport> {
  const output = await openOutput(options.out);
  const tally: Tally = {
    makes: null,
    formats: new Set(),
    slugs: new Set(),
    keys: new Set(),
    notes: new Map(),
    skipped: [],
    imported: 0,
  };
  try {
    for await (const made of inOrder(itemsOf(options), options.width, (item) => make(options, item))) {
      const line = take(tally, made);
      const last = tally.skipped.at(-1);
      if (options.strict && last !== undefined) refuseSkipped(last);
      if (line !== null) await output.write(tally.imported === 1 ? headerLine(tally.makes ?? 'projects') + line : line);
      options.onProgress?.({ imported: tally.imported, skipped: tally.skipped.length });
      if (tally.imported === options.limit) break;
    }
    const { makes, imported, skipped } = tally;
    if (makes === null || imported === 0) throw new ImportError(nothingImported(skipped));
    const sha256 = await output.finish();
    return { makes, imported, skipped, sha256, formats: [...tally.formats], notes: tally.notes };
  } finally {
    await output.discard();
  }
}

function nothingImported(skipped: readonly Skipped[]): string {
  const [first] = skipped;
  if (first === undefined) return 'nothing to import: the files hold no rows';
  return `none of ${skipped.length} rows can be imported; the first, ${placeText(first.place)}: ${first.code}: ${first.reason}`;
}
