import { type AppLoadContext, data } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { pileStateOf } from '~/domain/gateway/pile-state';
import { pileCommandSchema } from '~/forms/station.server';
import { wordsFor } from '~/i18n/define-words';
import { pileWords } from '~/i18n/piles';
import { commandPile } from '~/use-cases/pile/command-pile.server';
import { listFrames } from '~db/queries/frames.server';
import {
  findVisiblePile,
  listPilesOnWall,
  listRecentCommands,
  listRecentSessions,
} from '~db/queries/piles.server';
import { orRefuse, refuse, requireRole } from './guard.server';
import { readForm } from './uploads.server';

const RECENT = 12;

type WallRow = Awaited<ReturnType<typeof listPilesOnWall>>[number];

function operatorGrants(context: AppLoadContext, request: Request) {
  return requireRole(context, request, 'operator').grants.filter((grant) => grant.role === 'operator');
}

/** Every pile of the operator by compound, zone and level. */
export async function readWall(context: AppLoadContext, request: Request) {
  const rows = await listPilesOnWall(context.deps.db, operatorGrants(context, request));
  const zones = new Map<
    string,
    { key: string; compoundName: string; zone: string; level: number; piles: ReturnType<typeof shapePile>[] }
  >();
  for (const row of rows) {
    const key = `${row.compound_id}/${row.zone}/${row.level}`;
    const zone = zones.get(key) ?? {
      key,
      compoundName: row.compound_name,
      zone: row.zone,
      level: row.level,
      piles: [],
    };
    zone.piles.push(shapePile(row));
    zones.set(key, zone);
  }
  return { now: context.deps.clock(), zones: [...zones.values()] };
}

function shapePile(row: WallRow) {
  return {
    id: row.id,
    spaceCode: row.space_code,
    maxKw: row.max_kw,
    measuredKw: row.measured_kw,
    measuredAt: row.measured_at,
    ackedKw: row.acked_kw,
    state: pileStateOf({
      isEnergised: row.energised_at !== null,
      isOnline: row.online === 1,
      connectorStatus: row.connector_status,
      disobeyingSince: row.disobeying_since,
    }),
    isOnline: row.online === 1,
  };
}

/** One pile: facts, four limits with their times, sessions, commands and the last frames. */
export async function readPile(context: AppLoadContext, request: Request, pileId: string) {
  const { db, clock, newId } = context.deps;
  const pile = await findVisiblePile(db, operatorGrants(context, request), pileId);
  if (!pile) throw refuse('not-found');
  const [sessions, commands, frames] = await Promise.all([
    listRecentSessions(db, pile.compound_id, pileId, RECENT),
    listRecentCommands(db, pile.compound_id, pileId, RECENT),
    listFrames(db, pile.compound_id, pileId, RECENT),
  ]);
  return {
    now: clock(),
    formId: newId('form'),
    ...shapePile(pile),
    compoundName: pile.compound_name,
    caseId: pile.case_id,
    zone: pile.zone,
    feederName: pile.feeder_name,
    phases: pile.phases,
    minKw: pile.min_kw,
    fallbackKw: pile.fallback_kw,
    mode: pile.mode as 'direct' | 'ordered',
    meterNo: pile.meter_no ?? '',
    device: [pile.vendor, pile.model, pile.firmware].filter(Boolean).join(' '),
    energisedAt: pile.energised_at,
    identity: pile.identity,
    disobeyingSince: pile.disobeying_since,
    limits: [
      { key: 'desired' as const, kw: pile.desired_kw, at: pile.desired_at },
      { key: 'sent' as const, kw: pile.sent_kw, at: pile.sent_at },
      { key: 'acked' as const, kw: pile.acked_kw, at: pile.acked_at },
      { key: 'measured' as const, kw: pile.measured_kw, at: pile.measured_at },
    ],
    sessions: sessions.map((session) => ({
      id: session.transaction_id,
      startedAt: session.started_at,
      endedAt: session.ended_at,
      energyKwh: ((session.meter_stop_wh ?? session.last_meter_wh) - session.meter_start_wh) / 1000,
      stopReason: session.stop_reason,
    })),
    commands: commands.map((command) => ({
      id: command.id,
      action: command.action,
      state: command.state as 'queued' | 'sent' | 'confirmed' | 'rejected' | 'timeout',
      limitKw: command.limit_kw,
      at: command.answered_at ?? command.sent_at ?? command.created_at,
    })),
    frames: frames.map(({ id, at, direction, frame, nonconformity }) => ({
      id,
      at,
      direction,
      frame,
      nonconformity,
    })),
  };
}

export type PilePage = Awaited<ReturnType<typeof readPile>>;

/** Stop or restart from a pile's page. */
export async function actOnPile(context: AppLoadContext, request: Request, pileId: string) {
  const actor = requireRole(context, request, 'operator');
  const words = wordsFor(context.locale, pileWords);
  const sent = pileCommandSchema.safeParse(Object.fromEntries(await readForm(request)));
  if (!sent.success) throw new Response(null, { status: 400 });
  const { intent, formId } = sent.data;
  const outcome = orRefuse(await commandPile(context.deps, actor, { pileId, command: intent, formId }));
  if (outcome.ok)
    return redirectWithFlash(`/operator/piles/${pileId}`, { tone: 'good', text: words.saved[intent] });
  return data({ error: words.refusals[outcome.reason] }, { status: 409 });
}
