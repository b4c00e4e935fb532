import * as z from 'zod';
import { type Finding, type Parsed, refuse } from './findings';
import { bandKinds, layBands, type Tariff } from './tariff';
import { parseTariffTable } from './tariff-table';

const jsonTariff = z.strictObject({
  name: z.string().min(1).optional(),
  bands: z
    .array(
      z.strictObject({
        kind: z.enum(bandKinds),
        start: z.string(),
        end: z.string(),
        priceYuanPerKwh: z.number(),
      }),
    )
    .min(1),
});

function parseTariffJson(text: string): Parsed<Tariff> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return refuse(0, `is not JSON: ${(error as Error).message}`);
  }
  const parsed = jsonTariff.safeParse(json);
  if (!parsed.success) {
    const findings: Finding[] = parsed.error.issues.map((issue) => ({
      line: 0,
      message: `${issue.path.join('.') || 'tariff'}: ${issue.message}`,
    }));
    return { ok: false, findings };
  }
  return layBands(
    parsed.data.name ?? 'tariff',
    parsed.data.bands.map((band) => ({ ...band, line: 0 })),
  );
}

/** Reads `{"name"?, "bands":[{"kind","start","end","priceYuanPerKwh"}]}` or a table of Chinese time-of-use rules. */
export function parseTariffFile(
  text: string,
  choice: { region: string; className: string | null },
): Parsed<Tariff> {
  return /^\uFEFF?\s*[{[]/.test(text) ? parseTariffJson(text) : parseTariffTable(text, choice);
}
