import { localTimeOf } from '~/domain/shared/local-time';
import type { Db, Trx } from '../client.server';
import type { BookingRow } from './bookings.server';

/** Credits a household for a slot that was taken back from it, once, at its owner's cost where it has one. */
export async function insertTakeBackCredit(
  trx: Trx,
  booking: BookingRow,
  credit: { fen: number; lenderHouseholdId: string | null; at: string },
): Promise<void> {
  await trx
    .insertInto('charge_bill')
    .values({
      compound_id: booking.compound_id,
      booking_id: booking.id,
      household_id: booking.household_id,
      pile_id: booking.pile_id,
      price_board_id: booking.price_board_id,
      energy_wh: 0,
      lines: '[]',
      electricity_fen: 0,
      service_fen: 0,
      guarantee_fen: 0,
      compensation_fen: -credit.fen,
      occupation_fen: 0,
      total_fen: -credit.fen,
      lender_household_id: credit.lenderHouseholdId,
      lender_fen: credit.lenderHouseholdId ? -credit.fen : 0,
      made_at: credit.at,
      updated_at: credit.at,
    })
    .execute();
}

export interface LenderMonth {
  /** `YYYY-MM`, local. */
  readonly month: string;
  readonly fen: number;
  readonly energyWh: number;
  readonly bills: number;
}

/** What a household has earned with its lent piles, by month of the bill, the newest first. */
export async function listLenderIncome(
  db: Db | Trx,
  compoundId: string,
  lenderHouseholdId: string,
): Promise<LenderMonth[]> {
  const bills = await db
    .selectFrom('charge_bill')
    .select(['made_at', 'lender_fen', 'energy_wh'])
    .where('compound_id', '=', compoundId)
    .where('lender_household_id', '=', lenderHouseholdId)
    .orderBy('made_at', 'desc')
    .execute();
  const months = new Map<string, LenderMonth>();
  for (const bill of bills) {
    const month = localTimeOf(bill.made_at).on.slice(0, 7);
    const sum = months.get(month) ?? { month, fen: 0, energyWh: 0, bills: 0 };
    months.set(month, {
      month,
      fen: sum.fen + bill.lender_fen,
      energyWh: sum.energyWh + bill.energy_wh,
      bills: sum.bills + 1,
    });
  }
  return [...months.values()];
}
