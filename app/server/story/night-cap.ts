import { capTransformer } from '~/use-cases/capacity/cap-transformer.server';
import { ids } from '~db/seed/story';
import { actingStaff, done, type Scene, type Stage } from './stage';

const CAP_KW = 102;

/** The utility holds the second transformer down for part of the coming night, so that its cars share what is left of it. */
export function nightCap(stage: Stage): Scene[] {
  return [
    {
      at: stage.day(1, '15:20'),
      play: async () => {
        stage.nameNext('limit', 'limit_lhy_tonight');
        done(
          await capTransformer(stage.deps, actingStaff('gongdian'), {
            transformerId: ids.transformers.two,
            fromAt: stage.day(-1, '00:45'),
            toAt: stage.day(-1, '05:30'),
            capKw: CAP_KW,
            reason: '10 千伏线路检修转供，夜间限制 2 号箱变负荷',
          }),
        );
      },
    },
  ];
}
