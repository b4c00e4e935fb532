import type { AppLoadContext } from '@remix-run/node';
import { letterStanding } from '~/domain/approval/letter-standing';
import { can, type Role } from '~/domain/permissions/can';
import { letterSheet } from '~/i18n/letter-sheet';
import { findVisibleLetter } from '~db/queries/letters.server';
import { refuse, requireViewer } from './guard.server';

const casePages: Partial<Record<Role, string>> = {
  resident: '/home/cases',
  property: '/property/cases',
  utility: '/utility/cases',
  operator: '/operator/cases',
  supervisor: '/oversight/cases',
};

/** A letter's sheet for those who may read its case: the resident of the household and the organisations on the case. */
export async function openLetter(context: AppLoadContext, request: Request, letterId: string) {
  const viewer = requireViewer(context, request);
  const found = await findVisibleLetter(context.deps.db, viewer.grants, letterId);
  if (!found) throw refuse('not-found');
  const { letter, tenancy } = found;
  const resource = { tenancy, householdId: letter.householdId };
  const reader = viewer.grants.find((grant) => can({ ...viewer, grants: [grant] }, 'case.read', resource));
  if (!reader) throw refuse('forbidden');
  const sheet = letterSheet(
    {
      letterNo: letter.letterNo,
      issuedAt: letter.issuedAt,
      issuedByName: letter.issuedByName,
      facts: letter.facts,
      standing: letterStanding(letter),
      verifyAddress: `${context.publicUrl()}/p/letters/${letter.verifyToken}`,
    },
    context.locale,
  );
  const page = casePages[reader.role];
  return { letter, sheet, casePath: page ? `${page}/${letter.caseId}` : '/committee' };
}
