/** A wire between a client and a server that can be cut, gone deaf, and led to another server: a network as it really is. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Wire {
  readonly url: string;
  /** Connections that were made through it so far. */
  made(): number;
  /** Leads what is connected from now on to another port. */
  leadTo(port: number): void;
  /** Ends every connection at once, and takes new ones again. */
  cut(): void;
  /** Nothing gets through any more in either direction, and nobody is told: a laptop that sleeps, a cable that is out. */
  deafen(): void;
  /** What was connected while it was deaf is lost; from now on it hears again. */
  wake(): void;
  /** While closed, nobody is let in. */
  shut(closed: boolean): void;
  close(): Promise<void>;
}

export async function wireTo(first: number): Promise<Wire> {
  let port = first;
  let deaf = false;
  let shut = false;
  let made = 0;
  const ends = new Set<Socket>();

  function cut(): void {
    for (const end of ends) end.destroy();
    ends.clear();
  }

  const server = createServer((near) => {
    if (shut) {
      near.destroy();
      return;
    }
    made += 1;
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on('data', (chunk) => {
        if (!deaf) to.write(chunk);
      });
      // An end that breaks takes the other along; what it broke of is the test's doing.
      from.on('error', () => undefined);
      from.on('close', () => {
        ends.delete(from);
        if (!deaf) to.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    made: () => made,
    leadTo: (other) => {
      port = other;
    },
    cut,
    deafen: () => {
      deaf = true;
    },
    wake: () => {
      deaf = false;
      cut();
    },
    shut: (closed) => {
      shut = closed;
      if (closed) cut();
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
