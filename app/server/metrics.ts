import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** What an operator of the system watches, in Prometheus form. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'linzhuang_http_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    outboxMessages: new Counter({
      name: 'linzhuang_outbox_messages_total',
      help: 'Messages taken from the outbox',
      labelNames: ['topic', 'result'],
      registers: [registry],
    }),
    planSeconds: new Histogram({
      name: 'linzhuang_plan_seconds',
      help: "Time to plan a compound's night",
      buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
      registers: [registry],
    }),
    /** Reports how many charge points are connected to this process whenever somebody looks. */
    watchStations(count: () => number): void {
      new Gauge({
        name: 'linzhuang_stations_online',
        help: 'Charge points connected to this process',
        registers: [registry],
        collect() {
          this.set(count());
        },
      });
    },
  };
}
