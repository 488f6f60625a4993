/** Completes what the routes say of themselves: who may use them, how they may say no, what every write may be called. */

import type { FastifySchema } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { ARENA } from '../route-options.ts';
import { ruleOf } from '../rules.ts';
import { withTidyComponents } from './components.ts';
import { problemReference, problemsOf } from './problem-answers.ts';
import type { ProblemStatus } from './route-schema.ts';
import { ruleText, securityOf } from './rule-text.ts';

type Operation = OpenAPIV3_1.OperationObject;

const METHODS = ['get', 'post', 'put', 'delete', 'patch'] as const;
/** Freelancer.com's clients send either. Numbers and flags of ours are JSON's own, which a form cannot say. */
const MEDIA = { freelancer: ['application/json', 'application/x-www-form-urlencoded'], arena: ['application/json'] };

/** Under these keys a route's own words travel through the making of the document; none of them is left in it. */
const OWN = { problems: 'x-problems', without: 'x-without-problems', notes: 'x-notes' } as const;

/** The schema as the makers of the document understand it. */
export function forDocument(schema: FastifySchema, url: string): FastifySchema {
  const { reads, problems, withoutProblems, notes, ...rest } = schema;
  const own = { [OWN.problems]: problems, [OWN.without]: withoutProblems, [OWN.notes]: notes };
  return {
    ...rest,
    ...reads,
    consumes: rest.consumes ?? (url.startsWith(ARENA) ? MEDIA.arena : MEDIA.freelancer),
    ...own,
  };
}

function taken<T>(operation: Operation, key: string): T | undefined {
  const fields = operation as Record<string, unknown>;
  const value = fields[key] as T | undefined;
  delete fields[key];
  return value;
}

function described(path: string, method: string, operation: Operation): Operation {
  const pattern = path.replaceAll(/\{([^}]+)\}/g, (_all, name: string) => (name === '*' ? '*' : `:${name}`));
  const rule = ruleOf(method.toUpperCase(), pattern) ?? { who: 'anyone' };
  const writes = method !== 'get';
  const open = rule.who === 'anyone';
  const kind = {
    open,
    writes,
    seat: rule.who === 'seat',
    named: path.includes('{'),
    reads: (operation.parameters?.length ?? 0) > 0 || operation.requestBody !== undefined,
  };
  const more = taken<readonly ProblemStatus[]>(operation, OWN.problems) ?? [];
  const without = taken<readonly ProblemStatus[]>(operation, OWN.without) ?? [];
  const notes = taken<string>(operation, OWN.notes);
  const statuses = [...new Set([...problemsOf(kind), ...more])].filter((status) => !without.includes(status)).sort();
  const key = { $ref: '#/components/parameters/IdempotencyKey' };
  const usual = Object.fromEntries(statuses.map((status) => [status, problemReference(status)]));
  const parameters = [...(operation.parameters ?? []), ...(writes && !open ? [key] : [])];
  return {
    ...operation,
    description: [notes, ruleText(rule, writes)].filter(Boolean).join('\n\n'),
    ...(parameters.length > 0 ? { parameters } : {}),
    security: securityOf(rule, writes).map((one) => ({ ...one })) as OpenAPIV3_1.SecurityRequirementObject[],
    ...bodyOf(operation),
    responses: { ...usual, ...answersOf(operation) },
  };
}

/** Fastify fills an empty body in, so one is needed only where the schema needs something in it. */
function bodyOf({ requestBody }: Operation): Pick<Operation, 'requestBody'> {
  if (requestBody === undefined || '$ref' in requestBody) return {};
  const needs = Object.values(requestBody.content).some(({ schema = {} }) => {
    return '$ref' in schema || !('properties' in schema) || (schema.required?.length ?? 0) > 0;
  });
  return { requestBody: { ...requestBody, required: needs } };
}

/** Answers that the route describes itself; where it has no words for one, the usual ones. */
function answersOf({ responses = {} }: Operation): OpenAPIV3_1.ResponsesObject {
  const worded = Object.entries(responses).map(([status, answer]) => {
    const silent = 'description' in answer && answer.description === 'Default Response';
    return [status, silent ? { ...answer, description: 'Done, in the envelope' } : answer] as const;
  });
  return Object.fromEntries(worded);
}

export function completed(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => {
    const operations = METHODS.flatMap((method) => {
      const operation = item?.[method];
      return operation === undefined ? [] : [[method, described(path, method, operation)] as const];
    });
    return [path, Object.fromEntries(operations)] as const;
  });
  return withTidyComponents({ ...document, paths: Object.fromEntries(paths) });
}
