/** The fields of a schema by dotted path, with their defaults: what a page about it must name. */

import { z } from 'zod';

interface JsonSchema {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** Forms of a union are laid over each other; a list in `lists` goes on with the fields of its items. */
function collect(fields: Map<string, unknown>, schema: JsonSchema, path: string, lists: readonly string[]): void {
  for (const form of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) collect(fields, form, path, lists);
  if (schema.items !== undefined && lists.includes(path)) collect(fields, schema.items, path, lists);
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const own = path === '' ? name : `${path}.${name}`;
    fields.set(own, inner.default ?? fields.get(own));
    collect(fields, inner, own, lists);
  }
}

export function fieldsOf(schema: z.ZodType, lists: readonly string[] = []): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  collect(fields, z.toJSONSchema(schema, { io: 'input' }) as JsonSchema, '', lists);
  return fields;
}
