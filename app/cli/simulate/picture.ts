import { drawPanel, type Panel } from './picture-panel';
import { drawCaption, drawLegend } from './picture-words';
import type { Simulation } from './simulation';
import { shownStrategyId } from './strategies';
import type { Tariff } from './tariff';
import { formatDate, minutesPerDay, slotMinutes, slotsPerDay } from './wall-clock';

const width = 1120;
const height = 800;
const fonts = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif";

/**
 * Start of the `lengthSlots` from noon in which the most uncontrolled energy lies over the limit, then in which the most
 * is charged; the whole replay when it is shorter.
 */
export function busiestWindow(simulation: Simulation, lengthSlots: number): { start: number; end: number } {
  const { scenario, outcomes } = simulation;
  const charging = outcomes.get('uncontrolled')!.slotKw;
  if (scenario.slotCount < lengthSlots + slotsPerDay / 2) {
    return { start: 0, end: Math.min(scenario.slotCount, lengthSlots) };
  }
  let best = { start: 0, overKw: -1, sumKw: -1 };
  for (let start = slotsPerDay / 2; start + lengthSlots <= scenario.slotCount; start += slotsPerDay) {
    let overKw = 0;
    let sumKw = 0;
    for (let slot = start; slot < start + lengthSlots; slot++) {
      overKw += Math.max(0, charging[slot]! + scenario.baseKw[slot]! - scenario.limitKw);
      sumKw += charging[slot]!;
    }
    if (overKw > best.overKw || (overKw === best.overKw && sumKw > best.sumKw))
      best = { start, overKw, sumKw };
  }
  return { start: best.start, end: best.start + lengthSlots };
}

/** The busiest 24 hours and the busiest week as one SVG text; times are the wall clock of the sessions. */
export function drawPicture(simulation: Simulation, tariff: Tariff): string {
  const { scenario, outcomes } = simulation;
  const uncontrolledKw = outcomes.get('uncontrolled')!.slotKw.map((kw, slot) => kw + scenario.baseKw[slot]!);
  const plannedKw = outcomes.get(shownStrategyId)!.slotKw.map((kw, slot) => kw + scenario.baseKw[slot]!);
  const day = busiestWindow(simulation, slotsPerDay);
  const week = busiestWindow(simulation, 7 * slotsPerDay);
  const dateOf = (slot: number) => formatDate(scenario.startAt + slot * slotMinutes);
  const panel = (
    span: { start: number; end: number },
    box: Panel['box'],
    detail: Panel['detail'],
  ): Panel => ({
    ...span,
    box,
    detail,
    startMinute: scenario.startAt + span.start * slotMinutes,
    limitKw: scenario.limitKw,
    baseKw: scenario.baseKw,
    plannedKw,
    uncontrolledKw,
    tariff,
  });
  const hoursShown = ((day.end - day.start) * slotMinutes) / 60;
  const weekDays = ((week.end - week.start) * slotMinutes) / minutesPerDay;
  const title = `最忙的 ${hoursShown} 小时：变压器负荷`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="${fonts}" font-size="13" fill="#17211d">`,
    `<title id="title">${title}</title>`,
    `<desc id="desc">The busiest ${hoursShown} hours: transformer load in kW, base load, planned charging, uncontrolled charging and the limit of ${scenario.limitKw} kW.</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="64" y="34" font-size="20" font-weight="600">${title}（kW）</text>`,
    `<text x="64" y="55" fill="#5c6762">The busiest ${hoursShown} hours: transformer load (kW), ${dateOf(day.start)} – ${dateOf(day.end - 1)}</text>`,
    drawLegend(64, 80, scenario.limitKw),
    drawPanel(panel(day, { left: 64, top: 122, width: 1020, height: 330 }, 'hours')),
    `<text x="64" y="516" font-size="15" font-weight="600">最忙的 ${weekDays} 天（kW） <tspan font-size="13" font-weight="400" fill="#5c6762">The busiest ${weekDays} days (kW)</tspan></text>`,
    drawPanel(panel(week, { left: 64, top: 530, width: 1020, height: 160 }, 'days')),
    drawCaption(64, 744, simulation),
    '</svg>',
    '',
  ].join('\n');
}
