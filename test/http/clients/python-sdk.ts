/**
 * Requests as Freelancer.com's official Python SDK puts them on the wire: its headers and their spelling, its trailing
 * slash, its ways of writing queries, forms, JSON and files.
 */

import type { WireRequest } from './wire.ts';

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
export type Pairs = readonly (readonly [name: string, value: string | number | boolean])[];

/** One call of the SDK. At most one of the bodies is there. */
export interface SdkCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** After `/api/`, with the slash at its end. */
  readonly path: string;
  readonly query?: Pairs;
  /** E2, E5, E8. */
  readonly json?: Plain;
  /** E6. */
  readonly form?: Pairs;
  /** E3: the type of a form, and nothing in it. */
  readonly emptyForm?: true;
  /** E7: text parts, then files. */
  readonly parts?: {
    readonly fields: Pairs;
    readonly files: readonly (readonly [name: string, filename: string, text: string])[];
  };
}

/** As Python's `json.dumps` writes it: a blank after commas and colons, nothing beyond ASCII. */
function pythonJson(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${pythonJson(key)}: ${pythonJson(inner)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As Python's `urlencode` writes it: `True` and `False`, brackets as `%5B%5D`, a blank as `+`. */
export function urlEncoded(pairs: Pairs): string {
  const said = (value: Pairs[number][1]): string =>
    typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);
  return new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, said(value)])).toString();
}

const BOUNDARY = '6e9e6dc4b4a54a2b9d0f6b1c1f0a7e3d';

/** As Python's `requests` writes it: a file has a name and no type. */
function multipartOf({ fields, files }: NonNullable<SdkCall['parts']>): string {
  const part = (head: string, body: string): string =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  return [
    ...fields.map(([name, value]) => part(`name="${name}"`, String(value))),
    ...files.map(([name, filename, text]) => part(`name="${name}"; filename="${filename}"`, text)),
    `--${BOUNDARY}--\r\n`,
  ].join('');
}

const FORM = 'application/x-www-form-urlencoded';

function bodyOf({ json, form, emptyForm, parts }: SdkCall): { text: string; headers: Record<string, string> } {
  if (json !== undefined) return { text: pythonJson(json), headers: { 'Content-Type': 'application/json' } };
  if (form !== undefined) return { text: urlEncoded(form), headers: { 'Content-Type': FORM } };
  if (parts !== undefined) {
    return { text: multipartOf(parts), headers: { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` } };
  }
  if (emptyForm === true) return { text: '', headers: { 'Content-Type': FORM } };
  return { text: '', headers: {} };
}

/** The call as it stands on the wire. */
export function onTheWire(token: string, call: SdkCall): WireRequest {
  const { text, headers } = bodyOf(call);
  const query = call.query === undefined || call.query.length === 0 ? '' : `?${urlEncoded(call.query)}`;
  return {
    method: call.method,
    target: `/api/${call.path}${query}`,
    headers: {
      'User-Agent': 'Freelancer.com SDK',
      'Accept-Encoding': 'gzip, deflate',
      Accept: '*/*',
      Connection: 'keep-alive',
      'Freelancer-OAuth-V1': token,
      ...headers,
      ...(call.method === 'GET' ? {} : { 'Content-Length': String(Buffer.byteLength(text)) }),
    },
    body: text,
  };
}
