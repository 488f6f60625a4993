/** OpenTelemetry spans by the GenAI conventions, for whoever registers an SDK; without one they cost next to nothing. */

import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ToolCall } from './model.ts';
import type { Usage } from './usage.ts';

const TRACER = 'freelance-arena';

/** The conventions are still in development: these names are theirs of 2026-08. */
const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  'openai-responses': 'openai',
  'google-genai': 'gcp.gemini',
  mistralai: 'mistral_ai',
  aws: 'aws.bedrock',
  xai: 'x_ai',
};

/** What a span is about. */
export type About =
  | { readonly agent: string; readonly conversation: string }
  | {
      readonly caller: string;
      readonly model: string;
      readonly conversation: string;
      readonly maxTokens: number;
      readonly temperature: number;
    }
  | { readonly tool: ToolCall };

type Attributes = Record<string, string | number | string[]>;

function attributesOf(about: About): Attributes {
  if ('agent' in about) {
    return {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': about.agent,
      'gen_ai.conversation.id': about.conversation,
    };
  }
  if ('tool' in about) {
    return {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': about.tool.name,
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.call.id': about.tool.id,
    };
  }
  const at = about.model.indexOf(':');
  const provider = about.model.slice(0, at);
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.agent.name': about.caller,
    'gen_ai.provider.name': PROVIDER_NAMES[provider] ?? provider,
    'gen_ai.request.model': about.model.slice(at + 1),
    'gen_ai.request.max_tokens': about.maxTokens,
    'gen_ai.request.temperature': about.temperature,
    'gen_ai.conversation.id': about.conversation,
  };
}

/** What is known of a call when it has been answered. */
export interface Answered {
  readonly model: string | null;
  readonly finish: string;
  readonly usage: Usage | null;
}

/** As the conventions count: cached tokens are part of the input, reasoning of the output. Unknown is left out. */
export function answerAttributes({ model, finish, usage }: Answered): Attributes {
  return {
    'gen_ai.response.finish_reasons': [finish],
    ...(model !== null && { 'gen_ai.response.model': model }),
    ...(usage !== null && {
      'gen_ai.usage.input_tokens': usage.input,
      'gen_ai.usage.output_tokens': usage.output,
      'gen_ai.usage.cache_read.input_tokens': usage.cacheRead,
      'gen_ai.usage.cache_creation.input_tokens': usage.cacheWrite,
      'gen_ai.usage.reasoning.output_tokens': usage.reasoning,
    }),
  };
}

/** What an error is, by the conventions: its kind where it is a fault of a stated one. */
function errorType(problem: unknown): string {
  if (!(problem instanceof Error)) return '_OTHER';
  if ('kind' in problem && typeof problem.kind === 'string') return problem.kind;
  return problem.name;
}

/** Does the work within a span of its own; spans that it opens meanwhile are inside. `told`: what the result says of itself. */
export function spanned<T>(
  name: string,
  about: About,
  work: () => Promise<T>,
  told: (result: T) => Attributes = () => ({}),
): Promise<T> {
  const kind = 'model' in about ? SpanKind.CLIENT : SpanKind.INTERNAL;
  // Asked for anew each time: an SDK may be registered after this file was loaded.
  return trace.getTracer(TRACER).startActiveSpan(name, { kind }, async (span) => {
    if (span.isRecording()) span.setAttributes(attributesOf(about));
    try {
      const result = await work();
      if (span.isRecording()) span.setAttributes(told(result));
      return result;
    } catch (problem) {
      span.setAttribute('error.type', errorType(problem));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw problem;
    } finally {
      span.end();
    }
  });
}
