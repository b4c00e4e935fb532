/** One thing wrong with an input file; `line` counts from 1 and 0 means the file as a whole. */
export interface Finding {
  line: number;
  message: string;
}

export type Parsed<T> = { ok: true; value: T } | { ok: false; findings: Finding[] };

const shownFindings = 20;

export function refuse(line: number, message: string): { ok: false; findings: Finding[] } {
  return { ok: false, findings: [{ line, message }] };
}

/** `file:line: message`, the form editors and terminals turn into links. */
export function describeFindings(file: string, findings: Finding[]): string[] {
  const lines = findings
    .slice(0, shownFindings)
    .map(({ line, message }) => (line > 0 ? `${file}:${line}: ${message}` : `${file}: ${message}`));
  const hidden = findings.length - shownFindings;
  return hidden > 0 ? [...lines, `${file}: ${hidden} more like these`] : lines;
}
