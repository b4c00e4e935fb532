import type { MessageHandler } from './message';

/** OCPP 1.6 §4.4: answered also where no diagnostics were asked for; the frame log keeps it. */
export const diagnosticsStatusNotification: MessageHandler = async () => ({});
