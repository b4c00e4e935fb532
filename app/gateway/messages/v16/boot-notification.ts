import { recordBoot } from '~/use-cases/gateway/record-boot.server';
import { type MessageHandler, textOf } from './message';

/** OCPP 1.6 §4.2. Every station that got this far is known, so it is accepted. */
export const bootNotification: MessageHandler = async (context, fields) => {
  const boot = {
    vendor: textOf(fields.chargePointVendor) ?? '',
    model: textOf(fields.chargePointModel) ?? '',
    firmware: textOf(fields.firmwareVersion),
  };
  await recordBoot(context.deps, context.station, boot, context.boot);
  return { status: 'Accepted', currentTime: context.deps.clock(), interval: context.heartbeatIntervalS };
};
