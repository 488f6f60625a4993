/** A YAML file that a person wrote: its value, and errors about it that name the line. */

import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { InputError } from './input-error.ts';
import { describeProblems, type Problem } from './problem.ts';
import { readText, reasonOf } from './text-file.ts';

export interface YamlFile {
  readonly value: unknown;
  /** The error to throw for these problems. */
  wrong(problems: readonly Problem[]): InputError;
}

/** Where the innermost thing on the path that the file has begins, in characters. */
function placeOf({ contents }: Document, path: Problem['path']): number {
  let node: unknown = contents;
  let place = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      if (isScalar(pair.key)) place = pair.key.range?.[0] ?? place;
      node = pair.value;
    } else {
      const item: unknown = isSeq(node) ? node.items[Number(step)] : undefined;
      if (!isNode(item)) break;
      place = item.range?.[0] ?? place;
      node = item;
    }
  }
  return place;
}

function contentOf(file: string, document: Document): unknown {
  const [error] = document.errors;
  if (error !== undefined) throw new InputError(`${file}: ${error.message.trim()}`);
  try {
    return document.toJS();
  } catch (thrown) {
    // An alias without its anchor, or more copies by alias than a file of this kind could mean.
    throw new InputError(`${file}: ${reasonOf(thrown)}`);
  }
}

export async function readYaml(file: string): Promise<YamlFile> {
  const lineCounter = new LineCounter();
  const document = parseDocument(await readText(file), { lineCounter });
  const value = contentOf(file, document);
  if (value === null) throw new InputError(`${file} is empty`);

  function wrong(problems: readonly Problem[]): InputError {
    const lines = describeProblems(problems, ({ path }) => `line ${lineCounter.linePos(placeOf(document, path)).line}`);
    return new InputError(lines.length === 1 ? `${file}, ${lines.join('')}` : [`${file}:`, ...lines].join('\n  '));
  }

  return { value, wrong };
}
