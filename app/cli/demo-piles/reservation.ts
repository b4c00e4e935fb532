interface Reservation {
  readonly id: number;
  readonly idTag: string;
  readonly expiresMs: number;
}

export interface ReservationKeeper {
  /** ReserveNow (OCPP 1.6 §5.13): the same number replaces, another one finds the connector taken. */
  reserve(request: Record<string, unknown>, isOccupied: boolean): 'Accepted' | 'Occupied' | 'Rejected';
  /** CancelReservation (OCPP 1.6 §5.2). */
  cancel(request: Record<string, unknown>): 'Accepted' | 'Rejected';
  /** The number that a start with this tag uses up; null where none is kept for it. */
  use(idTag: string): number | null;
  isKept(): boolean;
}

/** The one reservation of a connector; it ends by itself when it expires. */
export function createReservation(now: () => number): ReservationKeeper {
  let kept: Reservation | null = null;
  const current = () => {
    if (kept && now() >= kept.expiresMs) kept = null;
    return kept;
  };
  return {
    reserve({ connectorId, reservationId, idTag, expiryDate }, isOccupied) {
      const id = Number(reservationId);
      const expiresMs = Date.parse(String(expiryDate));
      if (connectorId !== 1 || !Number.isInteger(id) || !(expiresMs > now())) return 'Rejected';
      const before = current();
      if (isOccupied || (before && before.id !== id)) return 'Occupied';
      kept = { id, idTag: String(idTag), expiresMs };
      return 'Accepted';
    },
    cancel({ reservationId }) {
      if (current()?.id !== reservationId) return 'Rejected';
      kept = null;
      return 'Accepted';
    },
    use(idTag) {
      const reservation = current();
      if (reservation?.idTag.toUpperCase() !== idTag.toUpperCase()) return null;
      kept = null;
      return reservation.id;
    },
    isKept: () => current() !== null,
  };
}
