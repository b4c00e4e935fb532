import type { Tally, Weight } from './assembly-vote';

/** One unit; its owner counts as one head however many units are held, its area in whole cm². */
export interface OwnedUnit {
  readonly unitId: string;
  readonly ownerId: string;
  readonly areaCm2: number;
}

export interface Ballot {
  readonly ownerId: string;
  readonly choice: 'yes' | 'no' | 'abstain';
  readonly castAt: string;
}

export interface CountedBallots extends Tally {
  readonly no: Weight;
  readonly abstained: Weight;
  readonly strangers: readonly string[];
}

/** Counts an owner's last ballot with all the owner's area; ballots of people who own nothing here are set aside and named. */
export function tallyBallots(units: readonly OwnedUnit[], ballots: readonly Ballot[]): CountedBallots {
  const areaByOwner = new Map<string, number>();
  for (const unit of units)
    areaByOwner.set(unit.ownerId, (areaByOwner.get(unit.ownerId) ?? 0) + unit.areaCm2);
  const last = new Map<string, Ballot>();
  for (const ballot of ballots) {
    const earlier = last.get(ballot.ownerId);
    if (!earlier || Date.parse(ballot.castAt) >= Date.parse(earlier.castAt)) last.set(ballot.ownerId, ballot);
  }
  const counted = [...last.values()].filter((ballot) => areaByOwner.has(ballot.ownerId));
  const weightOf = (owners: readonly string[]): Weight => ({
    areaCm2: owners.reduce((sum, ownerId) => sum + (areaByOwner.get(ownerId) ?? 0), 0),
    heads: owners.length,
  });
  const choosing = (choice: Ballot['choice']) =>
    weightOf(counted.filter((ballot) => ballot.choice === choice).map((ballot) => ballot.ownerId));
  return {
    total: weightOf([...areaByOwner.keys()]),
    participated: weightOf(counted.map((ballot) => ballot.ownerId)),
    yes: choosing('yes'),
    no: choosing('no'),
    abstained: choosing('abstain'),
    strangers: [...last.keys()].filter((ownerId) => !areaByOwner.has(ownerId)),
  };
}
