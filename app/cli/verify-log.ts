import { createHash } from 'node:crypto';
import type { JsonValue } from '~/domain/case-log/canonical-json';
import { type ChainVerdict, GENESIS_HASH, type LinkedEvent, verifyChain } from '~/domain/case-log/hash-chain';
import type { Db } from '~db/client.server';
import { listLogHeads, listStoredEvents, listStoredNotes } from '~db/queries/case-log.server';
import type { CaseEventRow } from '~db/queries/cases.server';
import { onDatabase } from './on-database';

const CASES_A_PAGE = 200;

export interface BrokenLog {
  caseId: string;
  caseNo: string | null;
  seq: number;
  reason: Extract<ChainVerdict, { ok: false }>['reason'] | 'words-altered';
}

export interface LogReport {
  cases: number;
  events: number;
  broken: BrokenLog[];
}

/** Checks the log of every case against its chain, its head on the case, and the words kept beside it. */
export async function verifyLogs(db: Db): Promise<LogReport> {
  const report: LogReport = { cases: 0, events: 0, broken: [] };
  let after: { compoundId: string; caseId: string } | null = null;
  for (;;) {
    const heads: Awaited<ReturnType<typeof listLogHeads>> = await listLogHeads(db, after, CASES_A_PAGE);
    for (const head of heads) {
      const rows = await listStoredEvents(db, head.compound_id, head.id);
      report.cases += 1;
      report.events += rows.length;
      const flaw = flawOf(head, rows) ?? (await wordsFlaw(db, head, rows));
      if (flaw) report.broken.push({ caseId: head.id, caseNo: head.case_no, ...flaw });
    }
    const last = heads.at(-1);
    if (!last || heads.length < CASES_A_PAGE) return report;
    after = { compoundId: last.compound_id, caseId: last.id };
  }
}

type Head = Awaited<ReturnType<typeof listLogHeads>>[number];
type Flaw = Pick<BrokenLog, 'seq' | 'reason'>;

function flawOf(head: Head, rows: readonly CaseEventRow[]): Flaw | null {
  const anchor = { seq: head.log_seq, hash: head.log_hash || GENESIS_HASH };
  const verdict = verifyChain(rows.map(toLinkedEvent), sha256, anchor);
  if (!verdict.ok) return { seq: verdict.seq, reason: verdict.reason };
  if (rows.length > head.log_seq) return { seq: head.log_seq + 1, reason: 'altered' };
  return null;
}

async function wordsFlaw(db: Db, head: Head, rows: readonly CaseEventRow[]): Promise<Flaw | null> {
  for (const { seq, words } of await listStoredNotes(db, head.compound_id, head.id)) {
    const event = rows.find((row) => row.seq === seq);
    const fixed = event && (JSON.parse(event.data) as { wordsSha256?: string }).wordsSha256;
    if (fixed !== sha256(words)) return { seq, reason: 'words-altered' };
  }
  return null;
}

/** A row whose text is no JSON any more keeps its text as content, so that its hash cannot match. */
function toLinkedEvent(row: CaseEventRow): LinkedEvent {
  return {
    caseId: row.case_id,
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    actorId: row.actor_id,
    payload: { compoundId: row.compound_id, actorRole: row.actor_role, data: parseData(row.data) },
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

function parseData(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** `verify-log`: exit code 0 when all logs are intact, 1 with the first broken row of each case, 2 for a configuration or a database that cannot be used. */
export async function main(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.error('Usage: npm run verify-log   (reads DATABASE_URL and DATA_DIR)');
    return 2;
  }
  return onDatabase(async ({ db }) => {
    const { cases, events, broken } = await verifyLogs(db);
    for (const { caseId, caseNo, seq, reason } of broken) {
      console.log(`${caseNo ?? caseId} (${caseId}) seq ${seq}: ${reason}`);
    }
    console.log(
      `${cases} cases, ${events} events, ${broken.length === 0 ? 'all intact' : `${broken.length} broken`}`,
    );
    return broken.length === 0 ? 0 : 1;
  });
}
