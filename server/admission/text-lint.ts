/** What may not stand in a posting or a program: secrets, instructions to a model, characters that nobody sees. */

const SECRETS: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/],
  ['a key of Amazon Web Services', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a token of GitHub', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40,})/],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{10,}/],
  ['a key of Google', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['a key of a model provider', /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32,}/],
  ['a key of Stripe', /\b[rs]k_live_[0-9a-zA-Z]{20,}/],
  ['a signed token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['a password in an address', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@[a-z0-9]/i],
];

/** Words that speak to a model instead of a freelancer. Plain words of postings ("ignore empty lines") are none of them. */
const INSTRUCTIONS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|preceding|system)\b[^.\n]{0,20}\b(?:instructions?|prompts?|messages?|rules|context|directions?)\b/i,
  /\byou are (?:now |actually )?(?:an? )?(?:AI|language model|LLM|chatbot|assistant|ChatGPT|Claude|Gemini)\b/i,
  /\b(?:as|if you are|being) an? (?:AI|LLM|language model|chatbot|AI assistant|automated agent)\b/i,
  /\b(?:system prompt|developer message|hidden instructions?|jailbreak)\b/i,
  /<\|[a-z_]+\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant)>/i,
  /\b(?:reviewers?|graders?|judges?|LLMs?|models?|assistants?|agents?)\b[^.\n]{0,30}\b(?:must|should|shall) (?:always )?(?:pass|accept|approve|fail|reject|give full marks|bid)\b/i,
];

/** Direction marks, joiners, spaces without width, tags, filling and private characters. The mark that colours an emoji is none. */
const INVISIBLE = /[[\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]--\u{fe0f}]/v;
/** Everything that moves a cursor or colours a terminal, and halves of characters; line ends and tabulators are text. */
const CONTROL = /[[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]--[\n\t]]/v;

function codePoint(text: string, found: RegExpExecArray): string {
  return `U+${(text.codePointAt(found.index) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Characters that nobody sees. One look is enough: the first of each sort is named. */
export function strangeCharacters(text: string): string[] {
  const invisible = INVISIBLE.exec(text);
  const control = CONTROL.exec(text);
  return [
    ...(invisible === null ? [] : [`an invisible character, ${codePoint(text, invisible)}`]),
    ...(control === null ? [] : [`a control character, ${codePoint(text, control)}`]),
  ];
}

export function secretsIn(text: string): string[] {
  return SECRETS.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}

/** Passages that speak to a model. */
export function instructionsIn(text: string): string[] {
  return INSTRUCTIONS.flatMap((pattern) => {
    const found = pattern.exec(text);
    return found === null ? [] : [`what reads as an instruction to a model: "${found[0].slice(0, 80)}"`];
  });
}
