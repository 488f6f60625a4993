/** Bodies of `multipart/form-data`, written out as a client writes them. */

export interface Multipart {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly files: readonly (readonly [name: string, filename: string, bytes: Buffer | string])[];
}

const BOUNDARY = 'b0undary7MA4YWxkTrZu0gW';

export function multipart({ fields, files }: Multipart): { payload: Buffer; headers: Record<string, string> } {
  const parts: (string | Buffer)[] = [];
  for (const [name, value] of fields) {
    parts.push(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
  }
  for (const [name, filename, bytes] of files) {
    parts.push(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      bytes,
      '\r\n',
    );
  }
  parts.push(`--${BOUNDARY}--\r\n`);
  const payload = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } };
}
