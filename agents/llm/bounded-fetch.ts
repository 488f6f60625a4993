/** A fetch for providers' clients that reads so much of an answer and no more: the clients would read on until memory ends. */

import { ModelFault } from './model.ts';

/** What an answer may weigh, however few tokens were asked for. More would cost minutes too: some clients look at all of it with each piece. */
const LEAST_BYTES = 8 * 1_024 * 1_024;
/** A token that comes in an event of its own weighs a third of it. */
const BYTES_A_TOKEN = 1_024;

export function answerBytes(maxTokens: number): number {
  return LEAST_BYTES + maxTokens * BYTES_A_TOKEN;
}

/** `signal`: ends what is under way, where the client does not hand its own down to here. */
export function boundedFetch(maxTokens: number, signal: AbortSignal | null = null): typeof fetch {
  const most = answerBytes(maxTokens);
  return async (target, init) => {
    const response = await fetch(target, signal === null ? init : { ...init, signal });
    const { body, status, statusText, headers } = response;
    if (body === null) return response;
    let read = 0;
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read += chunk.byteLength;
        if (read <= most) controller.enqueue(chunk);
        else controller.error(new ModelFault('malformed', `an answer of more than ${most} bytes`));
      },
    });
    return new Response(body.pipeThrough(counting), { status, statusText, headers });
  };
}
