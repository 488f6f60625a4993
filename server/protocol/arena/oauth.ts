/** OAuth2 on the wire (RFC 6749, 7636), for its description: routes read it by themselves, to say no in its own words. */

import { z } from 'zod';
import { errorCodeSchema, requestIdSchema } from '../freelancer/envelope.ts';

const question = {
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z
    .string()
    .meta({ description: 'One of those that the application registered, character by character' }),
  scope: z.string().optional().meta({ description: 'Scopes, with spaces between them; `basic` is always among them' }),
  advanced_scopes: z.string().optional().meta({ description: 'Scopes by Freelancer.com’s numbers' }),
  state: z.string().optional(),
  code_challenge: z.string().optional().meta({ description: 'Needed where the application can keep no secret' }),
  code_challenge_method: z.literal('S256').optional(),
};

export const authoriseQuery = z.object(question);

export const consentForm = z.object({
  ...question,
  proof: z.string().meta({ description: 'From the page that asked' }),
  market: z.string().optional().meta({ description: 'Empty: every market of the person’s' }),
  decision: z.enum(['allow', 'deny']),
});

export const signInForm = z.object({ ...question, name: z.string(), password: z.string() });

export const tokenForm = z.object({
  grant_type: z.enum(['authorization_code', 'refresh_token']),
  client_id: z.string().optional().meta({ description: 'Or as `Basic` in the header `authorization`' }),
  client_secret: z.string().optional(),
  code: z.string().optional(),
  redirect_uri: z.string().optional().meta({ description: 'The same as the code was asked for with' }),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional().meta({ description: 'Of a refresh: less than was granted' }),
});

export const grantedSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    expires_in: z.int().meta({ description: 'Seconds' }),
    scope: z.string(),
    token_type: z.literal('Bearer'),
  })
  .meta({ id: 'Granted' });

export const oauthErrorSchema = z
  .object({
    error: z.enum([
      'invalid_request',
      'invalid_client',
      'invalid_grant',
      'unsupported_grant_type',
      'unsupported_response_type',
      'invalid_scope',
      'access_denied',
    ]),
    error_description: z.string(),
    status: z.literal('error'),
    message: z.string(),
    error_code: errorCodeSchema,
    request_id: requestIdSchema,
  })
  .meta({ id: 'OAuthError', description: 'In the words of RFC 6749, and in those of Freelancer.com beside them' });

/** What a resource says of the tokens that it takes (RFC 9728). */
export const resourceMetadataSchema = z.object({
  resource: z.url(),
  resource_name: z.string(),
  authorization_servers: z.array(z.url()),
  scopes_supported: z.array(z.string()),
  bearer_methods_supported: z.array(z.literal('header')),
});

/** Where tokens are had, and how (RFC 8414). */
export const serverMetadataSchema = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  scopes_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  response_modes_supported: z.array(z.string()),
  grant_types_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()),
  code_challenge_methods_supported: z.array(z.string()),
});
