export type PileState =
  | 'commissioning'
  | 'offline'
  | 'fault'
  | 'disobeying'
  | 'charging'
  | 'waiting'
  | 'free';

/** The one word for a pile on the wall, the gravest first. */
export function pileStateOf(pile: {
  readonly isEnergised: boolean;
  readonly isOnline: boolean;
  readonly connectorStatus: string | null;
  readonly disobeyingSince: string | null;
}): PileState {
  if (!pile.isEnergised) return 'commissioning';
  if (!pile.isOnline) return 'offline';
  if (pile.connectorStatus === 'Faulted') return 'fault';
  if (pile.disobeyingSince !== null) return 'disobeying';
  // OCPP 1.6 §7.7 ChargePointStatus
  if (pile.connectorStatus === 'Charging') return 'charging';
  return pile.connectorStatus === 'Available' ? 'free' : 'waiting';
}
