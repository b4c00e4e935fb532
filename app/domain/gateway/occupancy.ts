/** OCPP 1.6 §7.7 ChargePointStatus in which a car is plugged in. */
const PLUGGED = ['Preparing', 'Charging', 'SuspendedEV', 'SuspendedEVSE', 'Finishing'];
const FREE = ['Available', 'Reserved'];

/** Whether a change of a connector's status means that a car came or went. */
export function occupancyChange(before: string, after: string): 'plug' | 'unplug' | null {
  const was = PLUGGED.includes(before);
  const is = PLUGGED.includes(after);
  if (!was && is) return 'plug';
  return was && FREE.includes(after) ? 'unplug' : null;
}

/** Whether a car stands plugged in at a connector of this status. */
export function occupiesConnector(status: string): boolean {
  return PLUGGED.includes(status);
}

/** Whether a car that had stopped taking energy itself is being pulled off. */
export function endsFull(before: string, after: string): boolean {
  return before === 'SuspendedEV' && (after === 'Finishing' || FREE.includes(after));
}
