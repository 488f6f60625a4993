/** Finds what a model meant in what it wrote: code in fences or bare, JSON with talk around it. */

const FENCE =
  /^ {0,3}(?<mark>`{3,}|~{3,})[ \t]*(?<info>[^\n`]*)\n(?<body>[\s\S]*?)(?:^ {0,3}\k<mark>[`~]*[ \t]*$|$(?![\s\S]))/gm;
/** Opening braces that are tried: a flood of them must not cost more than it did to write. */
const TRIES_MAX = 200;
/** Letters that are looked at for the ends of objects, all tries together. */
const LOOKED_AT_MAX = 20_000_000;
/** Blocks of an answer that are looked at. */
const BLOCKS_MAX = 1_000;
/** Of the line before a fence, where a file's name may stand. */
const LINE_BEFORE = 300;
const FILE_NAME = /(?:^|[\s"'`(:])(?<name>[\w][\w./-]{0,120}\.(?:py|js|mjs|cjs|ts|mts|sql|sh))\b/;

export interface Block {
  /** Language after the fence, in small letters; empty where none stands. */
  readonly language: string;
  /** A file name on the fence, in the line before it, or in a first comment; null where none stands. */
  readonly file: string | null;
  readonly code: string;
}

function firstOf<T>(all: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const one of all) {
    if (taken.length >= most) break;
    taken.push(one);
  }
  return taken;
}

/** Every fenced block, of a thousand; a last one that was cut off counts too. */
export function blocksOf(text: string): Block[] {
  const lines = text.replace(/\r\n?/g, '\n');
  return firstOf(lines.matchAll(FENCE), BLOCKS_MAX).map((match) => {
    const { info = '', body = '' } = match.groups ?? {};
    const { index } = match;
    // Not everything before it: a flood of fences must not cost its own length for each.
    const before =
      lines
        .slice(Math.max(0, index - LINE_BEFORE), index)
        .trimEnd()
        .split('\n')
        .at(-1) ?? '';
    const first = /^\s*(?:#|\/\/|--)\s*(?<comment>[^\n]*)/.exec(body)?.groups?.comment ?? '';
    const named = [info, first, before]
      .map((place) => FILE_NAME.exec(place)?.groups?.name)
      .find((name) => name !== undefined);
    return {
      language:
        info
          .trim()
          .split(/[\s:{]/)[0]
          ?.toLowerCase() ?? '',
      file: named ?? null,
      code: body,
    };
  });
}

/**
 * The code of `file` in an answer: the block that names it, else the longest block, else the whole text where it holds no
 * fence at all. Null: nothing that could be code.
 */
export function codeOf(text: string, file: string): string | null {
  const blocks = blocksOf(text).filter(({ code }) => code.trim() !== '');
  const named = blocks.filter((block) => block.file === file || block.file?.endsWith(`/${file}`));
  const candidates = named.length > 0 ? named : blocks.filter((block) => block.file === null);
  const chosen = (candidates.length > 0 ? candidates : blocks).toSorted((a, b) => b.code.length - a.code.length)[0];
  if (chosen !== undefined) return chosen.code;
  return text.trim() === '' || text.includes('```') ? null : `${text.trim()}\n`;
}

/** The first whole JSON object in a text, or undefined: fences, talk before and after, and trailing commas are forgiven. */
export function jsonIn(text: string): unknown {
  const places = [...blocksOf(text).map(({ code }) => code), text];
  let left = LOOKED_AT_MAX;
  for (const place of places) {
    let tries = 0;
    for (let start = place.indexOf('{'); start >= 0 && tries < TRIES_MAX; start = place.indexOf('{', start + 1)) {
      tries += 1;
      const end = endOfObject(place, start);
      left -= (end ?? place.length) - start;
      if (left < 0) return undefined;
      if (end === null) continue;
      const value = parsed(place.slice(start, end));
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** The value of a JSON text, else of the same text without trailing commas, else undefined. */
function parsed(text: string): unknown {
  const value = jsonOf(text);
  return value === undefined ? jsonOf(text.replace(/,\s*(?=[}\]])/g, '')) : value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the object that begins at `start` ends, texts and escapes heeded; null: it does not end. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  let inText = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (inText) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inText = false;
    } else if (letter === '"') inText = true;
    else if (letter === '{') depth += 1;
    else if (letter === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}
