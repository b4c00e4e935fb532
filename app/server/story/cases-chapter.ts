import { castMember } from '~db/seed/cast';
import { type CaseThread, residentScenes, threadOf } from './application-scenes';
import { approvalScenes } from './approval-scenes';
import { operatorScenes, utilityScenes } from './grid-scenes';
import { approvedScenes, connectedScenes, worksScenes } from './piles-chapter';
import type { Scene, Stage } from './stage';

/** The open and the closed cases of the last weeks: one at least in every status that has no pile in use. */
export function casesChapter(stage: Stage): Scene[] {
  return [
    ...waitingForProperty(stage),
    ...refusedByProperty(stage),
    ...beforeCommittee(stage),
    ...withUtility(stage),
    ...underConstruction(stage),
    ...closed(stage),
    ...inNeighbourCompound(stage),
  ];
}

function applies(stage: Stage, thread: CaseThread, submittedBack: number, time = '19:25'): Scene[] {
  const resident = residentScenes(stage, thread);
  return [
    resident.registersCar(stage.workday(submittedBack + 1, '20:05')),
    resident.submits(stage.workday(submittedBack, time)),
  ];
}

function waitingForProperty(stage: Stage): Scene[] {
  const draft = threadOf(castMember('fangmei'));
  const overdue = threadOf(castMember('malin'));
  const returned = threadOf(castMember('zhuwei'));
  return [
    residentScenes(stage, draft).registersCar(stage.workday(3, '21:02')),
    residentScenes(stage, draft).beginsDraft(stage.workday(2, '21:18')),
    ...applies(stage, overdue, 8),
    approvalScenes(stage, overdue).isEscalated(stage.workday(4, '00:05')),
    ...applies(stage, threadOf(castMember('caojun')), 3, '08:50'),
    ...applies(stage, threadOf(castMember('weihong')), 2, '13:05'),
    ...applies(stage, threadOf(castMember('huna')), 1, '17:40'),
    ...applies(stage, returned, 9),
    approvalScenes(stage, returned).returns(
      stage.workday(7, '11:15'),
      ['space-right'],
      '车位租赁合同的到期页没有拍到，请补拍含租期的那一页。',
    ),
  ];
}

function refusedByProperty(stage: Stage): Scene[] {
  const refused = threadOf(castMember('fengchao'));
  const mediated = threadOf(castMember('xiejun'));
  return [
    ...applies(stage, refused, 10),
    approvalScenes(stage, refused).refuses(stage.workday(8, '16:45'), {
      reason: 'route-not-agreed',
      explanation: '申请的走线横跨消防通道，需改走东侧桥架后再报。',
      evidence: { kind: 'route-drawing', title: '地库 A 区走线示意图' },
    }),
    ...applies(stage, mediated, 13),
    approvalScenes(stage, mediated).refuses(stage.workday(11, '17:20'), {
      reason: 'fire-conditions',
      explanation: '该防火分区喷淋正在检修，物业认为暂不具备安装条件。',
      evidence: { kind: 'fire-authority-document', title: '消防设施检修通知' },
    }),
    residentScenes(stage, mediated).asksMediation(
      stage.workday(5, '20:30'),
      '喷淋检修已在上周完工，物业仍未恢复受理，请街道协调。',
    ),
  ];
}

function beforeCommittee(stage: Stage): Scene[] {
  const voting = threadOf(castMember('heying'));
  const rejected = threadOf(castMember('jiangli'));
  const approval = approvalScenes(stage, rejected);
  return [
    ...applies(stage, voting, 6),
    approvalScenes(stage, voting).agrees(stage.workday(4, '10:30'), ['施工后恢复车位标线。']),
    approvalScenes(stage, voting).votes(
      stage.workday(2, '20:15'),
      'yeweihui2',
      'yes',
      '符合规定，支持安装。',
    ),
    ...applies(stage, rejected, 16),
    approval.agrees(stage.workday(14, '09:45')),
    approval.votes(stage.workday(13, '19:20'), 'yeweihui1', 'no', '新开桥架穿越人防门，建议改线。'),
    approval.votes(stage.workday(12, '12:10'), 'yeweihui4', 'no'),
    approval.votes(stage.workday(12, '20:40'), 'yeweihui5', 'yes'),
    approval.votes(stage.workday(12, '21:05'), 'yeweihui3', 'no', '同意主任意见。'),
    approval.closes(stage.workday(11, '09:10')),
  ];
}

function withUtility(stage: Stage): Scene[] {
  const [intake, survey, assessment, first, second] = [
    'shenlei',
    'luodan',
    'gaofei',
    'guopeng',
    'hanxue',
  ].map((key) => threadOf(castMember(key))) as [CaseThread, CaseThread, CaseThread, CaseThread, CaseThread];
  const assessing = utilityScenes(stage, assessment);
  return [
    ...approvedScenes(stage, intake, 5),
    ...approvedScenes(stage, survey, 7),
    utilityScenes(stage, survey).accepts(stage.workday(2, '15:10')),
    ...approvedScenes(stage, assessment, 10),
    assessing.accepts(stage.workday(5, '10:20')),
    assessing.surveys(stage.workday(2, '14:30'), { cableLengthM: 41, cableMm2: 6 }),
    ...awaitsUpgrade(stage, first, 20),
    ...awaitsUpgrade(stage, second, 17),
  ];
}

function awaitsUpgrade(stage: Stage, thread: CaseThread, submittedBack: number): Scene[] {
  const utility = utilityScenes(stage, thread);
  return [
    ...approvedScenes(stage, thread, submittedBack),
    utility.accepts(stage.workday(submittedBack - 5, '10:00')),
    utility.surveys(stage.workday(submittedBack - 7, '15:20'), { note: '三相直充，2 号箱变余量不足。' }),
    utility.decides(
      stage.workday(submittedBack - 9, '11:30'),
      'upgrade',
      '申请人不接受有序充电，列入 2 号箱变增容排队。',
    ),
  ];
}

function underConstruction(stage: Stage): Scene[] {
  const works = threadOf(castMember('tangli'));
  const commissioning = threadOf(castMember('caiming'));
  return [
    ...approvedScenes(stage, works, 18),
    ...connectedScenes(stage, works, 12, 'ordered'),
    operatorScenes(stage, works).inspects(stage.workday(3, '15:00'), 'pile_not_made', {
      'earth-resistance': 6.3,
    }),
    ...approvedScenes(stage, commissioning, 21),
    ...connectedScenes(stage, commissioning, 15, 'ordered'),
    operatorScenes(stage, commissioning).inspects(stage.workday(2, '10:50'), 'pile_lhy_caiming'),
  ];
}

function closed(stage: Stage): Scene[] {
  const [retired, upheld, infeasible, withdrawn] = ['yufang', 'dingkai', 'panhong', 'duwei'].map((key) =>
    threadOf(castMember(key)),
  ) as [CaseThread, CaseThread, CaseThread, CaseThread];
  const station = {
    identity: 'LHY-P00',
    password: 'linzhuang-demo-P00',
    pileId: 'pile_lhy_yufang',
    idTag: null,
  };
  const examined = utilityScenes(stage, infeasible);
  return [
    ...approvedScenes(stage, retired, 70),
    ...connectedScenes(stage, retired, 64, 'ordered'),
    ...worksScenes(stage, retired, station, 54),
    operatorScenes(stage, retired).retires(stage.workday(12, '11:00'), '车主已售车并搬离，拆除后恢复车位。'),
    ...applies(stage, upheld, 26),
    approvalScenes(stage, upheld).refuses(stage.workday(24, '15:35'), {
      reason: 'no-right-to-space',
      explanation: '车位登记在他人名下，申请人未能提供使用权证明。',
      evidence: { kind: 'space-register', title: '车位登记册摘录' },
    }),
    residentScenes(stage, upheld).asksMediation(
      stage.workday(23, '19:15'),
      '车位是家里老人名下的，希望街道帮忙协调。',
    ),
    approvalScenes(stage, upheld).isMediated(
      stage.workday(19, '14:00'),
      'uphold',
      'no-right',
      '经核对登记册，申请人对该车位没有使用权；取得书面授权后可重新申请。',
    ),
    ...approvedScenes(stage, infeasible, 24),
    examined.accepts(stage.workday(19, '09:50')),
    examined.surveys(stage.workday(17, '10:10'), {
      fireZoneOpen: false,
      note: '该防火分区无自动喷淋与排烟。',
    }),
    examined.decides(
      stage.workday(15, '16:40'),
      'not-feasible',
      '防火分区不具备条件，完成消防改造后可重新申请。',
      'fire-zone',
    ),
    ...approvedScenes(stage, withdrawn, 19),
    utilityScenes(stage, withdrawn).accepts(stage.workday(14, '14:40')),
    residentScenes(stage, withdrawn).withdraws(stage.workday(12, '20:20'), '改买了增程车，暂时不装桩。'),
  ];
}

function inNeighbourCompound(stage: Stage): Scene[] {
  const thread = threadOf(castMember('qianxue'));
  return [
    ...applies(stage, thread, 4),
    approvalScenes(stage, thread, 'songtao').agrees(stage.workday(2, '16:00'), ['地面车位，电缆穿管埋设。']),
  ];
}
