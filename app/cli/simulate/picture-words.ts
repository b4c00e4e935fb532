import type { Simulation } from './simulation';
import { shownStrategyId } from './strategies';

export const colours = {
  ink: '#17211d',
  muted: '#5c6762',
  line: '#dfe5e2',
  base: '#b9c2be',
  planned: '#0a7d5a',
  uncontrolled: '#b25e09',
};

const legendStep = 256;

function legendEntry(x: number, y: number, mark: string, zh: string, en: string): string {
  return `${mark}<text x="${x + 34}" y="${y + 5}">${zh} <tspan fill="${colours.muted}">${en}</tspan></text>`;
}

export function drawLegend(left: number, top: number, limitKw: number): string {
  const at = (k: number) => left + k * legendStep;
  const block = (x: number, fill: string) =>
    `<rect x="${x}" y="${top - 7}" width="26" height="14" fill="${fill}"/>`;
  const stroke = (x: number, style: string) => `<path d="M${x} ${top}h26" fill="none" ${style}/>`;
  return [
    legendEntry(at(0), top, block(at(0), colours.planned), '计划充电', 'planned charging'),
    legendEntry(at(1), top, block(at(1), colours.base), '居民用电', 'base load'),
    legendEntry(
      at(2),
      top,
      stroke(at(2), `stroke="${colours.uncontrolled}" stroke-width="1.4"`),
      '不控制时',
      'uncontrolled',
    ),
    legendEntry(
      at(3),
      top,
      stroke(at(3), `stroke="${colours.ink}" stroke-width="2" stroke-dasharray="7 4"`),
      `限值 ${limitKw} kW`,
      'limit',
    ),
  ].join('\n');
}

/** Two lines that say in figures of the whole replay what the curves show. */
export function drawCaption(left: number, top: number, simulation: Simulation): string {
  const find = (id: string) => simulation.figures.find((figures) => figures.id === id)!;
  const free = find('uncontrolled');
  const ours = find(shownStrategyId);
  const price = (yuan: number | null) => (yuan ?? 0).toFixed(3);
  const { days } = simulation.scenario;
  const zh = `全程 ${days} 天：不控制 峰值 ${free.peakKw.toFixed(0)} kW，越限 ${free.violationKwh.toFixed(0)} kWh，${price(free.yuanPerKwh)} 元/kWh；邻桩 峰值 ${ours.peakKw.toFixed(0)} kW，越限 ${ours.violationKwh.toFixed(0)} kWh，满足电量 ${ours.energyMetPct.toFixed(2)}%，${price(ours.yuanPerKwh)} 元/kWh。`;
  const en = `All ${days} days: uncontrolled peaks at ${free.peakKw.toFixed(0)} kW with ${free.violationKwh.toFixed(0)} kWh over the limit at ${price(free.yuanPerKwh)} yuan/kWh; Linzhuang at ${ours.peakKw.toFixed(0)} kW with ${ours.violationKwh.toFixed(0)} kWh, ${ours.energyMetPct.toFixed(2)}% of the energy, ${price(ours.yuanPerKwh)} yuan/kWh.`;
  return `<text x="${left}" y="${top}" font-size="14">${zh}</text>\n<text x="${left}" y="${top + 22}" fill="${colours.muted}">${en}</text>`;
}
