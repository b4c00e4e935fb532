import { startSession } from '~/use-cases/gateway/start-session.server';
import { instantOf, integerOf, type MessageHandler, textOf, transactionConnectorOf } from './message';

/** OCPP 1.6 §4.8: whatever the tag and whatever is missing, the answer carries a transaction's number. */
export const startTransaction: MessageHandler = async (context, fields) => {
  const meterStartWh = integerOf(fields.meterStart);
  if (meterStartWh === null) context.note('meterStart missing');
  const started = await startSession(context.deps, context.station, {
    connectorId: transactionConnectorOf(context, fields.connectorId),
    idTag: textOf(fields.idTag) ?? '',
    meterStartWh: meterStartWh ?? 0,
    startedAt: instantOf(context, fields.timestamp, 'timestamp'),
  });
  return { transactionId: started.transactionId, idTagInfo: { status: started.status } };
};
