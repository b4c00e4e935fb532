import { defineWords } from './define-words';

/** The rules of a compound's shared piles: the sentences, and the form that sets their numbers. */
export const sharingRulesWords = defineWords({
  'zh-CN': {
    title: '共享桩规则',
    titleOf: (compound: string) => `${compound} · 共享桩规则`,
    version: (version: number, date: string) => `第 ${version} 版，${date}公布`,
    defaults: '本小区尚未公布自己的规则，按以下默认规则执行',
    none: '没有可看的小区',
    noneHelp: '加入小区后，这里会显示共享桩的规则。',
    compound: '小区',
    show: '查看',
    fairness: '每月公平情况',
    waiting: '我的候补与换时段',
    edit: '修改规则',
    editIntro: '公布后立即用于新的预约；已预约的时段按原来的承诺执行。每一版都保留，居民可以看到。',
    publish: '公布新规则',
    published: (version: number) => `已公布第 ${version} 版规则`,
    groups: { booking: '预约', waiting: '候补', promise: '电量承诺', lending: '出借' },
    sentences: {
      slots: (count: number) => `每户每周（周一至周日）最多持有 ${count} 个时段。`,
      busy: (from: string, to: string, most: string) =>
        `${from}–${to} 是繁忙时段，每户每周最多占用 ${most}。`,
      ahead: (without: number, withOwn: number) =>
        `没有自有桩的住户可提前 ${without} 天预约，有自有桩的住户可提前 ${withOwn} 天。`,
      noShows: (allowed: number, days: number) => `28 天内爽约超过 ${allowed} 次，只能提前 ${days} 天预约。`,
      cancel: (minutes: string) => `开始前不足 ${minutes}才取消的时段，仍计入本周的时段数。`,
      cancelAny: '开始前随时取消，都不计入本周的时段数。',
      offer: (minutes: string) =>
        `时段空出后先问候补的第一户，为其保留 ${minutes}（最迟到时段开始）；未答复或放弃，就问下一户。`,
      order:
        '候补顺序：先是没有车位的住户，再是有车位没有桩的，最后是有桩的；同类中，最近 28 天用得少的在前，其次是最久没轮到的，再次是先来的。',
      passed: '放弃过一次的住户，下一次排在没有放弃过的住户之后，只排后这一次。',
      patience: (days: number) =>
        `有车位或有桩的住户，28 天内累计 ${days} 天候补落空，就与没有车位的住户同等排序，谁都不会一直轮不到。`,
      leastOffered: (share: string) => `只有能承诺所需电量 ${share} 以上的时段才会拿来问候补住户。`,
      share: (share: string) => `所有时段承诺的电量合计最多用台区余量的 ${share}，其余留给自有桩。`,
      shortfall: (fen: string) => `因电网或运营商原因没有充到的，每 kWh 补偿 ${fen}。`,
      noShortfall: '因电网或运营商原因没有充到的，不另行补偿，只付实际充到的电量。',
      operator: (share: string) => `出借的桩，服务费的 ${share} 归运营商，其余归桩主；电费按电价原样收取。`,
      takeBack: (minutes: string, fen: string) =>
        `桩主自己的车优先。桩主在开始前 ${minutes} 之内才收回客人的时段，补偿客人 ${fen}。`,
      noTakeBack: '桩主自己的车优先，收回的时段会立即通知客人并给出最近的空闲。',
    },
    fields: {
      slotsPerWeek: '每户每周时段数',
      busyHoursPerWeek: '每户每周繁忙时段',
      busyFrom: '繁忙时段开始',
      busyTo: '繁忙时段结束',
      withoutOwnDaysAhead: '没有自有桩可提前',
      withOwnDaysAhead: '有自有桩可提前',
      offerMinutes: '候补保留',
      noShowsAllowed: '28 天内允许爽约',
      strictDaysAhead: '爽约过多后可提前',
      freeCancelMinutes: '免计次取消，开始前',
      promisePercent: '时段可用台区余量',
      shortfallYuan: '少充补偿',
      operatorPercent: '出借桩服务费归运营商',
      takeBackNoticeMinutes: '桩主临时收回，开始前',
      takeBackYuan: '临时收回补偿客人',
    },
    units: {
      slots: '个',
      hours: '小时',
      days: '天',
      minutes: '分钟',
      times: '次',
      percent: '%',
      yuan: '元/kWh',
      yuanOnce: '元/次',
    },
    midnightHint: '24:00 请填 00:00',
    errors: {
      number: '请填写数字',
      time: '请填写时间，例如 18:00',
      between: (min: string, max: string) => `请填写 ${min} 到 ${max} 之间的数`,
      whole: (min: string, max: string) => `请填写 ${min} 到 ${max} 之间的整数`,
      afterFrom: '结束须晚于开始',
      movedOn: (version: number) => `规则已由他人改为第 ${version} 版，请核对后再公布`,
      unchanged: '与现行规则相同，无需公布',
    },
  },
  en: {
    title: 'Rules of the shared piles',
    titleOf: (compound) => `${compound} · Rules of the shared piles`,
    version: (version, date) => `Version ${version}, published ${date}`,
    defaults: 'This compound has published no rules of its own; these defaults hold',
    none: 'No compound to show',
    noneHelp: 'Once you have joined a compound, the rules of its shared piles appear here.',
    compound: 'Compound',
    show: 'Show',
    fairness: 'Fairness by month',
    waiting: 'My waiting and swaps',
    edit: 'Change the rules',
    editIntro:
      'New rules hold at once for new bookings; slots that are booked stay as promised. Every version is kept and residents can see it.',
    publish: 'Publish new rules',
    published: (version) => `Version ${version} of the rules is published`,
    groups: { booking: 'Booking', waiting: 'Waiting', promise: 'Promised energy', lending: 'Lending' },
    sentences: {
      slots: (count) => `A household holds at most ${count} slots a week, Monday to Sunday.`,
      busy: (from, to, most) =>
        `${from}–${to} are the busy hours; a household may have at most ${most} of them a week.`,
      ahead: (without, withOwn) =>
        `Households without a pile of their own book up to ${without} days ahead, those with one ${withOwn} days.`,
      noShows: (allowed, days) =>
        `After more than ${allowed} missed slots in 28 days a household books no more than ${days} days ahead.`,
      cancel: (minutes) =>
        `A slot cancelled less than ${minutes} before it begins still counts towards the week.`,
      cancelAny: 'A slot cancelled any time before it begins does not count towards the week.',
      offer: (minutes) =>
        `A slot that becomes free is offered to the first in line and kept for ${minutes} (until it begins at the latest); without an answer it goes to the next.`,
      order:
        'The order: households without a parking space first, then those with a space and no pile, then those with a pile; among equals who used least in the last 28 days, then who has waited longest since the last slot, then who came first.',
      passed: 'Who lets an offer pass stands behind those who have not, for the next slot only.',
      patience: (days) =>
        `A household with a space or pile whose waiting came to nothing on ${days} days within 28 counts as one without, so that nobody waits for ever.`,
      leastOffered: (share) => `A slot is offered only where it can promise ${share} of the energy or more.`,
      share: (share) =>
        `All slots together promise at most ${share} of the room on the grid; the rest stays for private piles.`,
      shortfall: (fen) =>
        `Energy that fails to come because of the grid or the operator is paid back with ${fen} a kWh.`,
      noShortfall:
        'Energy that fails to come because of the grid or the operator is not paid for and not compensated.',
      operator: (share) =>
        `At a lent pile the operator keeps ${share} of the service fee, the owner the rest; electricity is passed on at its price.`,
      takeBack: (minutes, fen) =>
        `The owner’s own car comes first. A slot taken back less than ${minutes} before it begins is compensated with ${fen}.`,
      noTakeBack:
        'The owner’s own car comes first; guests are told at once with the nearest free slot when a slot is taken back.',
    },
    fields: {
      slotsPerWeek: 'Slots a week for a household',
      busyHoursPerWeek: 'Busy hours a week for a household',
      busyFrom: 'Busy hours from',
      busyTo: 'Busy hours to',
      withoutOwnDaysAhead: 'Days ahead without a pile',
      withOwnDaysAhead: 'Days ahead with a pile',
      offerMinutes: 'An offer is kept',
      noShowsAllowed: 'Missed slots allowed in 28 days',
      strictDaysAhead: 'Days ahead after too many',
      freeCancelMinutes: 'Free cancelling until before the start',
      promisePercent: 'Room that slots may promise',
      shortfallYuan: 'Compensation',
      operatorPercent: 'Service fee of lent piles to the operator',
      takeBackNoticeMinutes: 'Taken back late: less than before the start',
      takeBackYuan: 'Compensation for a slot taken back late',
    },
    units: {
      slots: 'slots',
      hours: 'hours',
      days: 'days',
      minutes: 'minutes',
      times: 'times',
      percent: '%',
      yuan: '¥/kWh',
      yuanOnce: '¥ each',
    },
    midnightHint: 'Enter 24:00 as 00:00',
    errors: {
      number: 'Enter a number',
      time: 'Enter a time such as 18:00',
      between: (min, max) => `Enter a number from ${min} to ${max}`,
      whole: (min, max) => `Enter a whole number from ${min} to ${max}`,
      afterFrom: 'The end must be after the beginning',
      movedOn: (version) => `Somebody has published version ${version} meanwhile; check it before publishing`,
      unchanged: 'These are the rules in force; there is nothing to publish',
    },
  },
});
