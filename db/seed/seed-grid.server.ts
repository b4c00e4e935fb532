import type { Trx } from '../client.server';
import { homeCurve } from './base-curve';
import { ids } from './story';

const transformers = [
  {
    compound: ids.compound,
    id: ids.transformers.one,
    code: 'T1',
    name: '1 号箱变（1–4 栋）',
    ownership: 'public',
    kva: 630,
    peakKw: 302,
    feeders: [
      { id: 'fd_lhy_11', code: 'T1-A', name: '地库 A 区东干线', limitKw: 140 },
      { id: 'fd_lhy_12', code: 'T1-B', name: '地库 A 区西干线', limitKw: 140 },
    ],
  },
  {
    compound: ids.compound,
    id: ids.transformers.two,
    code: 'T2',
    name: '2 号箱变（5–8 栋）',
    ownership: 'public',
    kva: 400,
    peakKw: 262,
    feeders: [
      { id: 'fd_lhy_21', code: 'T2-A', name: '地库 B 区东干线', limitKw: 100 },
      { id: 'fd_lhy_22', code: 'T2-B', name: '地库 B 区西干线', limitKw: 100 },
    ],
  },
  {
    compound: ids.neighbourCompound,
    id: ids.transformers.neighbour,
    code: 'T1',
    name: '1 号箱变',
    ownership: 'public',
    kva: 500,
    peakKw: 300,
    feeders: [{ id: 'fd_stl_11', code: 'T1-A', name: '地面干线', limitKw: 120 }],
  },
] as const;

/** Two transformers of the compound with their feeders and measured base load, and the neighbour's one. */
export async function seedGrid(trx: Trx, storyNow: string): Promise<void> {
  const measuredOn = storyNow.slice(0, 10).replace(/-\d\d-\d\d$/, '-08-05');
  for (const transformer of transformers) {
    await trx
      .insertInto('transformer')
      .values({
        compound_id: transformer.compound,
        id: transformer.id,
        code: transformer.code,
        name: transformer.name,
        ownership: transformer.ownership,
        rated_kva: transformer.kva,
        power_factor: 0.95,
        limit_rate: 0.8,
        base_peak_kw: transformer.peakKw,
        base_peak_on: measuredOn,
        base_peak_source: '配变监测终端，15 分钟最大需量',
        updated_at: storyNow,
      })
      .execute();
    await trx
      .insertInto('feeder')
      .values(
        transformer.feeders.map((feeder) => ({
          compound_id: transformer.compound,
          id: feeder.id,
          transformer_id: transformer.id,
          code: feeder.code,
          name: feeder.name,
          limit_kw: feeder.limitKw,
          phases: 'ABC',
        })),
      )
      .execute();
    await trx
      .insertInto('base_load')
      .values(
        (['workday', 'restday'] as const).map((dayKind) => ({
          compound_id: transformer.compound,
          transformer_id: transformer.id,
          day_kind: dayKind,
          points_kw: JSON.stringify(
            homeCurve(dayKind).map((share) => Math.round(share * transformer.peakKw * 10) / 10),
          ),
          measured_on: measuredOn,
          source: '配变监测终端，96 点负荷曲线',
        })),
      )
      .execute();
  }
}

/** Feeder of a parking space by its number: zone A on the first transformer, zone B on the second. */
export function feederOfSpace(number: number): string {
  if (number <= 60) return 'fd_lhy_11';
  if (number <= 120) return 'fd_lhy_12';
  return number <= 180 ? 'fd_lhy_21' : 'fd_lhy_22';
}
