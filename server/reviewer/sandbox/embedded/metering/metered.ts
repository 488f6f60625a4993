/**
 * Rewrites a WebAssembly binary so that its own machine code counts its work and the depth of its calls, and traps when
 * either is used up. A pure function of the binary: equal bytes give equal bytes.
 */

import { assert, known } from '../../../../kernel/assert.ts';
import { depthUnits } from './depth.ts';
import { type FunctionShape, importCounts, MARK, MARK_WIDTH, readFunctions, tableFunctions } from './functions.ts';
import { FULL_GAUGE, GAUGE_EXPORT, TOO_DEEP } from './gauge.ts';
import { type Code, type Injected, injectedCode } from './injected.ts';
import { EMPTY_BLOCK, EXPORT_GLOBAL, MUTABLE, OP, TYPE_I64 } from './instructions.ts';
import { recursiveFunctions, successors } from './recursion.ts';
import {
  type Bytes,
  countOf,
  joined,
  readSections,
  SECTION,
  signedLeb,
  unsignedLeb,
  withEntries,
  writeSections,
} from './wasm-binary.ts';

/** Bytes of `memory.copy 0 0`, `memory.fill 0` and `memory.grow 0`, which give way to calls. */
const BULK_LENGTH = { [MARK.copy]: 4, [MARK.fill]: 3, [MARK.grow]: 2 } as const;

interface Rewriting {
  readonly code: Uint8Array;
  readonly injected: Injected;
  /** Calls of the functions that stand for bulk operations, by mark. */
  readonly bulkCalls: Readonly<Record<keyof typeof BULK_LENGTH, Code>>;
}

/** The body of one function; with `depth`, in units, when it is one of those that every recursion passes. */
function rewriteFunction({ code, injected, bulkCalls }: Rewriting, shape: FunctionShape, depth?: number): Bytes {
  const parts: Bytes[] = [code.subarray(shape.start, shape.body)];
  if (depth !== undefined) parts.push(injected.enter(depth), [OP.block, shape.resultType ?? EMPTY_BLOCK]);
  let copied = shape.body;
  const put = (at: number, replaced: number, piece: Code): void => {
    parts.push(code.subarray(copied, at), piece);
    copied = at + replaced;
  };
  for (let index = 0; index < shape.marks.length; index += MARK_WIDTH) {
    const [at = 0, mark, figure = 0] = shape.marks.slice(index, index + MARK_WIDTH);
    if (mark === MARK.loop) put(at, 0, injected.pass);
    else if (mark === MARK.run) put(at, 0, injected.run(figure));
    else if (mark === MARK.copy || mark === MARK.fill || mark === MARK.grow)
      put(at, BULK_LENGTH[mark], bulkCalls[mark]);
    // A return leaves by way of the block that now stands around the whole body, so that the depth goes down again.
    else if (depth !== undefined) put(at, 1, [OP.br, ...unsignedLeb(figure)]);
  }
  parts.push(code.subarray(copied, shape.end));
  if (depth !== undefined) parts.push(injected.leave(depth), [OP.end]);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  return joined([unsignedLeb(size), ...parts]);
}

/** The same module with a gauge, exported as `GAUGE_EXPORT` and full at first, and without custom sections. */
export function metered(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const sections = new Map(readSections(binary));
  const imported = importCounts(sections.get(SECTION.import));
  const functions = readFunctions(sections);
  const next = successors({
    functions,
    imported: imported.functions,
    table: tableFunctions(sections.get(SECTION.element)),
  });
  const depths = depthUnits(functions, next, recursiveFunctions(functions, next));
  for (const depth of depths.values()) assert(depth < TOO_DEEP, 'one call is deeper than all calls may be together');

  const globalIndex = imported.globals + countOf(sections.get(SECTION.global));
  const injected = injectedCode(globalIndex);
  const firstBulk = imported.functions + functions.length;
  const bulkCall = (index: number): Code => [OP.call, ...unsignedLeb(firstBulk + index)];
  const rewriting: Rewriting = {
    code: known(sections.get(SECTION.code), 'code section'),
    injected,
    bulkCalls: { [MARK.copy]: bulkCall(0), [MARK.fill]: bulkCall(1), [MARK.grow]: bulkCall(2) },
  };
  const bodies = functions.map((shape, index) => rewriteFunction(rewriting, shape, depths.get(index)));
  const ours = injected.functions.map(({ body }) => [...unsignedLeb(body.length), ...body]);
  const firstType = countOf(sections.get(SECTION.type));
  const add = (section: number, entries: readonly Bytes[]): void => {
    sections.set(section, withEntries(sections.get(section), entries));
  };
  add(
    SECTION.type,
    injected.functions.map(({ type }) => type),
  );
  add(
    SECTION.function,
    injected.functions.map((_, index) => unsignedLeb(firstType + index)),
  );
  add(SECTION.global, [[TYPE_I64, MUTABLE, OP.i64Const, ...signedLeb(FULL_GAUGE), OP.end]]);
  add(SECTION.export, [
    [GAUGE_EXPORT.length, ...Buffer.from(GAUGE_EXPORT), EXPORT_GLOBAL, ...unsignedLeb(globalIndex)],
  ]);
  sections.set(SECTION.code, joined([unsignedLeb(bodies.length + ours.length), ...bodies, ...ours]));
  return writeSections(sections);
}
