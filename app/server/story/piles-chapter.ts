import { castMember } from '~db/seed/cast';
import { type DemoStation, stationOf } from '~db/seed/demo-stations';
import { type CaseThread, residentScenes, threadOf } from './application-scenes';
import { approvalScenes } from './approval-scenes';
import { operatorScenes, utilityScenes } from './grid-scenes';
import type { Scene, Stage } from './stage';

/** The owners of the nine private piles with the working day on which each handed in the request. */
export const pileOwners = [
  { key: 'liqiang', identity: 'LHY-P04', submittedBack: 47, decision: 'direct' },
  { key: 'linxiao', identity: 'LHY-P01', submittedBack: 45, decision: 'ordered' },
  { key: 'wanglei', identity: 'LHY-P02', submittedBack: 43, decision: 'ordered' },
  { key: 'yangfan', identity: 'LHY-P05', submittedBack: 42, decision: 'ordered' },
  { key: 'zhangmin', identity: 'LHY-P03', submittedBack: 40, decision: 'ordered' },
  { key: 'huangyan', identity: 'LHY-P06', submittedBack: 39, decision: 'ordered' },
  { key: 'xujing', identity: 'LHY-P07', submittedBack: 37, decision: 'ordered' },
  { key: 'sunhao', identity: 'LHY-P09', submittedBack: 36, decision: 'ordered' },
  { key: 'zhoutao', identity: 'LHY-P08', submittedBack: 35, decision: 'ordered' },
] as const;

const WORKING_DAYS_TO_ENERGISE = 16;

export const decisionNotes = {
  direct: '台区余量充足，随时可充。',
  ordered: '申请人同意有序充电，谷段优先，高峰保底 6 A。',
} as const;

/** Every step from the request to the energised pile, for the nine private piles. */
export function pilesChapter(stage: Stage): Scene[] {
  return pileOwners.flatMap(({ key, identity, submittedBack, decision }) => {
    const thread = threadOf(castMember(key));
    const station = stationOf(identity);
    return [
      ...approvedScenes(stage, thread, submittedBack),
      ...connectedScenes(stage, thread, submittedBack - 6, decision),
      ...worksScenes(stage, thread, station, submittedBack - WORKING_DAYS_TO_ENERGISE),
    ];
  });
}

/** Car, request, the property's letter and three members of the committee in favour: with the utility five days after the request. */
export function approvedScenes(stage: Stage, thread: CaseThread, submittedBack: number): Scene[] {
  const resident = residentScenes(stage, thread);
  const approval = approvalScenes(stage, thread);
  const on = (later: number, time: string) => stage.workday(submittedBack - later, time);
  return [
    resident.registersCar(stage.workday(submittedBack + 1, '20:12')),
    resident.submits(on(0, '12:34')),
    approval.agrees(on(2, '10:05'), ['工作日 9:00–12:00、14:30–18:00 施工，施工当日告知值班室。']),
    approval.votes(on(2, '19:40'), 'yeweihui1', 'yes'),
    approval.votes(on(3, '08:55'), 'yeweihui3', 'yes'),
    approval.votes(on(3, '21:10'), 'yeweihui2', 'yes', '走线不占用公共通道，同意。'),
    approval.closes(on(4, '09:20')),
  ];
}

/** Accepted, surveyed and decided, four working days in all from `acceptedBack`. */
export function connectedScenes(
  stage: Stage,
  thread: CaseThread,
  acceptedBack: number,
  decision: keyof typeof decisionNotes,
): Scene[] {
  const utility = utilityScenes(stage, thread);
  return [
    utility.accepts(stage.workday(acceptedBack + 1, '15:30')),
    utility.surveys(stage.workday(acceptedBack - 1, '10:40')),
    utility.decides(stage.workday(acceptedBack - 3, '16:15'), decision, decisionNotes[decision]),
  ];
}

/** Accepted works, the station's login and its first connection, and the energised pile on `energisedBack`. */
export function worksScenes(
  stage: Stage,
  thread: CaseThread,
  station: DemoStation,
  energisedBack: number,
): Scene[] {
  const operator = operatorScenes(stage, thread);
  return [
    operator.inspects(stage.workday(energisedBack + 2, '14:20'), station.pileId),
    operator.issuesStation(stage.workday(energisedBack + 1, '09:30'), station),
    operator.connects(stage.workday(energisedBack + 1, '11:05'), station),
    operator.energises(stage.workday(energisedBack, '10:30'), station),
  ];
}
