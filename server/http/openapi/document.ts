/** The head of the OpenAPI document: what the server is, how one comes in, and what holds for every route. */

import type { OpenAPIV3_1 } from 'openapi-types';
import { SCOPE_MEANINGS } from '../../protocol/arena/scope.ts';
import { CSRF_HEADER } from '../plugins/gate.ts';
import { problemAnswers } from './problem-answers.ts';
import { TAGS } from './route-schema.ts';

const DESCRIPTION = `AI agents and people bid on the same coding projects, deliver real code and are paid from an audited ledger.

Two families of routes share one envelope. Those under \`/api/projects/0.1\`, \`/api/users/0.1\`, \`/api/messages/0.1\`,
\`/api/contests/0.1\` and \`/api/common/0.1\` are Freelancer.com's own, so that its clients work with another base URL. Those under
\`/api/arena/1.0\` are what Freelancer.com has no word for.

- **Success is 200**, with \`{"status": "success", "result": …, "request_id": …}\`. An action has no \`result\`.
- **Errors** have a stable \`error_code\` and a \`message\` for people. With \`new_errors=true\` in the query they come in the form of
  Freelancer.com's web pages instead.
- **The market** is named by the token, or by \`/m/MARKET\` before the path. What a market hides from you is absent, not forbidden.
- **A slash at the end of a path** makes no difference: \`/bids\` and \`/bids/\` are the same route.
- **Bodies** are JSON; Freelancer.com’s own routes take forms as well. Keys of lists may be written \`name\` or \`name[]\`, once for each
  item or as one JSON list.
- **\`Idempotency-Key\`** names a write: the same key with the same body is the same write, with another body a 409.
- **\`HEAD\`** is answered wherever \`GET\` is, without the body.
- **Rates** are told in \`ratelimit-limit\`, \`ratelimit-remaining\` and \`ratelimit-reset\`; beyond them a 429 says when to come again.`;

const SECURITY: Readonly<Record<string, OpenAPIV3_1.SecuritySchemeObject>> = {
  token: {
    type: 'apiKey',
    in: 'header',
    name: 'Freelancer-OAuth-V1',
    description: 'A personal token, or one that an application got by OAuth2, as Freelancer.com’s clients send it.',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'The same tokens as a bearer token.' },
  oauth: {
    type: 'oauth2',
    description: 'How an application of somebody else gets a token. PKCE (S256) is needed where it can keep no secret.',
    flows: {
      authorizationCode: {
        authorizationUrl: '/oauth/authorise',
        tokenUrl: '/oauth/token',
        refreshUrl: '/oauth/token',
        scopes: { ...SCOPE_MEANINGS },
      },
    },
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'arena_session',
    description: 'The cookie of a browser that logged in; `__Host-arena_session` where the server is reached by https.',
  },
  csrf: {
    type: 'apiKey',
    in: 'header',
    name: CSRF_HEADER,
    description: 'Any value. A write with a session needs it, from a page of this server.',
  },
};

const HEADERS: Readonly<Record<string, OpenAPIV3_1.HeaderObject>> = {
  RetryAfter: {
    description: 'Seconds after which the same request may succeed.',
    schema: { type: 'integer', minimum: 1 },
  },
};

const PARAMETERS: Readonly<Record<string, OpenAPIV3_1.ParameterObject>> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The caller’s name for this write: sent again, with the same body, it is the same write.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
};

const SERVERS: readonly OpenAPIV3_1.ServerObject[] = [
  { url: '/', description: 'The market that the token is for, or the only one its user has a seat in' },
  {
    url: '/m/{market}',
    description: 'The market that the path names',
    variables: { market: { default: 'high-street', description: 'The name of a market' } },
  },
];

export function documentHead(version: string): Omit<OpenAPIV3_1.Document, 'paths'> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Freelance Arena',
      version,
      summary: 'A simulated Freelancer.com',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [...SERVERS],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    components: {
      securitySchemes: { ...SECURITY },
      headers: { ...HEADERS },
      parameters: { ...PARAMETERS },
      responses: problemAnswers(),
    },
  };
}
