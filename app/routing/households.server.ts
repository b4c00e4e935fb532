import type { AppLoadContext } from '@remix-run/node';
import * as z from 'zod';
import { maskName } from '~/domain/shared/masking';
import { listDeskCompounds } from '~db/queries/inbox.server';
import { countHouseholds, listBuildings, listHouseholdCodes } from '~db/queries/join-codes.server';
import { requireRole } from './guard.server';

const PAGE_SIZE = 50;
const LONGEST_SHEET = 2000;

const addressSchema = z.object({
  compound: z.string().max(60).catch(''),
  building: z.string().max(20).catch(''),
  q: z.string().trim().max(40).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** The households of the property's compounds with their codes, residents masked. */
export async function readHouseholds(context: AppLoadContext, request: Request, purpose: 'list' | 'print') {
  const viewer = requireRole(context, request, 'property');
  const grants = viewer.grants.filter((grant) => grant.role === 'property');
  const { db, clock } = context.deps;
  const address = addressSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const organisationIds = grants.flatMap((grant) =>
    'organisationId' in grant ? [grant.organisationId] : [],
  );
  const compounds = await listDeskCompounds(db, organisationIds);
  const compoundId = compounds.find(({ id }) => id === address.compound)?.id ?? compounds[0]?.id;
  const filter = { grants, compoundId, building: address.building || undefined, search: address.q };
  const page =
    purpose === 'print'
      ? { limit: LONGEST_SHEET, offset: 0 }
      : { limit: PAGE_SIZE, offset: (address.page - 1) * PAGE_SIZE };
  const [rows, total, buildings] = await Promise.all([
    listHouseholdCodes(db, filter, page),
    countHouseholds(db, filter),
    listBuildings(db, { grants, compoundId }),
  ]);
  return {
    address: { ...address, compound: compoundId ?? '' },
    compounds: compounds.map(({ id, name }) => ({ id, name })),
    buildings,
    total,
    pageSize: PAGE_SIZE,
    now: clock(),
    joinAddress: context.publicUrl(),
    households: rows.map((row) => ({
      compoundId: row.compound_id,
      householdId: row.id,
      compoundName: row.compound_name,
      door: `${row.building}-${row.unit}-${row.room}`,
      joinCode: row.join_code,
      residents: row.residentNames.map((name) => maskName(name) || '—'),
    })),
  };
}

export type HouseholdsPage = Awaited<ReturnType<typeof readHouseholds>>;
