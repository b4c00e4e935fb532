import { defineWords } from './define-words';

/** The monthly fairness page of the shared piles. */
export const fairnessWords = defineWords({
  'zh-CN': {
    title: '共享桩公平情况',
    titleOf: (compound: string) => `${compound} · 共享桩公平情况`,
    meta: (month: string) => `${month}，按时段开始的日期统计`,
    intro:
      '这里只有汇总数字：谁都看不到某一户的情况，不足 5 户的数字不显示。同一户同一天多次尝试同样的时间，只算要过一次。',
    none: '没有可看的小区',
    noneHelp: '加入小区后，这里会按月显示共享桩由谁要过、谁得到了。',
    empty: (month: string) => `${month}还没有人预约共享桩`,
    emptyHelp: '有住户预约或候补后，这里会显示要了多少、得到多少、是否公平。',
    month: '月份',
    show: '查看',
    rules: '共享桩规则',

    tooFew: '少于 5 户，不显示',
    nobody: '没有住户',
    whoTitle: '谁要过，谁得到了',
    group: '住户',
    groups: { all: '全部', withoutPile: '没有自有桩', withPile: '有自有桩' },
    households: '要过的住户',
    householdCount: (count: number) => `${count} 户`,
    asked: '要的时间',
    got: '得到的时间',
    share: '得到的比例',
    hours: (hours: string) => `${hours} 小时`,
    jain: '公平指数',
    jainHelp:
      '公平指数（Jain 指数）按每户“得到 ÷ 要过”计算：1 表示各户得到的比例一样；越低，越集中在少数住户。',
    summary: (share: string, index: string) => `要过的时间得到了 ${share}，公平指数 ${index}。`,
    summaryTooFew: '本月要过共享桩的住户少于 5 户，不显示数字。',
    hoursTitle: '一天里哪些时间最紧',
    hoursUnit: '单位：户·小时，全月合计，每 2 小时一段',
    hoursSummary: (time: string, asked: string, got: string) =>
      `要得最多的是 ${time}：要 ${asked} 户·小时，得到 ${got} 户·小时。`,
    hoursSummaryNone: '每个时间段都少于 5 户，不显示。',
    hour: '时间',
    bandHidden: '少于 5 户',
    busyLabel: '繁忙时段',
    busyLine: (asked: string, got: string, share: string) => `要 ${asked}，得到 ${got}（${share}）`,
    refusalsTitle: '没约上的原因',
    reason: '原因',
    count: '次数',
    times: (count: number) => `${count} 次`,
    noRefusals: '本月没有被拒绝的预约',
    waitingTitle: '候补',
    waitedMedian: '等到的住户，等待时间中位数',
    served: '等到',
    unserved: '没等到',
    noWaiting: '本月没有结束的候补',
    reasons: {
      taken: '时段已被他人约走',
      'slots-used-up': '本周时段数已用完',
      'busy-hours-used-up': '本周繁忙时段已用完',
      'no-energy': '电网余量不够，无法承诺电量',
      'too-far': '超出可提前的天数',
      'too-soon': '离开始太近',
      closed: '不在开放时间',
      paused: '桩暂停使用',
      'no-price': '没有公布价格',
      papers: '桩的检定、保险或通电不齐',
      other: '其他',
    },
  },
  en: {
    title: 'Fairness of the shared piles',
    titleOf: (compound) => `${compound} · Fairness of the shared piles`,
    meta: (month) => `${month}, by the day on which a slot begins`,
    intro:
      'Only sums are shown: nobody can see a single household, and figures of fewer than 5 households are held back. Asking several times for the same time of one day counts as asking once.',
    none: 'No compound to show',
    noneHelp:
      'Once you have joined a compound, this page shows by month who asked for shared piles and who got them.',
    empty: (month) => `Nobody has booked a shared pile in ${month}`,
    emptyHelp:
      'Once households book or wait, this page shows what they asked for, what they got and how fair it was.',
    month: 'Month',
    show: 'Show',
    rules: 'Rules of the shared piles',

    tooFew: 'fewer than 5 households, not shown',
    nobody: 'no household',
    whoTitle: 'Who asked, who got',
    group: 'Households',
    groups: { all: 'All', withoutPile: 'Without a pile', withPile: 'With a pile' },
    households: 'Asked',
    householdCount: (count) => `${count} households`,
    asked: 'Time asked for',
    got: 'Time got',
    share: 'Share got',
    hours: (hours) => `${hours} h`,
    jain: 'Fairness index',
    jainHelp:
      'The fairness index (Jain’s) is of what each household got of what it asked for: 1 where all got the same share, lower where few got most.',
    summary: (share, index) => `${share} of the time asked for was got; fairness index ${index}.`,
    summaryTooFew: 'Fewer than 5 households asked for shared piles this month; no figures are shown.',
    hoursTitle: 'Which hours are scarce',
    hoursUnit: 'Household hours, sum of the month, in steps of 2 hours',
    hoursSummary: (time, asked, got) =>
      `Most asked for: ${time}, ${asked} household hours asked, ${got} got.`,
    hoursSummaryNone: 'Fewer than 5 households at every time of day; not shown.',
    hour: 'Time',
    bandHidden: 'fewer than 5',
    busyLabel: 'Busy hours',
    busyLine: (asked, got, share) => `${asked} asked, ${got} got (${share})`,
    refusalsTitle: 'Why a slot was refused',
    reason: 'Reason',
    count: 'Count',
    times: (count) => `${count}`,
    noRefusals: 'No booking was refused this month',
    waitingTitle: 'Waiting',
    waitedMedian: 'Median wait of those served',
    served: 'Served',
    unserved: 'Not served',
    noWaiting: 'No waiting ended this month',
    reasons: {
      taken: 'somebody else has it',
      'slots-used-up': 'the week’s slots are used up',
      'busy-hours-used-up': 'the week’s busy hours are used up',
      'no-energy': 'no room on the grid to promise energy',
      'too-far': 'further ahead than allowed',
      'too-soon': 'too close to its beginning',
      closed: 'outside the opening hours',
      paused: 'the pile is paused',
      'no-price': 'no published price',
      papers: 'verification, insurance or power of the pile missing',
      other: 'other',
    },
  },
});

type Reason = keyof (typeof fairnessWords)['zh-CN']['reasons'];

const grouped: Record<string, Reason> = {
  'no-published-price': 'no-price',
  'no-tariff': 'no-price',
  'no-power': 'papers',
  'not-verified': 'papers',
  'not-insured': 'papers',
  'closed-for-good': 'paused',
};

/** The reason under which an outcome of asking is counted. */
export function refusalGroup(outcome: string): Reason {
  if (outcome in fairnessWords['zh-CN'].reasons) return outcome as Reason;
  return grouped[outcome] ?? 'other';
}
