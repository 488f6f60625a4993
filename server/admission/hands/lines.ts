/** A program as lines, with what is text or comment blanked out: what may be said another way is looked for in the rest. */

export interface Line {
  readonly text: string;
  /** As long as the text; within strings, patterns and comments there is a filler only. */
  readonly code: string;
  /** Begins and ends as a statement may: in no string and no open bracket, and without a comment. */
  readonly isWhole: boolean;
}

/** Stands for what is no code; no name and no operator has it. */
const FILLER = '\u0001';
/** What a slash comes after where it begins a pattern and divides nothing. */
const BEFORE_PATTERN = /(?:^|[([{,;:=!&|?+\-*%<>~]|\b(?:return|typeof|case|of|in))\s*$/;

interface Scan {
  /** What is open: brackets, quotes, comments. */
  readonly open: string[];
  readonly isPython: boolean;
}

const CLOSED_BY: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const isQuote = (mark: string | undefined): boolean => mark !== undefined && /^(?:["'`]|"""|''')$/.test(mark);

/** How many signs from here on are the end of what is open, and whether it is over. */
function inText({ open }: Scan, text: string, at: number, mark: string): number {
  if (mark === '/*') {
    if (text.startsWith('*/', at)) open.pop();
    return text.startsWith('*/', at) ? 2 : 1;
  }
  if (text[at] === '\\') return 2;
  if (mark === '`' && text.startsWith('${', at)) {
    open.push('{');
    return 2;
  }
  if (!text.startsWith(mark, at)) return 1;
  open.pop();
  return mark.length;
}

function patternEnd(text: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '[') inClass = true;
    else if (text[at] === ']') inClass = false;
    else if (text[at] === '/' && !inClass) return at + 1;
  }
  return text.length;
}

/** What is opened or closed here: how many signs it takes, and whether they are code. */
function inCode(
  { open, isPython }: Scan,
  text: string,
  at: number,
): { readonly signs: number; readonly isCode: boolean } {
  const sign = text[at] ?? '';
  if (isPython && sign === '#') return { signs: text.length - at, isCode: false };
  if (!isPython && text.startsWith('//', at)) return { signs: text.length - at, isCode: false };
  if (!isPython && text.startsWith('/*', at)) {
    open.push('/*');
    return { signs: 2, isCode: false };
  }
  if (!isPython && sign === '/' && BEFORE_PATTERN.test(text.slice(0, at)))
    return { signs: patternEnd(text, at) - at, isCode: false };
  const triple = text.slice(at, at + 3);
  const mark = isPython && isQuote(triple) ? triple : sign;
  if (isQuote(mark) && !(isPython && mark === '`')) {
    open.push(mark);
    return { signs: mark.length, isCode: false };
  }
  if ('([{'.includes(sign)) open.push(sign);
  else if (open.at(-1) === CLOSED_BY[sign]) open.pop();
  return { signs: 1, isCode: true };
}

export function linesOf(program: string, language: 'python' | 'javascript'): Line[] {
  const scan: Scan = { open: [], isPython: language === 'python' };
  const isFree = (): boolean => {
    const mark = scan.open.at(-1);
    return mark === undefined || (mark === '{' && !scan.isPython);
  };
  return program.split('\n').map((text) => {
    const began = isFree();
    let code = '';
    let hasComment = false;
    for (let at = 0; at < text.length; ) {
      const mark = scan.open.at(-1);
      const within = mark === '/*' || isQuote(mark);
      const step =
        within && mark !== undefined ? { signs: inText(scan, text, at, mark), isCode: false } : inCode(scan, text, at);
      const comment = mark === '/*' || scan.open.at(-1) === '/*' || (!within && /^(?:#|\/\/)/.test(text.slice(at)));
      hasComment ||= comment && !step.isCode;
      code += step.isCode ? text.slice(at, at + step.signs) : FILLER.repeat(Math.min(step.signs, text.length - at));
      at += step.signs;
    }
    return { text, code, isWhole: began && isFree() && !hasComment && !text.endsWith('\\') };
  });
}

/** Whether every bracket that is opened in this piece of code is closed in it, and no other is. */
export function isBalanced(code: string): boolean {
  const open: string[] = [];
  for (const sign of code) {
    if ('([{'.includes(sign)) open.push(sign);
    else if (sign in CLOSED_BY && open.pop() !== CLOSED_BY[sign]) return false;
  }
  return open.length === 0;
}
