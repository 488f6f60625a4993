/** The envelope of every answer on Freelancer.com's wire: success with a result, or an error with a code. */

import { z } from 'zod';

/** `<Family>ExceptionCodes.<NAME>`, Freelancer.com's own where it has one. */
export const errorCodeSchema = z.string().regex(/^(?:[A-Z][A-Za-z]*)?ExceptionCodes\.[A-Z_]+$/);

export const requestIdSchema = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ id: 'RequestId', description: 'Names the request in the server’s log.' });

/** The shape that SDKs read. */
export const errorSchema = z
  .object({
    status: z.literal('error'),
    message: z.string(),
    error_code: errorCodeSchema,
    request_id: requestIdSchema,
    /** On the arena's own routes: the market's refusal, for programs. */
    refusal: z.object({ code: z.string(), detail: z.string() }).optional(),
  })
  .meta({ id: 'Error' });

/** The web's shape, asked for with `new_errors=true`. */
export const newErrorSchema = z
  .object({
    status: z.literal('error'),
    error: z.object({ code: errorCodeSchema, detail: z.string(), http_code: z.int(), source: z.null() }),
    request_id: requestIdSchema,
  })
  .meta({ id: 'NewError' });

/** Told as an object and no more: routes answer with read-only values, which zod's own types would not let them. */
export function successSchema(result: z.ZodType): z.ZodType<object> {
  return z.object({ status: z.literal('success'), result, request_id: requestIdSchema });
}

/** An action's answer has no result. */
export const actedSchema: z.ZodType<object> = z
  .object({ status: z.literal('success'), request_id: requestIdSchema })
  .meta({ id: 'Acted', description: 'It is done; there is no result.' });
