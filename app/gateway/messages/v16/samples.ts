import { type MeterSample, type RawSample, readSample } from '~/domain/gateway/meter-sample';
import { type Fields, instantOf, type MessageContext } from './message';

/** The readings of a list of MeterValue; one that cannot be read is noted and left out, the others stay. */
export function samplesOf(context: MessageContext, meterValues: unknown): MeterSample[] {
  if (!Array.isArray(meterValues)) return [];
  const samples: MeterSample[] = [];
  for (const meterValue of meterValues as (Fields | null)[]) {
    if (typeof meterValue !== 'object' || meterValue === null) continue;
    const sampledAt = instantOf(context, meterValue.timestamp, 'meterValue.timestamp');
    const sampled = Array.isArray(meterValue.sampledValue) ? meterValue.sampledValue : [];
    for (const raw of sampled as (RawSample | null)[]) {
      if (typeof raw !== 'object' || raw === null) continue;
      const verdict = readSample(raw, sampledAt);
      if (verdict.ok) samples.push(verdict.sample);
      else context.note(`sampledValue left out: ${verdict.reason}`);
    }
  }
  return samples;
}
