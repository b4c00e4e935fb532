import fc from 'fast-check';

const PILES = 3;
const GUESTS = 3;

const anyOf = fc.nat(60);
/** Mostly soon, so that slots meet one another. */
const anyStart = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 110 }) },
);
const when = {
  pile: fc.nat(PILES - 1),
  start: anyStart,
  steps: fc.integer({ min: 1, max: 9 }),
};

/** What people, time and the piles do; numbers choose among what is there. */
export const anyStep = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('book'),
      who: fc.nat(GUESTS - 1),
      ...when,
      kwh: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move'), which: anyOf, ...when }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('extend'),
      which: anyOf,
      steps: fc.integer({ min: 1, max: 6 }),
      kwh: fc.integer({ min: 0, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel'), which: anyOf }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer'), which: anyOf, approve: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take-back'), which: anyOf }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('visit'),
      which: anyOf,
      comes: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('outage'), ...when, takesBack: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('pause'),
      pile: fc.nat(PILES - 1),
      status: fc.constantFrom('open', 'paused'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('series'),
      who: fc.nat(GUESTS - 1),
      ...when,
      weekday: fc.integer({ min: 1, max: 7 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('queue'),
      who: fc.nat(GUESTS - 1),
      ...when,
      kwh: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('offer'), which: anyOf, accepts: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait'), quarters: fc.integer({ min: 1, max: 20 }) }) },
) as fc.Arbitrary<Step>;

export interface When {
  pile: number;
  start: number;
  steps: number;
}

export type Step =
  | ({ do: 'book'; who: number; kwh: number } & When)
  | ({ do: 'move'; which: number } & When)
  | { do: 'extend'; which: number; steps: number; kwh: number }
  | { do: 'cancel'; which: number }
  | { do: 'answer'; which: number; approve: boolean }
  | { do: 'take-back'; which: number }
  | { do: 'visit'; which: number; comes: number }
  | ({ do: 'outage'; takesBack: boolean } & When)
  | { do: 'pause'; pile: number; status: 'open' | 'paused' }
  | ({ do: 'series'; who: number; weekday: number } & When)
  | ({ do: 'queue'; who: number; kwh: number } & When)
  | { do: 'offer'; which: number; accepts: boolean }
  | { do: 'wait'; quarters: number };
