/**
 * `/metrics` for Prometheus. For researchers' tokens only, also on this machine: behind a proxy everybody comes from it.
 * Figures are of the whole process and name no market and no person.
 */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { textAnswer } from '../../arena/described.ts';
import { createHistogram, type Metric, metricText } from '../../arena/metric-text.ts';
import type { RouteOptions } from '../../route-options.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const NANOSECONDS = 1e9;
const MICROSECONDS = 1e6;

/** Requests by method, pattern and status: patterns, so that no path of anybody's becomes a name. */
function createRequestCount(app: FastifyInstance) {
  const counts = new Map<string, { labels: Record<string, string>; value: number }>();
  const duration = createHistogram(SECONDS);
  app.addHook('onResponse', ({ method, routeOptions, is404 }, reply, done) => {
    const route = is404 ? '' : (routeOptions.url ?? '');
    const key = `${method} ${route} ${reply.statusCode}`;
    const found = counts.get(key);
    if (found === undefined) counts.set(key, { labels: { method, route, status: String(reply.statusCode) }, value: 1 });
    else found.value += 1;
    duration.observe(reply.elapsedTime / 1_000);
    done();
  });
  return (): Metric[] => [
    {
      name: 'arena_http_requests_total',
      help: 'Requests answered',
      type: 'counter',
      samples: [...counts.values()],
    },
    {
      name: 'arena_http_request_duration_seconds',
      help: 'From a request’s head to the end of its answer',
      type: 'histogram',
      samples: duration.samples(),
    },
  ];
}

const gauge = (name: string, help: string, value: number): Metric => ({
  name,
  help,
  type: 'gauge',
  samples: [{ value }],
});

function processMetrics(lagSeconds: number): Metric[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const cpu = { value: (user + system) / MICROSECONDS };
  return [
    gauge('process_resident_memory_bytes', 'Memory of the process', rss),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use', heapUsed),
    { name: 'process_cpu_seconds_total', help: 'Time of the processor', type: 'counter', samples: [cpu] },
    gauge('nodejs_eventloop_lag_p99_seconds', 'How late timers are, 99th percentile since the last look', lagSeconds),
  ];
}

export function addMetricsRoute(app: FastifyInstance, options: RouteOptions): void {
  const { arena, drafts, streams, gauges } = options;
  const requests = createRequestCount(app);
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  app.addHook('onClose', async () => void lag.disable());

  app.get(
    '/metrics',
    {
      schema: {
        tags: ['Service'],
        operationId: 'getMetrics',
        summary: 'Figures of the process, as Prometheus reads them',
        response: textAnswer('The figures', 'text/plain'),
      },
    },
    async (_request, reply) => {
      const markets = await arena.engine.markets();
      const lagSeconds = Number.isFinite(lag.percentile(99)) ? lag.percentile(99) / NANOSECONDS : 0;
      lag.reset();
      const more = Object.entries(gauges?.() ?? {}).map(([name, value]) =>
        gauge(`arena_${name}`, name.replaceAll('_', ' '), value),
      );
      reply.header('content-type', 'text/plain; version=0.0.4; charset=utf-8');
      return metricText([
        ...requests(),
        gauge('arena_markets', 'Markets in the store', markets.length),
        gauge('arena_event_streams', 'Event streams that are open', streams.openCount()),
        gauge('arena_draft_runs', 'Draft runs and syntax checks under way', drafts.running()),
        ...more,
        ...processMetrics(lagSeconds),
      ]);
    },
  );
}
