/** The few pages that the server writes itself: no script, no style, every value escaped. */

import type { FastifyReply } from 'fastify';

/** Text that is HTML already. Only `html` makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(value: string | Html | readonly Html[]): string {
  if (value instanceof Html) return value.text;
  if (typeof value !== 'string') return value.map(({ text }) => text).join('');
  return value.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A template of HTML: what is put in is escaped, unless it is HTML. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  return new Html(parts.reduce((text, part, index) => text + escaped(values[index - 1] ?? '') + part));
}

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly body: Html;
  /** Where its forms may lead, besides this server: browsers hold redirects after a form to it as well. */
  readonly formTarget?: string;
}

export function sendPage(reply: FastifyReply, { status, title, body, formTarget }: Page): FastifyReply {
  const forms = formTarget === undefined ? "'self'" : `'self' ${formTarget}`;
  const policy = `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action ${forms}`;
  reply.header('content-security-policy', policy);
  reply.header('content-type', 'text/html; charset=utf-8');
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body>
<h1>${title}</h1>
${body}
</body>
</html>
`;
  return reply.code(status).send(page.text);
}
