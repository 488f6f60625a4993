/** A configuration as it may leave the machine: no place in its file system, and nobody's password. */

import { isAbsolute, win32 } from 'node:path';

/** Of a file that is named from the root of a machine the name alone: its content is told by a hash elsewhere. */
function portablePath(path: string): string {
  const isRooted = isAbsolute(path) || win32.isAbsolute(path);
  return isRooted ? `./${path.split(/[/\\]/).at(-1) ?? ''}` : path;
}

function portableAddress(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === '' && url.password === '') return address;
  url.username = '';
  url.password = '';
  return url.href;
}

/** A model in a file is named by that file. */
function portableModel(model: string): string {
  return model.startsWith('gguf:') ? `gguf:${portablePath(model.slice('gguf:'.length))}` : model;
}

/** By the field that holds the text, and what holds that field. All other texts are people's own, and stay. */
function portableText(text: string, [field = '', within]: readonly string[]): string {
  if (field === 'endpoint') return portableAddress(text);
  if (field === 'model') return portableModel(text);
  const isPath = ['roster', 'file', 'postings', 'report'].includes(field);
  // The seed of a corpus that is a file is made of the file's name, where nobody chose one.
  const isOfCorpus = (within === 'corpus' && (field === 'name' || field === 'seed')) || field === 'corpus';
  return isPath || isOfCorpus ? portablePath(text) : text;
}

/** `fields`: under which names the value stands, the innermost first. */
function carried(value: unknown, fields: readonly string[]): unknown {
  if (typeof value === 'string') return portableText(value, fields);
  if (Array.isArray(value)) return value.map((one) => carried(one, fields));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, carried(inner, [key, ...fields])]));
}

/** The same value, of the same form: texts become other texts. */
export function portable<T>(value: T): T {
  return carried(value, []) as T;
}
