import type { Parameter } from '../shared/parameter';
import type { AcceptanceResult } from './acceptance';
import type { PileKind } from './acceptance-items';

/** Fixed and portable supply equipment installed from this date on needs a CCC certificate. */
export const CCC_REQUIRED_FROM: Parameter<string> = {
  value: '2026-08-01',
  unit: '',
  source: '市场监管总局公告，新华社 2025-01 转引',
  certainty: 'second-hand',
};

export interface EnergisingContext {
  readonly acceptance: AcceptanceResult | null;
  readonly meterNumber: string | null;
  readonly pileKind: PileKind;
  readonly subsidised: boolean;
  readonly tradeSettlement: boolean;
  readonly verification: { readonly certificateNumber: string; readonly validUntilOn: string } | null;
  readonly platformLinkedAt: string | null;
  readonly cccNumber: string | null;
  readonly installedOn: string;
  readonly energiseOn: string;
}

export type EnergisingGate =
  | 'acceptance-missing'
  | 'acceptance-failed'
  | 'meter-number'
  | 'verification-missing'
  | 'verification-expired'
  | 'platform-link'
  | 'ccc-certificate';

/** The gates still shut before a pile may be energised, empty when all are open; a verification is valid through its last date. */
export function energisingGates(
  context: EnergisingContext,
  cccRequiredFromOn: string = CCC_REQUIRED_FROM.value,
): EnergisingGate[] {
  const gates: EnergisingGate[] = [];
  if (context.acceptance === null) gates.push('acceptance-missing');
  if (context.acceptance === 'fail') gates.push('acceptance-failed');
  if (isBlank(context.meterNumber)) gates.push('meter-number');
  // 计量法 art. 9: an instrument for trade settlement is not used without valid verification.
  if (context.tradeSettlement) {
    if (!context.verification || isBlank(context.verification.certificateNumber))
      gates.push('verification-missing');
    else if (context.verification.validUntilOn < context.energiseOn) gates.push('verification-expired');
  }
  const needsPlatform =
    context.pileKind === 'public' || (context.pileKind === 'shared' && context.subsidised);
  if (needsPlatform && context.platformLinkedAt === null) gates.push('platform-link');
  if (context.installedOn >= cccRequiredFromOn && isBlank(context.cccNumber)) gates.push('ccc-certificate');
  return gates;
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}
