import type { Parameter } from '../shared/parameter';

/** The only grounds on which a property manager may refuse; another owner's objection goes to mediation instead. */
export const REFUSAL_REASONS = [
  'capacity',
  'fire-conditions',
  'no-right-to-space',
  'civil-defence-space',
  'route-not-agreed',
  'documents-missing',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export type EvidenceKind =
  | 'load-rate-record'
  | 'fire-authority-document'
  | 'utility-document'
  | 'space-register'
  | 'civil-defence-document'
  | 'route-drawing';

export interface RefusalRule {
  readonly name: string;
  readonly english: string;
  readonly anyOf: readonly EvidenceKind[];
}

export const REFUSAL_RULES: Readonly<Record<RefusalReason, RefusalRule>> = {
  capacity: {
    name: '变压器容量不足',
    english: 'Not enough transformer capacity',
    anyOf: ['load-rate-record'],
  },
  'fire-conditions': {
    name: '不具备消防条件',
    english: 'Fire conditions not met',
    anyOf: ['fire-authority-document', 'utility-document'],
  },
  'no-right-to-space': { name: '无车位使用权', english: 'No right to the space', anyOf: ['space-register'] },
  'civil-defence-space': {
    name: '人防车位条件不符',
    english: 'Civil-defence space conditions not met',
    anyOf: ['civil-defence-document'],
  },
  'route-not-agreed': {
    name: '公共区域路由未同意',
    english: 'Route through common parts not agreed',
    anyOf: ['route-drawing'],
  },
  'documents-missing': { name: '材料不齐', english: 'Documents missing', anyOf: [] },
};

/** At or below this load rate a property may not refuse for capacity. */
export const CAPACITY_REFUSAL_LOAD_RATE: Parameter<number> = {
  value: 0.8,
  unit: '',
  source: '常州市住房和城乡建设局 2023',
  certainty: 'second-hand',
};

export interface Evidence {
  readonly kind: EvidenceKind;
  readonly documentId: string;
}

export interface Refusal {
  readonly reason: string;
  readonly explanation: string;
  readonly evidence: readonly Evidence[];
  readonly loadRate: number | null;
  readonly missingDocuments: readonly string[];
}

export type RefusalVerdict =
  | { ok: true; reason: RefusalReason }
  | {
      ok: false;
      reason: 'unknown-reason' | 'objection-needs-mediation' | 'explanation-missing' | 'load-rate-missing';
    }
  | { ok: false; reason: 'load-rate-too-low'; loadRate: number; minimum: number }
  | { ok: false; reason: 'evidence-missing'; anyOf: readonly EvidenceKind[] }
  | { ok: false; reason: 'missing-documents-unnamed' };

/** Whether a refusal stands on a listed ground with the evidence that ground needs; load rate as a share, above 0.8 for capacity. */
export function judgeRefusal(
  refusal: Refusal,
  minimumLoadRate: number = CAPACITY_REFUSAL_LOAD_RATE.value,
): RefusalVerdict {
  if (refusal.reason === 'owner-objection') return { ok: false, reason: 'objection-needs-mediation' };
  const reason = REFUSAL_REASONS.find((known) => known === refusal.reason);
  if (!reason) return { ok: false, reason: 'unknown-reason' };
  if (refusal.explanation.trim() === '') return { ok: false, reason: 'explanation-missing' };
  if (reason === 'capacity') {
    if (refusal.loadRate === null || !Number.isFinite(refusal.loadRate))
      return { ok: false, reason: 'load-rate-missing' };
    if (refusal.loadRate <= minimumLoadRate) {
      return { ok: false, reason: 'load-rate-too-low', loadRate: refusal.loadRate, minimum: minimumLoadRate };
    }
  }
  if (reason === 'documents-missing' && !refusal.missingDocuments.some((name) => name.trim() !== '')) {
    return { ok: false, reason: 'missing-documents-unnamed' };
  }
  const { anyOf } = REFUSAL_RULES[reason];
  const shown = refusal.evidence.some(
    (piece) => anyOf.includes(piece.kind) && piece.documentId.trim() !== '',
  );
  return shown || anyOf.length === 0
    ? { ok: true, reason }
    : { ok: false, reason: 'evidence-missing', anyOf };
}
