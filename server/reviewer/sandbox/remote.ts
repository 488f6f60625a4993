/** The remote provider of the sandbox port: programs run on a machine apart (`arena work`), which is trusted with inputs only. */

import {
  type Exchange,
  MESSAGE_BYTES_MAX,
  type RunOptions,
  type RunRequest,
  type RunResult,
  type Sandbox,
  SandboxUnavailable,
} from '../sandbox.ts';
import { type Address, type Connection, connect, ImageChanged, linesOf, textOf } from './remote/connection.ts';
import {
  BODY_BYTES_MAX,
  type Card,
  cardSchema,
  type Frame,
  frameSchema,
  jsonText,
  PROTOCOL_VERSION,
  resultOf,
} from './remote/wire.ts';

const CHANGED =
  'the image of the runner has changed since it was taken: start again, so that verdicts name the new one';
const DISORDER = 'the runner says things in another order than its protocol';
const CARD_BYTES_MAX = 16_777_216;
/** JSON may need six bytes for one of a text; streams are cut to 64 KiB each before they are sent. */
const ESCAPED = 6;
const STREAMS_BYTES = 2 * 65_536 * ESCAPED;

/** Trouble with the machine apart or the way to it is a fault of ours, never the program's. */
function asFault(problem: unknown, name: string): SandboxUnavailable {
  if (problem instanceof SandboxUnavailable) return problem;
  return new SandboxUnavailable(`${name}: ${problem instanceof Error ? problem.message : String(problem)}`);
}

async function readCard(connection: Connection): Promise<Card> {
  const response = await connection.ask('GET', '/v1/sandbox', null, AbortSignal.timeout(30_000));
  let said: unknown;
  try {
    said = JSON.parse(await textOf(response, CARD_BYTES_MAX));
  } catch (problem) {
    throw new SandboxUnavailable(`this is no runner: ${String(problem)}`);
  }
  const card = cardSchema.safeParse(said);
  if (card.success) return card.data;
  throw new SandboxUnavailable(
    `this is no runner of protocol ${PROTOCOL_VERSION}: ${card.error.issues[0]?.message ?? ''}`,
  );
}

function frameOf(line: unknown): Frame {
  const frame = frameSchema.safeParse(line);
  if (frame.success) return frame.data;
  throw new SandboxUnavailable(`the runner says something that is no frame: ${frame.error.issues[0]?.message ?? ''}`);
}

/** Asks our side for the reply to a message, and sends it. */
async function reply(
  connection: Connection,
  run: string,
  { number, body }: Frame & { kind: 'message' },
  exchange: Exchange | undefined,
  signal: AbortSignal,
): Promise<void> {
  const said = exchange === undefined ? null : await exchange(Buffer.from(body, 'base64')).catch(() => null);
  const text = jsonText({ body: said === null ? null : Buffer.from(said).toString('base64') });
  const response = await connection.ask('POST', `/v1/runs/${run}/replies/${number}`, text, signal);
  response.resume();
}

/** `url`: `http://host:port` or `https://…`. Ready when the runner has said what it is. */
export async function createRemoteSandbox(address: Address): Promise<Sandbox> {
  const connection = connect(address);
  const name = `remote (${address.url.host})`;
  let card: Card;
  try {
    card = await readCard(connection);
  } catch (problem) {
    connection.close();
    throw asFault(problem, name);
  }
  const { imageHash, tier, packages, languages } = card;
  const closing = new AbortController();
  /** Verdicts name the image that made them: a runner whose image changed is another one. */
  let changed = false;

  async function follow(request: RunRequest, options: RunOptions, outer: AbortSignal): Promise<RunResult> {
    const { exchange, alone = false } = options;
    const order = { protocol: PROTOCOL_VERSION, imageHash, alone, exchange: exchange !== undefined, request };
    const text = jsonText(order);
    if (Buffer.byteLength(text) > BODY_BYTES_MAX) throw new SandboxUnavailable('the request is too long for a runner');
    const stop = new AbortController();
    const signal = AbortSignal.any([outer, stop.signal]);
    const response = await connection.ask('POST', '/v1/runs', text, signal);
    const most = ESCAPED * request.limits.answerBytes + STREAMS_BYTES + 2 * MESSAGE_BYTES_MAX;
    let run: string | null = null;
    let result: RunResult | null = null;
    // Read to its end, so that the connection serves the next run; leaving early destroys it, and with it the run there.
    for await (const line of linesOf(response, most)) {
      const frame = frameOf(line);
      if (frame.kind === 'unavailable') throw new SandboxUnavailable(`${name}: ${frame.message}`, frame.diedUnderRun);
      if (result !== null || (run === null) !== (frame.kind === 'started')) throw new SandboxUnavailable(DISORDER);
      if (frame.kind === 'started') {
        if (frame.imageHash !== imageHash) throw new ImageChanged(CHANGED);
        run = frame.run;
      } else if (frame.kind === 'message' && run !== null) {
        reply(connection, run, frame, exchange, signal).catch((problem: unknown) => stop.abort(problem));
      } else if (frame.kind === 'result') {
        const read = resultOf(frame.result, request);
        if (!read.ok) throw new SandboxUnavailable(`the runner answers wrongly: ${read.error}`);
        result = read.value;
      }
    }
    if (result === null) throw new SandboxUnavailable('the runner broke off its answer');
    return result;
  }

  async function run(request: RunRequest, options: RunOptions = {}): Promise<RunResult> {
    const { signal: outer } = options;
    outer?.throwIfAborted();
    closing.signal.throwIfAborted();
    if (changed) throw new SandboxUnavailable(CHANGED);
    // Leaving `follow` on any path destroys the response, and with it the run on the other machine.
    const signal = outer === undefined ? closing.signal : AbortSignal.any([outer, closing.signal]);
    try {
      return await follow(request, options, signal);
    } catch (problem) {
      outer?.throwIfAborted();
      closing.signal.throwIfAborted();
      changed ||= problem instanceof ImageChanged;
      throw asFault(problem, name);
    }
  }

  return {
    name,
    tier,
    packages,
    imageHash,
    walls: [
      `programs run on another machine, ${address.url.origin}, which never hears an expected value`,
      ...card.walls,
    ],
    languages,
    run,
    close: async () => {
      closing.abort(new SandboxUnavailable('the sandbox is closed'));
      connection.close();
    },
  };
}
