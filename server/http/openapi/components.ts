/** What routes share in the document: said once, named plainly, and not there when nobody uses it. */

import type { OpenAPIV3_1 } from 'openapi-types';

type Document = OpenAPIV3_1.Document;
type Schemas = Record<string, OpenAPIV3_1.SchemaObject>;

const SCHEMAS = '#/components/schemas/';

/** Calls `visit` with every object that points somewhere. */
function eachReference(value: unknown, visit: (pointing: { $ref: string }) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('$ref' in value && typeof value.$ref === 'string') visit(value as { $ref: string });
  for (const inner of Object.values(value)) eachReference(inner, visit);
}

/** A body that may come as JSON or as a form is one schema under the name of its operation. */
function withSharedBodies(document: Document): Document {
  const bodies: Schemas = {};
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item ?? {}) as OpenAPIV3_1.OperationObject[]) {
      const { requestBody, operationId = '' } = operation;
      if (requestBody === undefined || '$ref' in requestBody) continue;
      const media = Object.values(requestBody.content);
      const schema = media[0]?.schema;
      if (schema === undefined || '$ref' in schema || media.length < 2) continue;
      const name = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}Body`;
      bodies[name] = schema;
      for (const one of media) one.schema = { $ref: SCHEMAS + name };
    }
  }
  const { components } = document;
  return { ...document, components: { ...components, schemas: { ...components?.schemas, ...bodies } } };
}

/** A parameter that so many routes take alike is said once. */
const SHARED_FROM = 3;

/** Flags and filters that many lists take are parameters of the document; of two by one name, the one that is taken more often. */
function withSharedParameters(document: Document): Document {
  const operations = Object.values(document.paths ?? {}).flatMap(
    (item) => Object.values(item ?? {}) as OpenAPIV3_1.OperationObject[],
  );
  const uses = new Map<string, number>();
  for (const { parameters = [] } of operations) {
    for (const one of parameters)
      if (!('$ref' in one)) uses.set(JSON.stringify(one), (uses.get(JSON.stringify(one)) ?? 0) + 1);
  }
  const shared: Record<string, OpenAPIV3_1.ParameterObject> = {};
  const nameOf = new Map<string, string>();
  for (const [text, count] of [...uses].sort(([, one], [, other]) => other - one)) {
    const parameter = JSON.parse(text) as OpenAPIV3_1.ParameterObject;
    const name = parameter.name.replace('[]', '-list');
    if (count < SHARED_FROM || Object.hasOwn(shared, name)) continue;
    shared[name] = parameter;
    nameOf.set(text, name);
  }
  for (const operation of operations) {
    if (operation.parameters === undefined) continue;
    operation.parameters = operation.parameters.map((one) => {
      const name = nameOf.get(JSON.stringify(one));
      return name === undefined ? one : { $ref: `#/components/parameters/${name}` };
    });
  }
  const { components } = document;
  return { ...document, components: { ...components, parameters: { ...components?.parameters, ...shared } } };
}

/** A schema that only requests use is called what it is, and not its input. */
function withPlainNames(document: Document): Document {
  const { schemas = {}, ...components } = document.components ?? {};
  const plain = (name: string): string => {
    const short = name.replace(/Input$/, '');
    return Object.hasOwn(schemas, short) ? name : short;
  };
  const whole = structuredClone({ ...document, components: { ...components, schemas } });
  eachReference(whole, (pointing) => {
    if (pointing.$ref.startsWith(SCHEMAS)) pointing.$ref = SCHEMAS + plain(pointing.$ref.slice(SCHEMAS.length));
  });
  const named = Object.entries(whole.components.schemas).map(([name, schema]) => [plain(name), schema] as const);
  return { ...whole, components: { ...whole.components, schemas: Object.fromEntries(named) } };
}

/** Every whole number of JSON lies within these: to say so tells nobody anything, and makes strange examples. */
function withoutSafeBounds(document: Document): Document {
  const text = JSON.stringify(document, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const kept = Object.entries(value).filter(
      ([key, bound]) =>
        !(key === 'minimum' && bound === Number.MIN_SAFE_INTEGER) &&
        !(key === 'maximum' && bound === Number.MAX_SAFE_INTEGER),
    );
    return Object.fromEntries(kept);
  });
  return JSON.parse(text) as Document;
}

/** Without schemas that nothing points at, so that the document does not change with what else the process has loaded. */
function withoutUnused(document: Document): Document {
  const { schemas = {}, ...components } = document.components ?? {};
  const used = new Set<string>();
  const use = ({ $ref }: { $ref: string }): void => {
    const name = $ref.slice(SCHEMAS.length);
    if (!$ref.startsWith(SCHEMAS) || used.has(name)) return;
    used.add(name);
    eachReference(schemas[name], use);
  };
  eachReference([document.paths, components], use);
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  const sorted = kept.toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { ...document, components: { ...components, schemas: Object.fromEntries(sorted) } };
}

export function withTidyComponents(document: Document): Document {
  // Unused inputs go first: a name is taken only by what is used.
  return withSharedParameters(
    withoutSafeBounds(withoutUnused(withPlainNames(withoutUnused(withSharedBodies(document))))),
  );
}
