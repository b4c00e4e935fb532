import { parseAcnSessions } from './acn-sessions';
import { numberedLines } from './delimited-text';
import { type Parsed, refuse } from './findings';
import type { SessionFile } from './sessions';
import { parseTrondheimSessions } from './trondheim-sessions';

/** Reads either form, told apart by the heading. `pileKw` overrides the power that the form implies. */
export function parseSessionFile(text: string, pileKw: number | null): Parsed<SessionFile> {
  const heading = numberedLines(text)[0];
  if (!heading) return refuse(0, 'the file is empty');
  if (heading.text.includes('session_ID;') || heading.text.includes('Start_plugin')) {
    return parseTrondheimSessions(text, pileKw);
  }
  if (/(^|,)(arrival|station_id|estimated_departure)(,|$)/.test(heading.text)) {
    return parseAcnSessions(text, pileKw);
  }
  return refuse(
    heading.line,
    'is not a known session file: expected the Trondheim heading (session_ID;Garage_ID;…;Start_plugin;…) or the ACN heading (arrival,departure,…)',
  );
}
