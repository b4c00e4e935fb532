import type { AppLoadContext } from '@remix-run/node';
import type { ReviewChoices } from '~/components/review';
import { consentStillNeeded } from '~/domain/approval/consent-history';
import { CAPACITY_REFUSAL_LOAD_RATE } from '~/domain/refusal/property-refusal';
import { consentNeeded } from '~/use-cases/shared/installation/advance-case.server';
import { findMeasuredLoadRate } from '~db/queries/case-file.server';
import { getCompound, getRulePack } from '~db/queries/compounds.server';
import { listLettersOfCase } from '~db/queries/letters.server';
import { readCaseFile } from './case-file.server';
import { shapeDeskFile } from './desk-file.server';
import { latestRefusal } from './refusal-facts.server';

/** A case as the property's page shows it, with the choices of an answer while it waits for one. */
export async function readPropertyCase(context: AppLoadContext, request: Request, caseId: string) {
  const file = await readCaseFile(context, request, 'property', caseId);
  const { db } = context.deps;
  const { row, events } = file;
  const [compound, pack, measured, letters] = await Promise.all([
    getCompound(db, row.compound_id),
    getRulePack(db, row.compound_id),
    findMeasuredLoadRate(db, row.compound_id, row.id),
    listLettersOfCase(db, row.compound_id, row.id),
  ]);
  const past = events.map((event) => event.kind);
  const asks = consentStillNeeded(consentNeeded(compound, row), past).rule;
  const choices: ReviewChoices = {
    asks,
    documentKinds: pack.params.documentKinds,
    measured: measured
      ? {
          name: measured.transformerName,
          loadRate: measured.loadRate,
          measuredOn: measured.measuredOn,
          source: measured.source,
          allows: measured.loadRate > CAPACITY_REFUSAL_LOAD_RATE.value,
        }
      : null,
    limitSource: CAPACITY_REFUSAL_LOAD_RATE.source,
  };
  return {
    ...shapeDeskFile(context, file),
    committeeAsked: asks !== 'none' || past.includes('committee_opened'),
    allowances: pack.params,
    refusal: latestRefusal(events),
    choices: row.status === 'property_review' ? choices : null,
    letters: letters.map(({ id, letterNo, issuedAt, revokedAt }) => ({ id, letterNo, issuedAt, revokedAt })),
  };
}

export type PropertyCase = Awaited<ReturnType<typeof readPropertyCase>>;
