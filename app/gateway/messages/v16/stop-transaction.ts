import { stopSession } from '~/use-cases/gateway/stop-session.server';
import { instantOf, integerOf, type MessageHandler, textOf, transactionIdOf } from './message';
import { samplesOf } from './samples';

/** OCPP 1.6 §4.10: a stop cannot be prevented, so it is always answered. Without a reason it was local. */
export const stopTransaction: MessageHandler = async (context, fields) => {
  const meterStopWh = integerOf(fields.meterStop);
  if (meterStopWh === null) context.note('meterStop missing');
  const stopped = await stopSession(context.deps, context.station, {
    transactionId: transactionIdOf(fields.transactionId),
    idTag: textOf(fields.idTag),
    meterStopWh,
    endedAt: instantOf(context, fields.timestamp, 'timestamp'),
    reason: textOf(fields.reason) ?? 'Local',
    samples: samplesOf(context, fields.transactionData),
  });
  return stopped.status === null ? {} : { idTagInfo: { status: stopped.status } };
};
