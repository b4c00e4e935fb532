import type { MediationDecision, MediationGround } from '~/domain/approval/mediation-grounds';
import type { EvidenceKind, RefusalReason } from '~/domain/refusal/property-refusal';
import { agreeToCase } from '~/use-cases/approval/agree-to-case.server';
import { escalateOverdue } from '~/use-cases/approval/escalate-overdue.server';
import { refuseCase } from '~/use-cases/approval/refuse-case.server';
import { returnForDocuments } from '~/use-cases/approval/return-for-documents.server';
import { decideMediation } from '~/use-cases/mediation/decide-mediation.server';
import { castVote } from '~/use-cases/resolution/cast-vote.server';
import { closeResolution } from '~/use-cases/resolution/close-resolution.server';
import type { VoteChoice } from '~db/queries/resolutions.server';
import type { CaseThread } from './application-scenes';
import { makePaper } from './papers';
import { actingStaff, done, type Scene, type StaffLogin, type Stage } from './stage';

export interface StoryRefusal {
  reason: RefusalReason;
  explanation: string;
  evidence: { kind: EvidenceKind; title: string };
}

/** What the property, the committee and the street office do about a case. */
export function approvalScenes(stage: Stage, thread: CaseThread, property: 'wuye' | 'songtao' = 'wuye') {
  const { deps } = stage;
  const { caseId } = thread;
  const scene = (at: string, play: () => Promise<unknown>): Scene => ({ at, play });
  return {
    agrees: (at: string, conditions: readonly string[] = []) =>
      scene(at, async () => {
        stage.nameNext('letter', `letter_${thread.member.key}`);
        stage.nameNext('res', `res_${thread.member.key}`);
        const agreed = done(await agreeToCase(deps, actingStaff(property), { caseId, conditions }));
        thread.letterNo = agreed.letterNo;
        thread.resolutionId = agreed.consent?.resolutionId ?? '';
      }),
    returns: (at: string, kinds: readonly string[], words: string) =>
      scene(at, async () =>
        done(await returnForDocuments(deps, actingStaff(property), { caseId, kinds, words })),
      ),
    refuses: (at: string, refusal: StoryRefusal) =>
      scene(at, async () => {
        const { kind, title } = refusal.evidence;
        const bytes = makePaper(title, ['出具单位：丽湖物业服务有限公司', refusal.explanation]);
        const evidence = { kind, file: { name: `${title}.pdf`, bytes } };
        const { reason, explanation } = refusal;
        const input = { caseId, reason, explanation, loadRate: null, missingDocuments: [], evidence };
        done(await refuseCase(deps, actingStaff(property), input));
      }),
    votes: (at: string, loginName: StaffLogin, choice: VoteChoice, note: string | null = null) =>
      scene(at, async () => {
        const { resolutionId } = thread;
        done(await castVote(deps, actingStaff(loginName), { resolutionId, choice, note }));
      }),
    closes: (at: string) =>
      scene(at, async () => {
        const { resolutionId } = thread;
        done(await closeResolution(deps, actingStaff('yeweihui1'), { resolutionId }));
      }),
    isEscalated: (at: string) =>
      scene(at, async () => {
        const { escalated } = await escalateOverdue(deps);
        if (!escalated.includes(caseId)) throw new Error(`${caseId} was not overdue at ${at}`);
      }),
    isMediated: (at: string, decision: MediationDecision, ground: MediationGround, words: string) =>
      scene(at, async () =>
        done(await decideMediation(deps, actingStaff('jiedao'), { caseId, decision, ground, words })),
      ),
  };
}
