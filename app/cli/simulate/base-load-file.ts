import type { BaseLoad } from './base-load';
import { parseBdewProfile } from './bdew-profile';
import { numberedLines } from './delimited-text';
import { type Parsed, refuse } from './findings';
import { parseLoadshapes } from './loadshapes';

export interface BaseLoadSize {
  /** Dwellings the load stands for; null takes the number of load shapes in the file. */
  dwellings: number | null;
  /** Yearly use of one dwelling, kWh; only a normalised profile needs it. */
  annualKwh: number;
}

/** Reads a BDEW household profile (CSV) or OpenDSS load shapes, told apart by the first line. */
export function parseBaseLoad(text: string, size: BaseLoadSize): Parsed<BaseLoad> {
  const first = numberedLines(text)[0];
  if (!first) return refuse(0, 'the file is empty');
  if (/^new loadshape\./i.test(first.text.trim())) return parseLoadshapes(text, size.dwellings);
  if (first.text.startsWith(',')) {
    if (size.dwellings === null) return refuse(0, 'a household profile needs --dwellings N');
    return parseBdewProfile(text, size.dwellings, size.annualKwh);
  }
  return refuse(
    first.line,
    'is not a known base load: expected a BDEW profile (,Januar,Januar,…) or load shapes (New Loadshape.…)',
  );
}
