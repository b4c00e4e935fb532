import { CONSENT_RECIPIENTS } from '~/domain/installation/application-draft';
import { answerStep } from '~/use-cases/application/answer-step.server';
import { openDraft } from '~/use-cases/application/open-draft.server';
import { requestMediation } from '~/use-cases/application/request-mediation.server';
import { submitApplication } from '~/use-cases/application/submit-application.server';
import { withdrawCase } from '~/use-cases/application/withdraw-case.server';
import { addDocument } from '~/use-cases/document/add-document.server';
import { saveVehicle } from '~/use-cases/household/save-vehicle.server';
import type { CastMember } from '~db/seed/cast';
import { makePaper, makePicture } from './papers';
import { actingResident, done, type Scene, type Stage } from './stage';

/** One applicant's case while the story is told: its fixed id and what the later scenes need of the earlier ones. */
export interface CaseThread {
  readonly member: CastMember;
  readonly caseId: string;
  vehicleId: string;
  letterNo: string;
  resolutionId: string;
}

export function threadOf(member: CastMember): CaseThread {
  return { member, caseId: `case_${member.key}`, vehicleId: '', letterNo: '', resolutionId: '' };
}

/** What a resident does about the own case. */
export function residentScenes(stage: Stage, thread: CaseThread) {
  const { deps } = stage;
  const { member, caseId } = thread;
  const actor = actingResident(member);
  const home = { compoundId: member.compoundId, householdId: member.householdId };

  async function begin(): Promise<void> {
    stage.nameNext('case', caseId);
    done(await openDraft(deps, actor, home));
    done(await answerStep(deps, actor, { caseId, answer: { spaceId: member.spaceId } }));
    const car = { kind: 'registered', vehicleId: thread.vehicleId } as const;
    done(await answerStep(deps, actor, { caseId, answer: { car } }));
  }

  async function submit(): Promise<void> {
    await begin();
    const answer = { pile: member.pile, capacityRead: true };
    done(await answerStep(deps, actor, { caseId, answer }));
    for (const { kind, file } of papersOf(member)) {
      done(await addDocument(deps, actor, { caseId, kind, file }));
    }
    done(await submitApplication(deps, actor, { caseId, consents: CONSENT_RECIPIENTS }));
  }

  const scene = (at: string, play: () => Promise<unknown>): Scene => ({ at, play });
  return {
    registersCar: (at: string) =>
      scene(at, async () => {
        stage.nameNext('car', `car_${member.key}`);
        const saved = done(await saveVehicle(deps, actor, { ...home, ...member.car }));
        thread.vehicleId = saved.vehicleId;
      }),
    beginsDraft: (at: string) =>
      scene(at, async () => {
        await begin();
        const [identity] = papersOf(member);
        if (identity) done(await addDocument(deps, actor, { caseId, ...identity }));
      }),
    submits: (at: string) => scene(at, submit),
    asksMediation: (at: string, words: string) =>
      scene(at, async () => done(await requestMediation(deps, actor, { caseId, words }))),
    withdraws: (at: string, words: string) =>
      scene(at, async () => done(await withdrawCase(deps, actor, { caseId, words }))),
  };
}

const LEASED_SPACES = ['space_lhy_052'];

function papersOf(member: CastMember) {
  const seed = Number(member.phone.slice(-2));
  const space = member.spaceId.replace(/^space_(lhy|stl)_/, '');
  const owner = `业主：${member.name}`;
  const paper = (title: string, lines: string[]) => makePaper(title, [owner, ...lines]);
  const papers = [
    { kind: 'id-card', file: { name: '身份证.png', bytes: makePicture('card', seed) } },
    {
      kind: 'space-right',
      file: {
        name: '车位权属证明.pdf',
        bytes: paper('车位使用权证明', [`车位编号：${space}`, '用途：停放小型车辆']),
      },
    },
    { kind: 'vehicle', file: { name: '行驶证.png', bytes: makePicture('card', seed + 50) } },
    {
      kind: 'commitment',
      file: {
        name: '安装承诺书.pdf',
        bytes: paper('充电桩安装使用承诺书', [
          `车辆：${member.car.model} ${member.car.plate}`,
          '本人承诺按规范使用充电设施，接受有序充电。',
        ]),
      },
    },
  ];
  if (!LEASED_SPACES.includes(member.spaceId)) return papers;
  const bytes = paper('产权人同意书', [`车位编号：${space}`, '同意承租人在该车位安装充电桩。']);
  return [...papers, { kind: 'landlord-consent', file: { name: '产权人同意书.pdf', bytes } }];
}
