/** OCPP-J 1.6 §4.2: the frames of its remote procedure calls. */
export type Frame =
  | { kind: 'call'; id: string; action: string; payload: unknown }
  | { kind: 'result'; id: string; payload: unknown }
  | { kind: 'error'; id: string; code: string; description: string; details: unknown };

export type FrameVerdict =
  | { ok: true; frame: Frame; nonconformity: string | null }
  /** `answerTo` is the id that a CALLERROR can name; null where there is none. */
  | { ok: false; reason: 'not-json' | 'not-a-frame' | 'unknown-type'; answerTo: string | null };

/** The codes we answer with. 1.6 spells OccurenceConstraintViolation with one r (OCPP-J 1.6 §4.2.3). */
export type ErrorCode =
  | 'NotImplemented'
  | 'NotSupported'
  | 'InternalError'
  | 'ProtocolError'
  | 'SecurityError'
  | 'FormationViolation'
  | 'PropertyConstraintViolation'
  | 'OccurenceConstraintViolation'
  | 'TypeConstraintViolation'
  | 'GenericError';

const CALL = 2;
const CALLRESULT = 3;
const CALLERROR = 4;
const ID_MAX = 36;
const ID_LIMIT = 256;

/** Reads one text frame; a flaw that leaves the meaning clear is named, not refused. */
export function parseFrame(text: string): FrameVerdict {
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'not-json', answerTo: null };
  }
  if (!Array.isArray(parts) || parts.length < 3) return { ok: false, reason: 'not-a-frame', answerTo: null };
  const [type, rawId] = parts;
  const id = typeof rawId === 'number' ? String(rawId) : rawId;
  if (typeof id !== 'string' || id.length === 0 || id.length > ID_LIMIT) {
    return { ok: false, reason: 'not-a-frame', answerTo: null };
  }
  const flaw =
    typeof rawId === 'number'
      ? 'message id is a number'
      : id.length > ID_MAX
        ? 'message id longer than 36'
        : null;
  if (type === CALL) return readCall(id, parts, flaw);
  if (type === CALLRESULT)
    return { ok: true, frame: { kind: 'result', id, payload: parts[2] }, nonconformity: flaw };
  if (type === CALLERROR) {
    const [, , code, description, details] = parts;
    const frame: Frame = {
      kind: 'error',
      id,
      code: String(code),
      description: typeof description === 'string' ? description : '',
      details: details ?? {},
    };
    return { ok: true, frame, nonconformity: flaw };
  }
  return { ok: false, reason: 'unknown-type', answerTo: null };
}

function readCall(id: string, parts: unknown[], flaw: string | null): FrameVerdict {
  const [, , action, payload] = parts;
  if (typeof action !== 'string') return { ok: false, reason: 'not-a-frame', answerTo: id };
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  if (payload !== undefined && payload !== null && !isObject) {
    return { ok: false, reason: 'not-a-frame', answerTo: id };
  }
  const nonconformity = isObject ? flaw : (flaw ?? 'call without a payload');
  return { ok: true, frame: { kind: 'call', id, action, payload: payload ?? {} }, nonconformity };
}

export function encodeCall(id: string, action: string, payload: object): string {
  return JSON.stringify([CALL, id, action, payload]);
}

export function encodeResult(id: string, payload: object): string {
  return JSON.stringify([CALLRESULT, id, payload]);
}

export function encodeError(id: string, code: ErrorCode, description: string): string {
  return JSON.stringify([CALLERROR, id, code, description.slice(0, 255), {}]);
}
