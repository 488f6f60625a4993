/** A provider that says that it is ready, and to work says nothing at all: whoever waits for it waits for ever. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export async function startSilent(): Promise<{
  readonly server: Server;
  readonly url: string;
  readonly asked: () => number;
}> {
  let asked = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      if (!body.includes('the one word')) {
        asked += 1;
        return;
      }
      const choices = [{ index: 0, message: { role: 'assistant', content: 'ready' }, finish_reason: 'stop' }];
      const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ id: 'x', object: 'chat.completion', created: 0, model: 'm', choices, usage }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked: () => asked };
}
