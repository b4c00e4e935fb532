import type { MessageHandler } from './message';

/** OCPP 1.6 §4.3: we have agreed on nothing with any vendor. */
export const dataTransfer: MessageHandler = async () => ({ status: 'UnknownVendorId' });
