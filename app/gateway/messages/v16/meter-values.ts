import { integerOf, type MessageHandler, transactionIdOf } from './message';
import { samplesOf } from './samples';

/** OCPP 1.6 §4.7: answered once the readings are committed. */
export const meterValues: MessageHandler = async (context, fields) => {
  const samples = samplesOf(context, fields.meterValue);
  if (samples.length > 0) {
    await context.meters.add({
      station: context.station,
      connectorId: Math.max(0, integerOf(fields.connectorId) ?? 0),
      transactionId: transactionIdOf(fields.transactionId),
      samples,
    });
  }
  return {};
};
