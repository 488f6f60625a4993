/** What a tool of the MCP server is, and how it answers: a value of its schema, or a no that a model can act upon. */

import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { requireScopes } from '@modelcontextprotocol/server';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { describeRefusal } from '../../market/refusal.ts';
import type { Document } from '../../protocol/arena/client.ts';
import type { Scope } from '../../protocol/arena/scope.ts';
import type { CommandRequest, SeenEvent } from '../../protocol/arena/wire.ts';
import { type Look, lookOf } from '../freelancer/looking.ts';
import { problemOf } from '../plugins/envelope.ts';
import { tell } from '../plugins/request-log.ts';
import type { RouteOptions } from '../route-options.ts';
import { sendAt } from '../sending.ts';
import type { WireProblem } from '../wire-error.ts';

/** One call of a tool: who asks, and what the server has. */
export interface Call {
  readonly request: FastifyRequest;
  readonly options: RouteOptions;
}

/** The market as the caller sees it now. */
export const lookIn = ({ request, options }: Call): Promise<Look> => lookOf(request, options);

/** What came of the command, as its sender may see it. The documents are those that it names. */
export async function sendIn(
  { place }: Look,
  key: string,
  request: CommandRequest,
  documents: readonly Document[] = [],
): Promise<readonly SeenEvent[]> {
  return (await sendAt(place, key, request, documents)).events;
}

export interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** For a model: what it does, when to use it, what comes next. */
  readonly description: string;
  readonly scope: Scope;
  readonly input: I;
  readonly output: O;
  /** What it changes in the market; `ends`: something that cannot be taken back. */
  readonly effect: 'none' | 'adds' | 'ends';
  readonly run: (call: Call, input: z.output<I>, context: ServerContext) => Promise<z.input<O>>;
}

export interface Tool {
  readonly name: string;
  readonly scope: Scope;
  readonly register: (server: McpServer, call: Call) => void;
}

/** What went wrong, as the wire tells it; trouble of ours goes to the log, and says no more than that it was ours. */
export function noted({ request, options }: Call, thrown: unknown): WireProblem {
  const problem = problemOf(thrown);
  if (problem.status >= 500) {
    const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    tell(options, { level: 'error', requestId: request.id, reason });
  }
  return problem;
}

function reasonOf(call: Call, thrown: unknown): string {
  const { code, message, refusal } = noted(call, thrown);
  // The market's own code: the one that its rules and this server's descriptions speak of.
  return refusal === undefined
    ? `${code}: ${message}`
    : `Refused, and nothing was changed. ${describeRefusal(refusal)}`;
}

export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(definition: ToolDefinition<I, O>): Tool {
  const { name, title, description, scope, input, output, effect, run } = definition;
  const annotations = {
    readOnlyHint: effect === 'none',
    destructiveHint: effect === 'ends',
    // With a key the same call again is the same write again; without one it is another.
    idempotentHint: effect === 'none',
    openWorldHint: false,
  };
  // The library need not know which schema exactly: what it lets through was parsed by it.
  const schemas: { inputSchema: z.ZodObject; outputSchema: z.ZodObject } = { inputSchema: input, outputSchema: output };
  const config = { title, description, ...schemas, annotations };
  return {
    name,
    scope,
    register: (server, call) => {
      server.registerTool(name, { ...config, scopeChallenge: requireScopes(scope) }, async (given, context) => {
        try {
          const told = await run(call, given as z.output<I>, context);
          return { content: [{ type: 'text', text: JSON.stringify(told) }], structuredContent: { ...told } };
        } catch (thrown) {
          return { content: [{ type: 'text', text: reasonOf(call, thrown) }], isError: true };
        }
      });
    },
  };
}
