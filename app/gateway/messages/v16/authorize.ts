import { authoriseTag } from '~/use-cases/gateway/authorise-tag.server';
import { type MessageHandler, textOf } from './message';

/** OCPP 1.6 §4.1. */
export const authorize: MessageHandler = async (context, fields) => ({
  idTagInfo: { status: await authoriseTag(context.deps, context.station, textOf(fields.idTag) ?? '') },
});
