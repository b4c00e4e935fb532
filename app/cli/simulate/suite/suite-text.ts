import { strategyNames } from '../strategies';
import { align, describeFigures } from '../text-report';
import type { CaseResult } from './case-result';
import type { Gate } from './gates';
import type { SmallestTransformer } from './run-suite';

export function describeCase({ zh, en, limitKw, cars, figures }: CaseResult): string[] {
  return [`${zh} · ${en} (${limitKw.toFixed(1)} kW, ${cars} 次 sessions)`, ...describeFigures(figures), ''];
}

export function describeTransformers(transformers: readonly SmallestTransformer[]): string[] {
  const rows = transformers.map(({ strategyId, limitKw, alpha }) => {
    const { zh, en } = strategyNames[strategyId]!;
    return [zh, en, limitKw?.toFixed(1) ?? '–', alpha?.toFixed(3) ?? '–'];
  });
  return [
    '满足 99.9% 电量所需的最小充电容量 · smallest charging limit that serves 99.9 % of the energy',
    ...align([['策略', '', 'kW', '× 峰值'], ['strategy', '', '', '× peak'], ...rows]),
    '',
  ];
}

const gateNames: Record<Gate['name'], string> = {
  violation: '越限 over a limit, kWh',
  energy: '电量低于最紧先充 energy below least laxity, points',
  cost: '电费高于同电量的界 cost above the bound at that energy, %',
  floor: '6 A 的损失 lost to the 6 A floor, points',
  time: '决策 p99（CPU）decision p99, ms of CPU',
  objective: '目标值与 HiGHS 之差 objective against HiGHS, relative',
};

export function describeGates(gates: readonly Gate[]): string[] {
  const rows = gates.map(({ met, caseId, name, value, limit }) => [
    met ? '达到 met' : '未达 not met',
    `${caseId} · ${gateNames[name]}`,
    name === 'objective' ? value.toExponential(1) : value.toFixed(2),
    `≤ ${name === 'violation' ? 0 : limit}`,
  ]);
  const missed = gates.filter(({ met }) => !met).length;
  return [
    `目标 ${gates.length} 项，未达 ${missed} 项 · ${gates.length} gates, ${missed} not met`,
    ...align(rows),
  ];
}
