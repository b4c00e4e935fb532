import type { BaseLoad } from './base-load';
import { numberedLines } from './delimited-text';
import type { Finding, Parsed } from './findings';
import { minutesPerDay, slotMinutes, slotsPerDay } from './wall-clock';

const shapePattern =
  /^new loadshape\.(\S+)\s+npts=(\d+)\s+interval=(\d+(?:\.\d+)?)\s+mult=[[(]([^\])]*)[\])]\s*$/i;

/** Quarter-hour powers of one shape, kW, or what is wrong with it. */
function readShape(text: string): number[] | string {
  const match = shapePattern.exec(text.trim());
  if (!match) return 'is not "New Loadshape.NAME npts=N interval=HOURS mult=[…]"';
  const points = Number(match[2]);
  const slotsPerPoint = (Number(match[3]) * 60) / slotMinutes;
  const values = match[4]!.trim().split(/[\s,]+/);
  const wrong = values.find((value) => !/^-?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(value));
  if (wrong !== undefined) return `"${wrong}" is not a number of kW`;
  if (values.length !== points) return `has ${values.length} values, npts says ${points}`;
  if (!Number.isInteger(slotsPerPoint) || points * slotsPerPoint !== slotsPerDay) {
    return `${points} points of ${match[3]} h are not a day of quarter-hours`;
  }
  return values.flatMap((value) => new Array<number>(slotsPerPoint).fill(Number(value)));
}

/** OpenDSS one-day load shapes in kW, one a dwelling, summed and repeated every day. */
export function parseLoadshapes(text: string, dwellings: number | null): Parsed<BaseLoad> {
  const sum = new Float64Array(slotsPerDay);
  const findings: Finding[] = [];
  const lines = numberedLines(text).filter((entry) => !/^\s*(!|\/\/)/.test(entry.text));
  for (const entry of lines) {
    const shape = readShape(entry.text);
    if (typeof shape === 'string') findings.push({ line: entry.line, message: shape });
    else for (const [slot, kw] of shape.entries()) sum[slot]! += kw;
  }
  if (findings.length > 0) return { ok: false, findings };
  const represented = dwellings ?? lines.length;
  const scale = represented / lines.length;
  const kwAt = (slotStart: number) => sum[Math.floor((slotStart % minutesPerDay) / slotMinutes)]! * scale;
  return { ok: true, value: { form: 'loadshapes', dwellings: represented, kwAt } };
}
