import { describe, expect, it } from 'vitest';
import { loadConformity } from '~/gateway/conformity';
import { encodeError, parseFrame } from '~/gateway/frame';
import { maskSecrets } from '~/gateway/frame-log';
import { readPassword } from '~/gateway/handshake';
import { createInboundQueue } from '~/gateway/inbound-queue';
import { createOutboundCalls } from '~/gateway/outbound-calls';

describe('a frame', () => {
  it('is a call, a result or an error', () => {
    expect(parseFrame('[2,"a","Heartbeat",{}]')).toMatchObject({
      ok: true,
      frame: { kind: 'call', action: 'Heartbeat' },
    });
    expect(parseFrame('[3,"a",{}]')).toMatchObject({ ok: true, frame: { kind: 'result' } });
    expect(parseFrame('[4,"a","OccurrenceConstraintViolation"]')).toMatchObject({
      ok: true,
      frame: { kind: 'error', code: 'OccurrenceConstraintViolation', description: '' },
    });
  });

  it('with a long message id is noted and used', () => {
    expect(parseFrame(`[2,"${'x'.repeat(40)}","Heartbeat",{}]`)).toMatchObject({
      ok: true,
      nonconformity: 'message id longer than 36',
    });
  });

  it('spells an error code of ours as 1.6 does', () => {
    expect(encodeError('a', 'OccurenceConstraintViolation', '')).toBe(
      '[4,"a","OccurenceConstraintViolation","",{}]',
    );
  });
});

describe('the official schemas', () => {
  it('find flaws and additional fields without touching what they check', async () => {
    const conformity = await loadConformity();
    const payload = { idTag: 'x', vendor: { a: 1 } };
    expect(conformity.flawOf('AuthorizeRequest', payload)).toContain('additional fields');
    expect(payload).toEqual({ idTag: 'x', vendor: { a: 1 } });
    expect(conformity.flawOf('AuthorizeRequest', {})).toContain('idTag');
    expect(conformity.flawOf('AuthorizeRequest', { idTag: 'x' })).toBeNull();
    expect(conformity.flawOf('__proto__', {})).toBeNull();
    expect(conformity.knows('ResetRequest')).toBe(true);
    expect(conformity.knows('toString')).toBe(false);
  });

  it('are not put off by a field named __proto__', async () => {
    const conformity = await loadConformity();
    const payload = JSON.parse('{"idTag":"x","__proto__":{"idTag":"y"}}');
    expect(conformity.flawOf('AuthorizeRequest', payload)).toContain('additional fields');
  });
});

describe('what the frame log keeps', () => {
  it('has no tag and no key in clear', () => {
    expect(maskSecrets('[2,"a","Authorize",{"idTag":"LZ0001"}]')).toBe(
      '[2,"a","Authorize",{"idTag":"***01"}]',
    );
    expect(maskSecrets('{"key":"AuthorizationKey","value":"AABB"}')).toBe(
      '{"key":"AuthorizationKey","value":"***"}',
    );
    expect(maskSecrets('{"value":"AABB","key":"AuthorizationKey"}')).toBe(
      '{"value":"***","key":"AuthorizationKey"}',
    );
    expect(maskSecrets('{"key":"HeartbeatInterval","value":"5"}')).toBe(
      '{"key":"HeartbeatInterval","value":"5"}',
    );
  });
});

describe('the password of a handshake', () => {
  const header = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it('is what follows the identity and a colon, colons included', () => {
    expect(Buffer.from(readPassword(header('P1:a:b'), 'P1') ?? []).toString()).toBe('a:b');
    expect(Buffer.from(readPassword(header('OLD:1:pw'), 'OLD:1') ?? []).toString()).toBe('pw');
  });

  it('is none for another name, an empty password, another scheme or an endless header', () => {
    expect(readPassword(header('P2:a'), 'P1')).toBeNull();
    expect(readPassword(header('P1:'), 'P1')).toBeNull();
    expect(readPassword('Bearer abc', 'P1')).toBeNull();
    expect(readPassword(header(`P1:${'x'.repeat(2000)}`), 'P1')).toBeNull();
  });
});

describe('the inbound queue', () => {
  it('waits for its start, holds the sender back when full and lets it go on when worked off', async () => {
    const log: string[] = [];
    const queue = createInboundQueue<number>({
      pauseAt: 3,
      resumeAt: 1,
      handle: async (item) => void log.push(String(item)),
      pause: () => log.push('pause'),
      resume: () => log.push('resume'),
    });
    for (const item of [1, 2, 3]) queue.push(item);
    expect(log).toEqual(['pause']);
    queue.start();
    await queue.idle();
    expect(log).toEqual(['pause', '1', '2', 'resume', '3', 'resume']);
  });
});

describe('outbound calls', () => {
  it('go out one at a time and end when the connection does', async () => {
    const sent: string[] = [];
    const calls = createOutboundCalls(1000, (text) => Boolean(sent.push(text)));
    const first = calls.call('Reset', { type: 'Soft' });
    const second = calls.call('Reset', { type: 'Hard' });
    await Promise.resolve();
    expect(sent).toHaveLength(1);
    expect(calls.settle('another', { kind: 'timeout' })).toBeNull();
    calls.settle(JSON.parse(sent[0] ?? '')[1], { kind: 'result', payload: {} });
    expect(await first).toEqual({ kind: 'result', payload: {} });
    calls.closeAll();
    expect(await second).toEqual({ kind: 'closed' });
    expect(await calls.call('Reset', {})).toEqual({ kind: 'closed' });
  });
});
