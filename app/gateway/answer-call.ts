import type { Conformity } from './conformity';
import type { Reply } from './connection';
import { messages } from './messages/v16';
import type { Fields, MessageContext } from './messages/v16/message';

/** Answers one CALL of a station: tolerant of what it says, strict in what we say. */
export async function answerCall(
  conformity: Conformity,
  context: MessageContext,
  action: string,
  fields: Fields,
): Promise<Reply> {
  const handler = messages.get(action);
  if (!handler) {
    const code = conformity.knows(`${action}Request`) ? 'NotSupported' : 'NotImplemented';
    return { ok: false, code, description: `${action} is not handled here` };
  }
  const payload = await handler(context, fields);
  const flaw = conformity.flawOf(`${action}Response`, payload);
  if (flaw) throw new Error(`our answer does not conform: ${flaw}`);
  return { ok: true, payload };
}
