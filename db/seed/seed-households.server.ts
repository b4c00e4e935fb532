import type { Trx } from '../client.server';
import { feederOfSpace } from './seed-grid.server';
import { buildings, floors, ids, newcomer, parkingSpaces, residents, roomsPerFloor } from './story';

/** Spaces that the story's people own; the rest are dealt out in order of the doors. */
const ownedByDoor: Record<string, number> = {
  '1-1-1101': 12,
  '2-1-0502': 27,
  '3-1-0701': 45,
  '4-1-1202': 63,
  '5-1-0301': 126,
  '6-1-1502': 141,
  '7-1-0901': 158,
  '8-1-1001': 176,
  '1-1-0602': 14,
  '2-1-1401': 33,
  '3-1-1801': 52,
  '4-1-0402': 71,
  '5-1-1702': 133,
  '6-1-0201': 147,
  '7-1-1302': 163,
  '8-1-0802': 188,
  '1-1-1601': 19,
  '2-1-1901': 38,
  [newcomer.door]: 88,
};

/** Common spaces for shared piles stand at the ends of both zones. */
const firstCommonOfZone = { A: 111, B: 231 } as const;

/** 304 households with areas and join codes, and 240 parking spaces in two zones of the garage. */
export async function seedHouseholds(trx: Trx, storyNow: string): Promise<void> {
  const doors = buildings.flatMap((building) =>
    Array.from({ length: floors }, (_, floor) =>
      roomsPerFloor.map((room) => `${building}-1-${String(floor + 1).padStart(2, '0')}${room}`),
    ).flat(),
  );
  await insertInChunks(doors, async (chunk) => {
    await trx.insertInto('household').values(chunk.map(toHousehold)).execute();
  });
  const ownerOf = dealSpaces(doors);
  const numbers = Array.from({ length: parkingSpaces }, (_, index) => index + 1);
  await insertInChunks(numbers, async (chunk) => {
    await trx
      .insertInto('parking_space')
      .values(chunk.map((number) => toSpace(number, ownerOf.get(number) ?? null, storyNow)))
      .execute();
  });
  await seedNeighbour(trx, storyNow);
}

function toHousehold(door: string) {
  const [building = '', unit = '', room = ''] = door.split('-');
  const index = Number(building) * 37 + Number(room);
  return {
    compound_id: ids.compound,
    id: `hh_lhy_${door.replaceAll('-', '_')}`,
    building,
    unit,
    room,
    area_cm2: 880_000 + (index % 9) * 53_000,
    join_code: door === newcomer.door ? newcomer.joinCode : joinCodeOf(door),
  };
}

function joinCodeOf(door: string): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  let state = [...door].reduce((hash, char) => (hash * 31 + char.charCodeAt(0)) % 2_147_483_647, 7_919);
  const letters = Array.from({ length: 8 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return alphabet[state % alphabet.length];
  });
  return `LHY-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

function dealSpaces(doors: readonly string[]): Map<number, string> {
  const owners = new Map(Object.entries(ownedByDoor).map(([door, number]) => [number, door]));
  const withSpace = new Set(owners.values());
  const waiting = doors.filter(
    (door) => !withSpace.has(door) && !residents.some((resident) => resident.door === door),
  );
  let next = 0;
  for (let number = 1; number <= parkingSpaces; number += 1) {
    const door = waiting[next];
    if (owners.has(number) || isCommon(number) || number % 11 === 0 || !door) continue;
    owners.set(number, door);
    next += 1;
  }
  return owners;
}

function isCommon(number: number): boolean {
  return (number >= firstCommonOfZone.A && number <= 120) || number >= firstCommonOfZone.B;
}

function toSpace(number: number, ownerDoor: string | null, storyNow: string) {
  const inZone = (number - 1) % 120;
  const isLeased = ownerDoor !== null && number % 13 === 0;
  return {
    compound_id: ids.compound,
    id: `space_lhy_${String(number).padStart(3, '0')}`,
    code: `B1-${String(number).padStart(3, '0')}`,
    zone: number <= 120 ? 'A' : 'B',
    level: -1,
    kind: isCommon(number) ? 'common' : isLeased ? 'leased' : 'owned',
    household_id: ownerDoor && `hh_lhy_${ownerDoor.replaceAll('-', '_')}`,
    lease_until_on: isLeased ? `${Number(storyNow.slice(0, 4)) + 2}-06-30` : null,
    feeder_id: feederOfSpace(number),
    distance_m: 18 + (inZone % 20) * 3 + Math.floor(inZone / 20) * 6,
    map_x: inZone % 20,
    map_y: Math.floor(inZone / 20),
    registered_at: ownerDoor ? storyNow : null,
  };
}

async function seedNeighbour(trx: Trx, storyNow: string): Promise<void> {
  const rooms = Array.from({ length: 12 }, (_, index) => `0${Math.floor(index / 2) + 1}0${(index % 2) + 1}`);
  await trx
    .insertInto('household')
    .values(
      rooms.map((room) => ({
        compound_id: ids.neighbourCompound,
        id: `hh_stl_${room}`,
        building: '1',
        unit: '1',
        room,
        area_cm2: 760_000,
        join_code: `STL-${room}-${room.split('').reverse().join('')}`,
      })),
    )
    .execute();
  await trx
    .insertInto('parking_space')
    .values(
      rooms.map((room, index) => ({
        compound_id: ids.neighbourCompound,
        id: `space_stl_${room}`,
        code: `G-${String(index + 1).padStart(2, '0')}`,
        zone: 'G',
        level: 0,
        kind: 'owned',
        household_id: `hh_stl_${room}`,
        lease_until_on: null,
        feeder_id: 'fd_stl_11',
        distance_m: 30,
        map_x: index,
        map_y: 0,
        registered_at: storyNow,
      })),
    )
    .execute();
}

async function insertInChunks<T>(rows: readonly T[], insert: (chunk: T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < rows.length; start += 60) await insert(rows.slice(start, start + 60));
}
