import * as z from 'zod';
import type { ConnectionInput, PileLoad } from '~/domain/capacity/connection-input';
import { CAPACITY_PARAMETERS, type CapacityParameters } from '~/domain/capacity/parameters';
import type { Parameter } from '~/domain/shared/parameter';
import type { HostingQuestion } from '~/use-cases/shared/installation/sample-hosting';

export const ASSESS_HELP = `Usage: npm run assess -- --input site.json|- [--output verdict.json|-]

Proposes direct, ordered or upgrade for one more pile at a transformer, and counts how many more piles of the standard
rating fit: by the need factor ("hosting") and sampled over nights by the planner ("hostingCapacity").
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
                   "dwell"?: { "fromMinute": 1140, "toMinute": 420 } },
  "upgradeKva"?: number,                            rating after an upgrade, above ratedKva
  "service"?: { "energyShare"?: 0.99,               part of its energy that every car has on a good night
                "nightShare"?: 0.95,                part of the nights that are good
                "nights"?: 210, "seed"?: 1,         at least 20 and at most 2000; the same seed gives the same answer
                "most"?: 500 }                      counting ends here, at most 2000
}

Output: { "version": 1, "proposal": "direct" | "ordered" | "upgrade", "steps": [{ "name", "value", "unit",
  "limit", "ok", "formula", "source" }], "blockers", "unknown", "limitKw", "headroomKw", "demandKw",
  "loadRateBefore", "loadRateAfter", "phase", "maxKw", "remedies",
  "hosting": { "uncontrolled", "ordered", "capped" },
  "hostingCapacity": { "nights", "energyShare", "nightShare", "seed", "pileKw", "most", "hasCurve", "demand": { "isOwn", "source",
    "licence", "fromOn", "toOn", "stays" }, "upgradeKva" or null, "uncontrolled", "ordered", "upgraded" or null: each
    { "piles", "provenPiles", "goodNights", "goodShare": { "low", "high" },     95 % interval of the share of good nights
      "stoppedBy": { "place", "name", "phase", "weekday", "fromMinute", "toMinute", "missingKwh" } or null } },
  "parameters" }`;

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
  upgradeKva: z.number().positive().nullish(),
  service: z
    .strictObject({
      energyShare: z.number().positive().max(1),
      nightShare: z.number().positive().max(1),
      nights: z.number().int().min(20).max(2000),
      seed: z.number().int().nonnegative(),
      most: z.number().int().min(1).max(2000),
    })
    .partial()
    .default({}),
});

export type ParsedSite =
  | { ok: true; input: ConnectionInput; question: Omit<HostingQuestion, 'computedAt' | 'isOwn'> }
  | { ok: false; errors: string[] };

/** A connection as the assessment takes it, or every error with its path. */
export function parseSite(value: unknown): ParsedSite {
  const parsed = siteSchema.safeParse(value);
  if (!parsed.success) {
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => `${pathOf(issue.path) || 'input'}: ${issue.message}`),
    };
  }
  const { transformer, piles, feeders, request, parameters, upgradeKva = null, service } = parsed.data;
  if (upgradeKva !== null && upgradeKva <= transformer.ratedKva)
    return { ok: false, errors: ['upgradeKva: must be above transformer.ratedKva'] };
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
    question: { upgradeKva, ...service },
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
