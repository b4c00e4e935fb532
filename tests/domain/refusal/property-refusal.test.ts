import { describe, expect, it } from 'vitest';
import {
  judgeRefusal,
  REFUSAL_REASONS,
  REFUSAL_RULES,
  type Refusal,
} from '~/domain/refusal/property-refusal';

const refusal = (rest: Partial<Refusal>): Refusal => ({
  reason: 'capacity',
  explanation: '台区夏季峰值负载率 91 %',
  evidence: [{ kind: 'load-rate-record', documentId: 'd1' }],
  loadRate: 0.91,
  missingDocuments: [],
  ...rest,
});

describe('a property’s refusal', () => {
  it('for capacity stands on a measured load rate above 80 %', () => {
    expect(judgeRefusal(refusal({}))).toEqual({ ok: true, reason: 'capacity' });
    expect(judgeRefusal(refusal({ loadRate: 0.8 }))).toEqual({
      ok: false,
      reason: 'load-rate-too-low',
      loadRate: 0.8,
      minimum: 0.8,
    });
    expect(judgeRefusal(refusal({ loadRate: null }))).toEqual({ ok: false, reason: 'load-rate-missing' });
    expect(judgeRefusal(refusal({ evidence: [] }))).toEqual({
      ok: false,
      reason: 'evidence-missing',
      anyOf: ['load-rate-record'],
    });
  });

  it('for fire needs a written document of the fire authority or the utility, not an opinion', () => {
    const fire = { reason: 'fire-conditions', explanation: '感觉不安全' };
    expect(judgeRefusal(refusal(fire))).toMatchObject({ reason: 'evidence-missing' });
    const written = { ...fire, evidence: [{ kind: 'utility-document', documentId: 'd2' }] } as const;
    expect(judgeRefusal(refusal(written))).toMatchObject({ ok: true });
  });

  it('for missing documents must name them', () => {
    const documents = { reason: 'documents-missing', evidence: [] };
    expect(judgeRefusal(refusal(documents))).toEqual({ ok: false, reason: 'missing-documents-unnamed' });
    expect(judgeRefusal(refusal({ ...documents, missingDocuments: ['车位产权证'] }))).toMatchObject({
      ok: true,
    });
  });

  it('because another owner objects is no refusal but a case for mediation', () => {
    expect(judgeRefusal(refusal({ reason: 'owner-objection' }))).toEqual({
      ok: false,
      reason: 'objection-needs-mediation',
    });
  });

  it('for a reason outside the list, or without words, is void', () => {
    expect(judgeRefusal(refusal({ reason: 'not-convenient' }))).toEqual({
      ok: false,
      reason: 'unknown-reason',
    });
    expect(judgeRefusal(refusal({ explanation: ' ' }))).toEqual({ ok: false, reason: 'explanation-missing' });
  });

  it('with evidence of the wrong kind or without a document is void for every ground that needs evidence', () => {
    for (const reason of REFUSAL_REASONS) {
      const { anyOf } = REFUSAL_RULES[reason];
      if (anyOf.length === 0) continue;
      const blank = anyOf.map((kind) => ({ kind, documentId: '' }));
      expect(judgeRefusal(refusal({ reason, evidence: blank }))).toEqual({
        ok: false,
        reason: 'evidence-missing',
        anyOf,
      });
      for (const kind of anyOf) {
        expect(judgeRefusal(refusal({ reason, evidence: [{ kind, documentId: 'd' }] }))).toEqual({
          ok: true,
          reason,
        });
      }
    }
  });
});
