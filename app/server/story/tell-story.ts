import { instantFromMs, MINUTE_MS, msFromInstant } from '~/domain/shared/local-time';
import { makeWish } from '~/use-cases/charging/make-wish.server';
import { connectStation } from '~/use-cases/gateway/connect-station.server';
import { disconnectStation } from '~/use-cases/gateway/disconnect-station.server';
import { recordStatus } from '~/use-cases/gateway/record-status.server';
import type { Deps } from '~/use-cases/shared/deps';
import { hashStationPassword } from '~/use-cases/shared/station-password.server';
import type { Trx } from '~db/client.server';
import { getWorkingDayCalendar } from '~db/queries/compounds.server';
import { castMember } from '~db/seed/cast';
import { fixLetterTokens, settleStoryMessages } from '~db/seed/claim-story.server';
import { demoStations, guestTags, stationOf } from '~db/seed/demo-stations';
import { seedCast } from '~db/seed/seed-cast.server';
import { seedSharedPiles } from '~db/seed/seed-shared-piles.server';
import { ids } from '~db/seed/story';
import { cardScene } from './card-scene';
import { casesChapter } from './cases-chapter';
import { chargingChapter } from './charging-chapter';
import { nightCap } from './night-cap';
import { pileOwners, pilesChapter } from './piles-chapter';
import { sharingChapter } from './sharing-chapter';
import { actingResident, createStage, done, type Scene, type Stage } from './stage';

const SHARED_SINCE_DAYS = 200;
const GUEST_CARDS_SINCE_DAYS = 22;
/** They wait for their own pile and use the shared ones meanwhile. */
const GUESTS = ['caiming', 'guopeng', 'hanxue'] as const;

/** Tells the weeks before `storyNow` on the seeded base: every step by its use case, in the order of time, inside `trx`. */
export async function tellStory(trx: Trx, deps: Deps, storyNow: string): Promise<void> {
  const stage = createStage(deps, storyNow, await getWorkingDayCalendar(trx));
  await seedCast(trx, stage.day(SHARED_SINCE_DAYS, '09:00'));
  await seedSharedPiles(trx, stage.day(SHARED_SINCE_DAYS, '10:00'), (identity) =>
    hashStationPassword(stationOf(identity).password),
  );
  await stage.play([
    ...pilesChapter(stage),
    ...casesChapter(stage),
    ...guestCards(stage, trx),
    ...usualWishes(stage),
    ...chargingChapter(stage),
    ...nightCap(stage),
    ...sharingChapter(stage, trx),
    ...stationsSeenLast(stage),
  ]);
  await settleStoryMessages(trx);
  await fixLetterTokens(trx, (letterId) => deps.sha256(`letter:${letterId}`).slice(0, 32));
}

function guestCards(stage: Stage, trx: Trx): Scene[] {
  const at = stage.day(GUEST_CARDS_SINCE_DAYS, '12:00');
  return GUESTS.map((key, index) => cardScene(trx, key, guestTags[index] ?? '', at));
}

const WISHES = [
  { readyTime: '07:20', amountKind: 'km', amount: 120 },
  { readyTime: '07:45', amountKind: 'kwh', amount: 16 },
  { readyTime: '06:50', amountKind: 'percent', amount: 40 },
] as const;

/** What each owner of a private pile has asked for as the usual night. */
function usualWishes(stage: Stage): Scene[] {
  return pileOwners.map(({ key, identity }, index) => ({
    at: stage.day(14 - index, '21:30'),
    play: async () => {
      const wish = WISHES[index % WISHES.length] ?? WISHES[0];
      const { pileId } = stationOf(identity);
      const input = { ...wish, pileId, mode: 'ordered', repeats: true } as const;
      done(await makeWish(stage.deps, actingResident(castMember(key)), input));
    },
  }));
}

/** Every station's last connection before the story's now; its first status where it had no car lately. */
function stationsSeenLast(stage: Stage): Scene[] {
  const at = instantFromMs(msFromInstant(stage.storyNow) - 2 * MINUTE_MS);
  return demoStations.map(({ identity, pileId }) => ({
    at,
    play: async () => {
      const key = { identity, compoundId: ids.compound, pileId };
      const epoch = await connectStation(stage.deps, key, 'story');
      await recordStatus(stage.deps, key, {
        connectorId: 1,
        status: 'Available',
        errorCode: null,
        statusAt: null,
      });
      await disconnectStation(stage.deps, key, epoch);
    },
  }));
}
