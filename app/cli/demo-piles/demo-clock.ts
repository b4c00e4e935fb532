export interface SharedClock {
  now(): number;
  reset(): Promise<void>;
}

export type ClockVerdict = { ok: true; clock: SharedClock } | { ok: false; message: string };

/** Sets the server's demonstration clock and returns one that runs along with it. */
export async function warpServerClock(origin: string, startAt: string, speed: number): Promise<ClockVerdict> {
  const answer = await post(origin, { startAt, speed });
  if (!answer.ok) return answer;
  const startMs = Date.parse(answer.now);
  const realMs = Date.now();
  return {
    ok: true,
    clock: {
      now: () => startMs + (Date.now() - realMs) * speed,
      reset: async () => void (await post(origin, { reset: true })),
    },
  };
}

async function post(
  origin: string,
  body: object,
): Promise<{ ok: true; now: string } | { ok: false; message: string }> {
  let response: Response;
  try {
    response = await fetch(`${origin}/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    });
  } catch {
    return { ok: false, message: `no server answers at ${origin}; start it with "npm start"` };
  }
  if (!response.ok) {
    const why =
      response.status === 404 ? 'it must run with DEMO=on on this machine' : `it answered ${response.status}`;
    return { ok: false, message: `the server at ${origin} does not let its clock be set: ${why}` };
  }
  const { now } = (await response.json()) as { now: string };
  return { ok: true, now };
}
