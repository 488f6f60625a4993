/** A provider for benches, in a process of its own so that its work is not counted: one fixed answer in OpenAI's form. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const ANSWER = JSON.stringify({
  ...{ id: 'x', object: 'chat.completion', created: 0, model: 'fixed' },
  choices: [{ index: 0, message: { role: 'assistant', content: 'A fixed answer.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 },
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(ANSWER);
  });
});
// A connection that is closed while the other side has its turn would cost that side a retry.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\n`);
});
