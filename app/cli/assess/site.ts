import * as z from 'zod';
import type { ConnectionInput, PileLoad } from '~/domain/capacity/connection-input';
import { CAPACITY_PARAMETERS, type CapacityParameters } from '~/domain/capacity/parameters';
import type { Parameter } from '~/domain/shared/parameter';

export const ASSESS_HELP = `Usage: npm run assess -- --input site.json|- [--output verdict.json|-]

Proposes direct, ordered or upgrade for one more pile at a transformer.
Exit status: 0 with a verdict, 2 for bad input, each error with its path on standard error.

Input (kW, kVA, m, mm²; ? marks what may be left out):
{
  "transformer": {
    "name"?: text, "ratedKva": number, "basePeakKw": number,   base is everything but the piles
    "measuredOn"?: "YYYY-MM-DD", "measuredBy"?: text,
    "baseCurveKw"?: 24 or 96 numbers from midnight,
    "phasePeakKw"?: { "A": number, "B": number, "C": number }
  },
  "piles"?: [{ "kw": number, "count"?: 1, "phaseCount"?: 1 or 3, "phases"?: ["A"], "orderable"?: true }],
  "feeders"?: [{ "name": text, "limitKw": number, "basePeakKw"?: 0, "piles"?: as above }],
  "request": { "kw": number, "phaseCount"?: 1 or 3, "orderable"?: true,
               "cable"?: { "lengthM": number, "sectionMm2": number } },
  "parameters"?: { "limitRate"?: 0.8, "powerFactor"?: 0.95, "needFactor"?: [{ "upTo": 4 or null, "kx": 1 }],
                   "voltageDropMax"?: 0.05, "unbalanceMax"?: 0.15, "energyPerDayKwh"?: 8,
                   "dwell"?: { "fromMinute": 1140, "toMinute": 420 } }
}

Output: { "version": 1, "proposal": "direct" | "ordered" | "upgrade", "steps": [{ "name", "value", "unit",
  "limit", "ok", "formula", "source" }], "blockers", "unknown", "limitKw", "headroomKw", "demandKw",
  "loadRateBefore", "loadRateAfter", "phase", "maxKw", "remedies",
  "hosting": { "uncontrolled", "ordered", "capped" }, "parameters" }`;

const phase = z.enum(['A', 'B', 'C']);
const phaseCount = z.union([z.literal(1), z.literal(3)]).default(1);

const pile = z.strictObject({
  kw: z.number(),
  count: z.number().int().min(1).max(5000).default(1),
  phaseCount,
  phases: z.array(phase).optional(),
  orderable: z.boolean().default(true),
});

const siteSchema = z.strictObject({
  transformer: z.strictObject({
    name: z.string().default(''),
    ratedKva: z.number(),
    basePeakKw: z.number(),
    measuredOn: z.iso.date().or(z.literal('')).default(''),
    measuredBy: z.string().default(''),
    baseCurveKw: z.array(z.number()).nullish(),
    phasePeakKw: z.strictObject({ A: z.number(), B: z.number(), C: z.number() }).nullish(),
  }),
  piles: z.array(pile).default([]),
  feeders: z
    .array(
      z.strictObject({
        name: z.string(),
        limitKw: z.number(),
        basePeakKw: z.number().default(0),
        piles: z.array(pile).default([]),
      }),
    )
    .default([]),
  request: z.strictObject({
    kw: z.number(),
    phaseCount,
    orderable: z.boolean().default(true),
    cable: z.strictObject({ lengthM: z.number(), sectionMm2: z.number() }).nullish(),
  }),
  parameters: z
    .strictObject({
      limitRate: z.number(),
      powerFactor: z.number(),
      needFactor: z
        .array(
          z.strictObject({ upTo: z.number().int().positive().nullable(), kx: z.number().positive().max(1) }),
        )
        .min(1),
      voltageDropMax: z.number(),
      unbalanceMax: z.number(),
      energyPerDayKwh: z.number().nonnegative(),
      dwell: z.strictObject({
        fromMinute: z.number().int().min(0).max(1440),
        toMinute: z.number().int().min(0).max(1440),
      }),
    })
    .partial()
    .default({}),
});

export type ParsedSite = { ok: true; input: ConnectionInput } | { ok: false; errors: string[] };

/** A connection as the assessment takes it, or every error with its path. */
export function parseSite(value: unknown): ParsedSite {
  const parsed = siteSchema.safeParse(value);
  if (!parsed.success) {
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => `${pathOf(issue.path) || 'input'}: ${issue.message}`),
    };
  }
  const { transformer, piles, feeders, request, parameters } = parsed.data;
  return {
    ok: true,
    input: {
      transformer: {
        ...transformer,
        baseCurveKw: transformer.baseCurveKw ?? null,
        phasePeakKw: transformer.phasePeakKw ?? null,
      },
      piles: piles.flatMap(asLoads),
      feeders: feeders.map((feeder) => ({ ...feeder, piles: feeder.piles.flatMap(asLoads) })),
      request: { ...request, cable: request.cable ?? null },
      parameters: withParameters(parameters),
    },
  };
}

function asLoads({ count, phases, ...rest }: z.infer<typeof pile>): PileLoad[] {
  return Array.from({ length: count }, () => ({ ...rest, phases: phases ?? null }));
}

function withParameters(given: { [K in keyof CapacityParameters]?: unknown }): CapacityParameters {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  const own = entries.map(([key, value]) => {
    const known = CAPACITY_PARAMETERS[key as keyof CapacityParameters] as Parameter<unknown>;
    return [key, { ...known, value, source: 'input', certainty: 'design' }];
  });
  return { ...CAPACITY_PARAMETERS, ...Object.fromEntries(own) };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part),
    '',
  );
}
