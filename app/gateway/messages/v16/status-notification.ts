import { recordStatus } from '~/use-cases/gateway/record-status.server';
import { instantOf, integerOf, type MessageHandler, textOf } from './message';

/** OCPP 1.6 §4.9. */
export const statusNotification: MessageHandler = async (context, fields) => {
  const connectorId = integerOf(fields.connectorId);
  const status = textOf(fields.status);
  if (connectorId === null || status === null) {
    context.note('connectorId or status missing: not stored');
    return {};
  }
  const errorCode = textOf(fields.errorCode);
  await recordStatus(context.deps, context.station, {
    connectorId,
    status,
    errorCode: errorCode === 'NoError' ? null : errorCode,
    statusAt: fields.timestamp === undefined ? null : instantOf(context, fields.timestamp, 'timestamp'),
  });
  return {};
};
