import { randomBytes } from 'node:crypto';
import { formatCaseNumber } from '~/domain/shared/ids';
import type { ActingPerson } from '~/use-cases/shared/deps';
import { advanceCase } from '~/use-cases/shared/installation/advance-case.server';
import type { TestCompound } from './compound';
import type { TestDeps } from './deps';

export interface CaseOptions {
  needsCommonRoute?: boolean;
  household?: Pick<TestCompound, 'householdId' | 'spaceId' | 'vehicleId'> & { actor: ActingPerson };
}

/** A submitted case of the compound's household (or of another one), waiting for the property manager. */
export async function makeCaseInReview(deps: TestDeps, compound: TestCompound, options: CaseOptions = {}) {
  const household = options.household ?? { ...compound, actor: compound.actors.resident };
  const caseId = `case_${randomBytes(8).toString('hex')}`;
  const at = deps.clock();
  const serial = 1 + (parseInt(randomBytes(3).toString('hex'), 16) % 9_999_998);
  await deps.db
    .insertInto('installation_case')
    .values({
      compound_id: compound.compoundId,
      id: caseId,
      case_no: formatCaseNumber('2026-11-20', serial),
      household_id: household.householdId,
      applicant_id: household.actor.personId,
      status: 'draft',
      parking_space_id: household.spaceId,
      vehicle_id: household.vehicleId,
      draft: '{}',
      pile_kw: 7,
      pile_phases: 1,
      smart_capable: 1,
      needs_common_route: options.needsCommonRoute ? 1 : 0,
      submitted_at: at,
      created_at: at,
      updated_at: at,
    })
    .execute();
  const submitted = await deps.db.transaction().execute((trx) =>
    advanceCase(trx, deps, {
      compoundId: compound.compoundId,
      caseId,
      event: 'submitted',
      actorId: household.actor.personId,
      actorRole: 'resident',
    }),
  );
  if (!submitted.ok) throw new Error(submitted.reason);
  return { caseId, applicant: household.actor };
}

/** The smallest file that is a PDF to whoever looks at its bytes. */
export const pdfFile = {
  name: '证明.pdf',
  bytes: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
};
