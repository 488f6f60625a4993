/** The page on which people read the OpenAPI document and try its routes: Swagger UI, from this server alone. */

import { html } from '../page.ts';

/** Where the page's parts are. */
export const DOCS = '/docs';
export const DOCS_ASSETS = `${DOCS}/assets`;

/** Scripts and styles of our own files only. Its icons are data, and it asks this server for what people try. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const DOCS_PAGE = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Freelance Arena API</title>
<link rel="icon" href="${DOCS_ASSETS}/favicon-32x32.png">
<link rel="stylesheet" href="${DOCS_ASSETS}/swagger-ui.css">
<link rel="stylesheet" href="${DOCS_ASSETS}/arena.css">
<script src="${DOCS_ASSETS}/swagger-ui-bundle.js" defer></script>
<script src="${DOCS_ASSETS}/start.js" defer></script>
</head>
<body>
<noscript><p>This page needs JavaScript. The document itself is at <a href="/openapi.json">/openapi.json</a>.</p></noscript>
<main id="docs"></main>
</body>
</html>
`.text;

/** Nothing is kept in the browser: whoever sits there next finds no token. */
export const START_SCRIPT = `'use strict';
const dark = matchMedia('(prefers-color-scheme: dark)');
const paint = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', paint);
paint();
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  filter: true,
  persistAuthorization: false,
  validatorUrl: null,
  tryItOutEnabled: false,
});
`;

export const OWN_STYLE = `html { box-sizing: border-box; overflow-y: scroll; }
*, *::before, *::after { box-sizing: inherit; }
body { margin: 0; }
/* No route has links, and on a phone the column for them pushes the answers off the page. */
.swagger-ui .response-col_links { display: none; }
.swagger-ui .responses-table, .swagger-ui .renderedMarkdown { overflow-wrap: anywhere; }
.swagger-ui .info { margin: 30px 0; }
`;
