import type { Insertable, Selectable } from 'kysely';
import type { Db, Trx } from '../client.server';
import type { AssessmentTable, SurveyTable } from '../schema/capacity';

export type SurveyRow = Selectable<SurveyTable>;
export type AssessmentRow = Selectable<AssessmentTable>;

export async function insertSurvey(trx: Trx, row: Insertable<SurveyTable>): Promise<void> {
  await trx.insertInto('survey').values(row).execute();
}

/** The survey that counts: the one recorded last. */
export async function findLatestSurvey(
  db: Db | Trx,
  compoundId: string,
  caseId: string,
): Promise<SurveyRow | undefined> {
  return db
    .selectFrom('survey')
    .selectAll()
    .where('compound_id', '=', compoundId)
    .where('case_id', '=', caseId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

/** Every survey of a case, the last first, with the surveyor's and the feeder's name. */
export async function listSurveys(db: Db | Trx, compoundId: string, caseId: string) {
  return db
    .selectFrom('survey')
    .innerJoin('feeder', (join) =>
      join.onRef('feeder.compound_id', '=', 'survey.compound_id').onRef('feeder.id', '=', 'survey.feeder_id'),
    )
    .leftJoin('person', 'person.id', 'survey.surveyor_id')
    .selectAll('survey')
    .select(['feeder.name as feeder_name', 'person.name as surveyor_name'])
    .where('survey.compound_id', '=', compoundId)
    .where('survey.case_id', '=', caseId)
    .orderBy('survey.recorded_at', 'desc')
    .orderBy('survey.id', 'desc')
    .execute();
}

export async function insertAssessment(trx: Trx, row: Insertable<AssessmentTable>): Promise<void> {
  await trx.insertInto('assessment').values(row).execute();
}

/** Every assessment of a case, the last first, with the name of who decided. */
export async function listAssessments(db: Db | Trx, compoundId: string, caseId: string) {
  return db
    .selectFrom('assessment')
    .leftJoin('person', 'person.id', 'assessment.decided_by')
    .selectAll('assessment')
    .select('person.name as decided_by_name')
    .where('assessment.compound_id', '=', compoundId)
    .where('assessment.case_id', '=', caseId)
    .orderBy('assessment.made_at', 'desc')
    .orderBy('assessment.id', 'desc')
    .execute();
}
