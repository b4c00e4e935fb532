import type { MessageHandler } from './message';

/** OCPP 1.6 §4.5: answered also where no update was asked for; the frame log keeps it. */
export const firmwareStatusNotification: MessageHandler = async () => ({});
