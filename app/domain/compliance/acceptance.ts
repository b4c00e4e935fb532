import {
  type AcceptanceContext,
  type AcceptanceItem,
  type AcceptanceLimit,
  acceptanceItemsFor,
  acceptanceLimit,
} from './acceptance-items';

export type AcceptanceValue = number | boolean | string;
export type AcceptanceValues = Readonly<Record<string, AcceptanceValue | null | undefined>>;

export interface JudgedItem {
  readonly key: string;
  readonly value: AcceptanceValue;
  readonly unit: string;
  readonly limit: AcceptanceLimit;
  readonly ok: boolean;
  readonly defect: 'major' | 'minor' | null;
}

export type AcceptanceResult = 'pass' | 'pass-with-minor' | 'fail';

export type AcceptanceVerdict =
  | { ok: true; result: AcceptanceResult; items: JudgedItem[]; major: string[]; minor: string[] }
  | { ok: false; reason: 'incomplete'; missing: string[] }
  | { ok: false; reason: 'wrong-kind'; keys: string[] };

/** Judges the filled checklist: incomplete while a mandatory item lacks a value, fail on a major defect, each item with value and limit. */
export function judgeAcceptance(values: AcceptanceValues, context: AcceptanceContext): AcceptanceVerdict {
  const applicable = acceptanceItemsFor(context);
  const missing = applicable.filter((item) => item.mandatory && isBlank(values[item.key]));
  if (missing.length > 0)
    return { ok: false, reason: 'incomplete', missing: missing.map((item) => item.key) };

  const items: JudgedItem[] = [];
  const wrong: string[] = [];
  for (const item of applicable) {
    const value = values[item.key];
    if (isBlank(value)) continue;
    if (fitsKind(item, value)) items.push(judgeItem(item, value, acceptanceLimit(item, context)));
    else wrong.push(item.key);
  }
  if (wrong.length > 0) return { ok: false, reason: 'wrong-kind', keys: wrong };
  const keysWith = (defect: JudgedItem['defect']) =>
    items.filter((i) => i.defect === defect).map((i) => i.key);
  const major = keysWith('major');
  const minor = keysWith('minor');
  const result = major.length > 0 ? 'fail' : minor.length > 0 ? 'pass-with-minor' : 'pass';
  return { ok: true, result, items, major, minor };
}

function judgeItem(item: AcceptanceItem, value: AcceptanceValue, limit: AcceptanceLimit): JudgedItem {
  const defect = defectOf(item, value, limit);
  return { key: item.key, value, unit: item.unit, limit, ok: defect === null, defect };
}

function defectOf(
  item: AcceptanceItem,
  value: AcceptanceValue,
  limit: AcceptanceLimit,
): JudgedItem['defect'] {
  if (value === false) return item.severity;
  if (typeof value !== 'number') return null;
  if ((limit.min !== undefined && value < limit.min) || (limit.max !== undefined && value > limit.max)) {
    return item.severity;
  }
  return limit.minorMin !== undefined && value < limit.minorMin ? 'minor' : null;
}

function fitsKind(item: AcceptanceItem, value: AcceptanceValue): boolean {
  if (item.kind === 'yes-no') return typeof value === 'boolean';
  if (item.kind === 'text') return typeof value === 'string';
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isBlank(value: AcceptanceValue | null | undefined): value is null | undefined | '' {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}
