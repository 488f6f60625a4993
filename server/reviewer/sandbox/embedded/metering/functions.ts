/** Reads the functions of a module: where each has to be changed, whom it calls, and how much stack it asks for. */

import { Bug, known } from '../../../../kernel/assert.ts';
import { LONG_RUN, RUN_INSTRUCTIONS_PER_TICK } from './charges.ts';
import { isControl, OP, PREFIXED, readPrefixed, skipImmediates, TYPE_FUNCTION } from './instructions.ts';
import { Cursor, SECTION, type Sections } from './wasm-binary.ts';

export const MARK = { loop: 0, return: 1, copy: 2, fill: 3, grow: 4, run: 5 } as const;

/** Positions are those in the code section. */
export interface FunctionShape {
  readonly start: number;
  /** Where its instructions begin, behind the declared locals. */
  readonly body: number;
  readonly end: number;
  /** Parameters and locals together. */
  readonly variables: number;
  readonly resultType: number | undefined;
  /** Places to change, in order: position, kind, and a figure: blocks around it or, for a long run, the ticks of it. */
  readonly marks: readonly number[];
  /** Indexes of the functions that it calls by name. */
  readonly calls: readonly number[];
  /** Types of the functions that it calls through the table. */
  readonly indirectCalls: readonly number[];
  readonly type: number;
}

export const MARK_WIDTH = 3;

interface FunctionType {
  readonly parameters: number;
  readonly resultType: number | undefined;
}

function readTypes(section: Uint8Array): FunctionType[] {
  const cursor = new Cursor(section);
  return Array.from({ length: cursor.unsigned() }, () => {
    if (cursor.byte() !== TYPE_FUNCTION) throw new Bug('only types of functions are known here');
    const parameters = cursor.unsigned();
    cursor.skip(parameters);
    const results = cursor.unsigned();
    if (results > 1) throw new Bug('functions with more than one result are not known here');
    return { parameters, resultType: results === 1 ? cursor.byte() : undefined };
  });
}

/** How many functions and globals the module imports; they come first in the numbering of both. */
export function importCounts(section: Uint8Array | undefined): { functions: number; globals: number } {
  const counts = { functions: 0, globals: 0 };
  if (section === undefined) return counts;
  const cursor = new Cursor(section);
  for (let left = cursor.unsigned(); left > 0; left -= 1) {
    for (const _name of ['module', 'field']) cursor.skip(cursor.unsigned());
    const kind = cursor.byte();
    if (kind === 0) {
      counts.functions += 1;
      cursor.skipNumber();
    } else if (kind === 3) {
      counts.globals += 1;
      cursor.skip(2);
    } else {
      throw new Bug('only functions and globals may be imported: memory and tables are the module’s own');
    }
  }
  return counts;
}

function readLocals(cursor: Cursor): number {
  let count = 0;
  for (let left = cursor.unsigned(); left > 0; left -= 1) {
    count += cursor.unsigned();
    cursor.skip(1);
  }
  return count;
}

/** Instructions that are always carried out together, from the last branch or place to branch to on. */
interface Run {
  readonly start: number;
  /** How many marks there were before it. */
  readonly marksBefore: number;
  length: number;
}

/** What is found while a function is read. */
interface Findings {
  readonly marks: number[];
  readonly calls: number[];
  readonly indirectCalls: number[];
  run: Run;
}

function newRun(start: number, marksBefore: number): Run {
  return { start, marksBefore, length: 0 };
}

/** Marks the run that ends here where it began, if it was a long one. */
function endRun({ marks, run: { start, marksBefore, length } }: Findings): void {
  if (length >= LONG_RUN) marks.splice(marksBefore, 0, start, MARK.run, Math.floor(length / RUN_INSTRUCTIONS_PER_TICK));
}

/** One instruction, control of the flow aside: what it changes in the findings. */
function readInstruction(cursor: Cursor, opcode: number, at: number, { marks, calls, indirectCalls }: Findings): void {
  if (opcode === OP.prefix) {
    const number = readPrefixed(cursor);
    if (number === PREFIXED.memoryCopy) marks.push(at, MARK.copy, 0);
    else if (number === PREFIXED.memoryFill) marks.push(at, MARK.fill, 0);
  } else if (opcode === OP.call) {
    calls.push(cursor.unsigned());
  } else if (opcode === OP.callIndirect) {
    indirectCalls.push(cursor.unsigned());
    cursor.skipNumber();
  } else {
    skipImmediates(cursor, opcode);
    if (opcode === OP.memoryGrow) marks.push(at, MARK.grow, 0);
  }
}

function readFunction(cursor: Cursor, types: readonly FunctionType[], typeIndex: number): FunctionShape {
  const type = known(types[typeIndex], 'type');
  const size = cursor.unsigned();
  const start = cursor.at;
  const end = start + size;
  const variables = type.parameters + readLocals(cursor);
  const body = cursor.at;
  const findings: Findings = { marks: [], calls: [], indirectCalls: [], run: newRun(body, 0) };
  const { marks, calls, indirectCalls } = findings;
  let depth = 0;
  while (cursor.at < end) {
    const at = cursor.at;
    const opcode = cursor.byte();
    readInstruction(cursor, opcode, at, findings);
    if (!isControl(opcode)) {
      findings.run.length += 1;
      continue;
    }
    endRun(findings);
    if (opcode === OP.loop) marks.push(cursor.at, MARK.loop, depth);
    else if (opcode === OP.return) marks.push(at, MARK.return, depth);
    findings.run = newRun(cursor.at, marks.length);
    if (opcode === OP.block || opcode === OP.loop || opcode === OP.if) depth += 1;
    else if (opcode === OP.end) depth -= 1;
  }
  if (cursor.at !== end || depth !== -1) throw new Bug('a function does not end where it says');
  return { start, body, end, variables, resultType: type.resultType, marks, calls, indirectCalls, type: typeIndex };
}

export function readFunctions(sections: Sections): FunctionShape[] {
  const types = readTypes(known(sections.get(SECTION.type), 'type section'));
  const typeOf = new Cursor(known(sections.get(SECTION.function), 'function section'));
  const code = new Cursor(known(sections.get(SECTION.code), 'code section'));
  const count = code.unsigned();
  if (typeOf.unsigned() !== count) throw new Bug('as many functions as bodies are needed');
  return Array.from({ length: count }, () => readFunction(code, types, typeOf.unsigned()));
}

/** Indexes of the functions in the table: whoever calls through the table may reach any of them that has the type. */
export function tableFunctions(section: Uint8Array | undefined): readonly number[] {
  const found: number[] = [];
  if (section === undefined) return found;
  const cursor = new Cursor(section);
  for (let left = cursor.unsigned(); left > 0; left -= 1) {
    if (cursor.unsigned() !== 0) throw new Bug('only plain element segments are known here');
    if (cursor.byte() !== OP.i32Const) throw new Bug('only constant offsets are known here');
    cursor.skipNumber();
    if (cursor.byte() !== OP.end) throw new Bug('only constant offsets are known here');
    for (let count = cursor.unsigned(); count > 0; count -= 1) found.push(cursor.unsigned());
  }
  return found;
}
