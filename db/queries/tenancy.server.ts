import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import type { Grant, OrganisationRole, Tenancy } from '~/domain/permissions/can';
import type { Db, Trx } from '../client.server';
import type { Database } from '../schema';

export const organisationColumn = {
  property: 'compound.property_org_id',
  committee: 'compound.committee_org_id',
  utility: 'compound.utility_org_id',
  operator: 'compound.operator_org_id',
  supervisor: 'compound.supervisor_org_id',
} as const satisfies Record<OrganisationRole, string>;

export const tenancyColumns = [
  'compound.property_org_id',
  'compound.committee_org_id',
  'compound.utility_org_id',
  'compound.operator_org_id',
  'compound.supervisor_org_id',
] as const;

interface TenancyRow {
  compound_id: string;
  property_org_id: string;
  committee_org_id: string | null;
  utility_org_id: string;
  operator_org_id: string;
  supervisor_org_id: string;
}

/** The tenancy that `can` judges by, from a row that carries the compound's organisation columns. */
export function toTenancy(row: TenancyRow): Tenancy {
  return {
    compoundId: row.compound_id,
    organisations: {
      property: row.property_org_id,
      committee: row.committee_org_id,
      utility: row.utility_org_id,
      operator: row.operator_org_id,
      supervisor: row.supervisor_org_id,
    },
  };
}

/** The SQL half of `canSee` for compounds: rows of compounds that one of the grants is tied to. */
export function compoundIsVisible(grants: readonly Grant[], roles?: readonly Grant['role'][]) {
  return (eb: ExpressionBuilder<Database, 'compound'>): ExpressionWrapper<Database, 'compound', SqlBool> =>
    eb.or(
      grants.flatMap((grant) => {
        if (roles && !roles.includes(grant.role)) return [];
        if (grant.role === 'admin') return [];
        if (grant.role === 'resident') return [eb('compound.id', '=', grant.compoundId)];
        return [eb(organisationColumn[grant.role], '=', grant.organisationId)];
      }),
    );
}

/** The tenancy of one compound, or undefined where it does not exist. */
export async function findTenancy(db: Db | Trx, compoundId: string): Promise<Tenancy | undefined> {
  const row = await db
    .selectFrom('compound')
    .select(['compound.id as compound_id', ...tenancyColumns])
    .where('compound.id', '=', compoundId)
    .executeTakeFirst();
  return row && toTenancy(row);
}
