export interface DemoStation {
  readonly identity: string;
  /** Told openly: these stations exist in a demonstration only. */
  readonly password: string;
  readonly pileId: string;
  /** The card of the household's car; a shared pile takes the cards of everybody in the compound. */
  readonly idTag: string | null;
}

const PRIVATE_PILES = 9;
const SHARED_PILES = 3;

/** The twelve piles of the demonstration: LHY-P01 to P09 private, P10 to P12 shared. */
export const demoStations: readonly DemoStation[] = Array.from(
  { length: PRIVATE_PILES + SHARED_PILES },
  (_, index) => {
    const number = String(index + 1).padStart(2, '0');
    return {
      identity: `LHY-P${number}`,
      password: `linzhuang-demo-P${number}`,
      pileId: `pile_lhy_p${number}`,
      idTag: index < PRIVATE_PILES ? `LZ00000000000P${number}` : null,
    };
  },
);

/** Cards of households without a pile of their own, for the shared piles. */
export const guestTags = ['LZ00000000000G01', 'LZ00000000000G02', 'LZ00000000000G03'] as const;

/** Cards of further households that book at the shared piles, by the household's key in the cast. */
export const bookerTags = {
  gaofei: 'LZ00000000000G04',
  suyan: 'LZ00000000000G05',
  liangbo: 'LZ00000000000G06',
  songjie: 'LZ00000000000G07',
  dengwei: 'LZ00000000000G08',
  fanyu: 'LZ00000000000G09',
} as const;

export function stationOf(identity: string): DemoStation {
  const found = demoStations.find((station) => station.identity === identity);
  if (!found) throw new Error(`The demonstration has no station ${identity}`);
  return found;
}
