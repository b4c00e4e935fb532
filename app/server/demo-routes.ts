import express from 'express';
import * as z from 'zod';
import type { DemoClock } from './demo-clock';

const body = z.union([
  z.object({ reset: z.literal(true) }),
  z.object({ startAt: z.iso.datetime(), speed: z.number().min(1).max(3600) }),
]);

/** `POST /demo/clock` from this machine only: runs the clock of a demonstration faster, or resets it. */
export function mountDemoClock(app: express.Express, clock: DemoClock, onChange: () => void): void {
  app.post('/demo/clock', express.json({ limit: '1kb' }), (request, response) => {
    const address = request.socket.remoteAddress ?? '';
    if (!/^(::1|127\.|::ffff:127\.)/.test(address)) {
      response.status(404).end();
      return;
    }
    const parsed = body.safeParse(request.body);
    if (!parsed.success) {
      const errors = parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        message: issue.message,
      }));
      response.status(400).json({ errors });
      return;
    }
    if ('reset' in parsed.data) clock.reset();
    else clock.warp(parsed.data.startAt, parsed.data.speed);
    onChange();
    response.json({ now: new Date(clock.nowMs()).toISOString() });
  });
}
