import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { timeFromMinute } from '~/domain/shared/local-time';
import { colours } from './picture-words';
import type { BandKind, Tariff } from './tariff';
import { formatDate, type LocalMinute, minutesPerDay, slotMinutes, slotsPerDay } from './wall-clock';

/** One set of axes over the slots `[start, end)`. Loads are of the whole transformer, kW a slot. */
export interface Panel {
  start: number;
  end: number;
  box: { left: number; top: number; width: number; height: number };
  detail: 'hours' | 'days';
  startMinute: LocalMinute;
  limitKw: number;
  baseKw: Float64Array;
  plannedKw: Float64Array;
  uncontrolledKw: Float64Array;
  tariff: Tariff;
}

type Scale = ScaleLinear<number, number>;

const bandLooks: Record<BandKind, { tint: string; zh: string }> = {
  'deep-valley': { tint: '#cfe6da', zh: '深谷' },
  valley: { tint: '#e4f2eb', zh: '谷' },
  flat: { tint: '#f1f3f2', zh: '平' },
  peak: { tint: '#fcf1dc', zh: '峰' },
  sharp: { tint: '#fae0dd', zh: '尖' },
};

const narrowestLabelPx = 40;

function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Outline of a load that is constant within each slot. */
function steps(panel: Panel, load: Float64Array, x: Scale, y: Scale): string {
  const parts = [`M${px(x(panel.start))} ${px(y(load[panel.start]!))}`];
  for (let slot = panel.start; slot < panel.end; slot++) {
    parts.push(`V${px(y(load[slot]!))}H${px(x(slot + 1))}`);
  }
  return parts.join('');
}

function area(panel: Panel, load: Float64Array, x: Scale, y: Scale, fill: string): string {
  const floor = px(y(0));
  return `<path d="${steps(panel, load, x, y)}V${floor}H${px(x(panel.start))}Z" fill="${fill}"/>`;
}

function drawBands(panel: Panel, x: Scale): string[] {
  const { top, height } = panel.box;
  const bandAt = (slot: number) => panel.tariff.slots[slot % slotsPerDay]!;
  const drawn: string[] = [];
  for (let from = panel.start; from < panel.end; ) {
    const band = bandAt(from);
    let to = from + 1;
    while (
      to < panel.end &&
      bandAt(to).kind === band.kind &&
      bandAt(to).priceYuanPerKwh === band.priceYuanPerKwh
    )
      to++;
    const look = bandLooks[band.kind];
    const span = x(to) - x(from);
    drawn.push(
      `<rect x="${px(x(from))}" y="${top}" width="${px(span)}" height="${height}" fill="${look.tint}"/>`,
    );
    if (panel.detail === 'hours' && span >= narrowestLabelPx) {
      const price = span >= 2 * narrowestLabelPx ? ` ${band.priceYuanPerKwh.toFixed(2)}` : '';
      const unit = span >= 3 * narrowestLabelPx ? ' 元/kWh' : '';
      drawn.push(
        `<text x="${px(x(from) + span / 2)}" y="${top + 17}" text-anchor="middle">${look.zh}${price}${unit}</text>`,
      );
    }
    from = to;
  }
  return drawn;
}

function drawPowerAxis(panel: Panel, y: Scale): string[] {
  const { left, width } = panel.box;
  return y
    .ticks(panel.detail === 'hours' ? 6 : 3)
    .flatMap((kw) => [
      `<path d="M${left} ${px(y(kw))}h${width}" stroke="${colours.line}" fill="none"/>`,
      `<text x="${left - 8}" y="${px(y(kw) + 4)}" text-anchor="end" fill="${colours.muted}">${kw}</text>`,
    ]);
}

function drawTimeAxis(panel: Panel, x: Scale): string[] {
  const bottom = panel.box.top + panel.box.height;
  const everySlots = panel.detail === 'hours' ? slotsPerDay / 8 : slotsPerDay;
  const ticks: string[] = [];
  for (let slot = panel.start; slot <= panel.end; slot++) {
    if (slot % everySlots !== 0) continue;
    const minute = panel.startMinute + (slot - panel.start) * slotMinutes;
    const clock = timeFromMinute(minute % minutesPerDay);
    const words = panel.detail === 'hours' ? clock : formatDate(minute).slice(5);
    ticks.push(
      `<path d="M${px(x(slot))} ${bottom}v5" stroke="${colours.muted}" fill="none"/>`,
      `<text x="${px(x(slot))}" y="${bottom + 20}" text-anchor="middle" fill="${colours.muted}">${words}</text>`,
    );
  }
  return ticks;
}

function drawLimit(panel: Panel, y: Scale): string[] {
  const { left, width } = panel.box;
  const at = y(panel.limitKw);
  const line = `<path d="M${left} ${px(at)}h${width}" stroke="${colours.ink}" stroke-width="2" stroke-dasharray="7 4" fill="none"/>`;
  if (panel.detail === 'days') return [line];
  const label = `<text x="${left + width - 6}" y="${px(at - 6)}" text-anchor="end" font-weight="600" stroke="#ffffff" stroke-width="3" paint-order="stroke">限值 limit ${panel.limitKw} kW</text>`;
  return [line, label];
}

/** Tints of the price bands, base load, planned charging on top of it, the uncontrolled load as a line, and the limit. */
export function drawPanel(panel: Panel): string {
  const { box } = panel;
  let highestKw = panel.limitKw;
  for (let slot = panel.start; slot < panel.end; slot++) {
    highestKw = Math.max(highestKw, panel.uncontrolledKw[slot]!, panel.plannedKw[slot]!);
  }
  const x = scaleLinear([panel.start, panel.end], [box.left, box.left + box.width]);
  const y = scaleLinear([0, highestKw * 1.12], [box.top + box.height, box.top]);
  return [
    ...drawBands(panel, x),
    ...drawPowerAxis(panel, y),
    area(panel, panel.plannedKw, x, y, colours.planned),
    area(panel, panel.baseKw, x, y, colours.base),
    `<path d="${steps(panel, panel.uncontrolledKw, x, y)}" fill="none" stroke="#ffffff" stroke-width="3" stroke-opacity="0.6"/>`,
    `<path d="${steps(panel, panel.uncontrolledKw, x, y)}" fill="none" stroke="${colours.uncontrolled}" stroke-width="1.4"/>`,
    ...drawLimit(panel, y),
    ...drawTimeAxis(panel, x),
  ].join('\n');
}
