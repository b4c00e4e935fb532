import type { AcceptanceResult } from '~/domain/compliance/acceptance';
import type { PileKind } from '~/domain/compliance/acceptance-items';
import { type EnergisingGate, energisingGates } from '~/domain/compliance/energising-gates';
import { localTimeOf } from '~/domain/shared/local-time';
import type { Db, Trx } from '~db/client.server';
import { listAcceptances } from '~db/queries/acceptance.server';
import { findPileOfCase, findStationOfPile, type PileRow, type StationRow } from '~db/queries/piles.server';

export type ShutGate = EnergisingGate | 'no-pile' | 'station-missing' | 'never-online';

export interface GateReading {
  readonly shut: ShutGate[];
  readonly pile: PileRow | null;
  readonly station: StationRow | null;
}

/** Which gates still keep a case's pile from being energised; all must be open, and its station has been online once. */
export async function readGates(
  db: Db | Trx,
  compoundId: string,
  caseId: string,
  at: string,
): Promise<GateReading> {
  const pile = (await findPileOfCase(db, compoundId, caseId)) ?? null;
  if (!pile) return { shut: ['no-pile'], pile, station: null };
  const station = (await findStationOfPile(db, compoundId, pile.id)) ?? null;
  const [latest] = await listAcceptances(db, compoundId, caseId);
  const on = localTimeOf(at).on;
  const shut: ShutGate[] = energisingGates({
    acceptance: (latest?.result as AcceptanceResult | undefined) ?? null,
    meterNumber: pile.meter_no,
    pileKind: pile.pile_class as PileKind,
    subsidised: pile.subsidised === 1,
    tradeSettlement: pile.trade_settlement === 1,
    verification:
      pile.verification_no && pile.verification_until_on
        ? { certificateNumber: pile.verification_no, validUntilOn: pile.verification_until_on }
        : null,
    platformLinkedAt: pile.platform_linked_at,
    cccNumber: pile.ccc_no,
    installedOn: pile.installed_on ?? on,
    energiseOn: on,
  });
  if (!station) shut.push('station-missing');
  else if (station.connected_at === null) shut.push('never-online');
  return { shut, pile, station };
}
