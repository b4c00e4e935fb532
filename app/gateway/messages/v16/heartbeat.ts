import type { MessageHandler } from './message';

/** OCPP 1.6 §4.6. That the station lives is written by the gateway's own round, for all stations at once. */
export const heartbeat: MessageHandler = async (context) => ({ currentTime: context.deps.clock() });
