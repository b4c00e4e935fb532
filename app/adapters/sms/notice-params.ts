import { localTimeOf } from '~/domain/shared/local-time';
import { yuanFromFen } from '~/domain/shared/money-fen';

/**
 * The variables of a notice's template, by the names of its facts: `…At` as local `MM-DD HH:mm`, `…Wh` in kWh, fen in yuan, minutes
 * as they are. Ids, codes and what is nested stay behind.
 */
export function noticeParams(facts: object): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value === 'string' && name.endsWith('At')) params[name] = momentText(value);
    else if (typeof value !== 'number') continue;
    else if (name.endsWith('Wh')) params[name.replace(/Wh$/, 'Kwh')] = (value / 1000).toFixed(1);
    else if (name === 'fen') params.yuan = yuanFromFen(value);
    else params[name] = String(value);
  }
  return params;
}

function momentText(at: string): string {
  const { on, time } = localTimeOf(at);
  return `${on.slice('YYYY-'.length)} ${time}`;
}
