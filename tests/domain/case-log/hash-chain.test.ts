import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue } from '~/domain/case-log/canonical-json';
import { GENESIS_HASH, type LinkedEvent, linkEvent, verifyChain } from '~/domain/case-log/hash-chain';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function chainOf(payloads: readonly JsonValue[], caseId = 'case-1'): LinkedEvent[] {
  const events: LinkedEvent[] = [];
  for (const [index, payload] of payloads.entries()) {
    const event = {
      caseId,
      seq: index + 1,
      at: '2026-11-21T00:00:00.000Z',
      kind: 'noted',
      actorId: 'p1',
      payload,
    };
    events.push(linkEvent(events.at(-1)?.hash ?? GENESIS_HASH, event, sha256));
  }
  return events;
}

const payloads = fc.array(fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>, {
  minLength: 2,
  maxLength: 8,
});
const chainAndPlace = payloads.chain((p) => fc.tuple(fc.constant(chainOf(p)), fc.nat({ max: p.length - 1 })));

describe('canonical JSON', () => {
  it('writes members in key order whatever order they came in', () => {
    expect(canonicalJson({ b: 1, a: [true, null, { d: '车位', c: undefined }] })).toBe(
      '{"a":[true,null,{"d":"车位"}],"b":1}',
    );
  });

  it('means the same value as the JSON it came from and is stable', () => {
    fc.assert(
      fc.property(fc.jsonValue() as fc.Arbitrary<JsonValue>, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('the hash chain of a case', () => {
  it('holds from the first event to the last', () => {
    fc.assert(
      fc.property(payloads, (p) => {
        const events = chainOf(p);
        const headHash = events.at(-1)!.hash;
        expect(verifyChain(events, sha256, { seq: events.length, hash: headHash })).toEqual({
          ok: true,
          length: events.length,
          headHash,
        });
      }),
    );
    expect(verifyChain([], sha256)).toEqual({ ok: true, length: 0, headHash: GENESIS_HASH });
  });

  it('names the event whose content was altered', () => {
    fc.assert(
      fc.property(
        chainAndPlace,
        fc.constantFrom('payload', 'at', 'kind', 'actorId', 'caseId', 'hash', 'prevHash'),
        ([events, at], field) => {
          const altered = events.with(at, { ...events[at]!, [field]: 'forged' });
          fc.pre(JSON.stringify(altered) !== JSON.stringify(events));
          expect(verifyChain(altered, sha256)).toEqual({ ok: false, seq: at + 1, reason: 'altered' });
        },
      ),
    );
  });

  it('names the event after one that was rewritten together with its hash', () => {
    fc.assert(
      fc.property(chainAndPlace, ([events, at]) => {
        fc.pre(at < events.length - 1);
        const rewritten = linkEvent(events[at]!.prevHash, { ...events[at]!, kind: 'forged' }, sha256);
        expect(verifyChain(events.with(at, rewritten), sha256)).toEqual({
          ok: false,
          seq: at + 2,
          reason: 'altered',
        });
      }),
    );
  });

  it('names the event that is missing from the middle', () => {
    fc.assert(
      fc.property(chainAndPlace, ([events, at]) => {
        fc.pre(at < events.length - 1);
        expect(verifyChain(events.toSpliced(at, 1), sha256)).toEqual({
          ok: false,
          seq: at + 1,
          reason: 'missing',
        });
      }),
    );
  });

  it('notices a cut-off tail and a wholly rewritten chain by the head written elsewhere', () => {
    const events = chainOf([1, 2, 3]);
    const head = { seq: 3, hash: events[2]!.hash };
    expect(verifyChain(events.slice(0, 2), sha256, head)).toEqual({ ok: false, seq: 3, reason: 'missing' });
    expect(verifyChain(chainOf([1, 2, 4]), sha256, head)).toEqual({ ok: false, seq: 3, reason: 'altered' });
    expect(verifyChain(events, sha256, { seq: 2, hash: events[1]!.hash })).toMatchObject({
      ok: true,
      length: 3,
    });
  });

  it('names the first place where two events changed places', () => {
    fc.assert(
      fc.property(chainAndPlace, fc.nat({ max: 7 }), ([events, a], second) => {
        const b = second % events.length;
        fc.pre(a !== b);
        const swapped = events.with(a, events[b]!).with(b, events[a]!);
        expect(verifyChain(swapped, sha256)).toEqual({
          ok: false,
          seq: Math.min(a, b) + 1,
          reason: 'reordered',
        });
      }),
    );
  });

  it('refuses an event spliced in twice, and an event of another case', () => {
    const events = chainOf(['a', 'b', 'c']);
    expect(verifyChain([events[0]!, events[0]!, events[1]!], sha256)).toEqual({
      ok: false,
      seq: 2,
      reason: 'reordered',
    });
    expect(verifyChain([events[0]!, events[0]!], sha256)).toEqual({ ok: false, seq: 2, reason: 'reordered' });
    const foreign = linkEvent(events[1]!.hash, { ...events[2]!, caseId: 'case-2' }, sha256);
    expect(verifyChain(events.with(2, foreign), sha256)).toEqual({ ok: false, seq: 3, reason: 'altered' });
  });
});
