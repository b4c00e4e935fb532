import { defineWords } from './define-words';

/** How many more piles fit, sampled over nights, and how sure that is. */
export const hostingWords = defineWords({
  'zh-CN': {
    title: '还能再装多少（抽样计算）',
    modes: {
      uncontrolled: '随时充',
      ordered: '有序充',
      upgraded: (kva: string) => `换成 ${kva} 后有序充`,
    },
    mode: '方式',
    piles: '还能再装',
    proven: '有把握至少',
    nights: '达标夜晚与卡点',
    needFactor: '需要系数法',
    count: (piles: string) => `${piles} 台`,
    atLeast: (piles: string) => `${piles} 台以上`,
    goodNights: (good: string, nights: string, low: string, high: string) =>
      `${good}/${nights}（95% 置信区间 ${low}–${high}）`,
    level: (nights: string, nightShare: string, energyShare: string, kw: string, date: string) =>
      `${date} 抽样 ${nights} 个夜晚计算，每桩 ${kw}。标准：至少 ${nightShare} 的夜晚里，每一辆车出发前都充到所需电量的 ${energyShare}，变压器和馈线都不超限。`,
    ownDemand: (from: string, to: string, stays: string) =>
      `用车习惯取自本小区 ${from} 至 ${to} 的 ${stays} 次停车充电。`,
    publishedDemand: (from: string, to: string, stays: string) =>
      `本小区的充电记录还不够（要 8 周、10 根桩、200 次），先用一处公开的公寓小区数据：${from} 至 ${to}，${stays} 次停车充电。`,
    source: (source: string, licence: string) =>
      `数据来源：${source}（${licence}，本系统汇总，不含单次记录）`,
    noCurve: '没有实测日曲线，按全天都在用电高峰计算，结果偏保守。',
    worstDay: '居民用电按实测最不利日的曲线，每晚都这样算。',
    approval: '批不批按需要系数法；抽样结果供参考。',
    waiting: '抽样结果正在按今天的台账计算，一般几秒钟，刷新本页即可看到。下面先给出需要系数法的估算。',
    notKept: '作决定时没有现成的抽样结果。',
    place: {
      transformer: (name: string) => `变压器（${name}）`,
      feeder: (name: string) => `馈线（${name}）`,
      phase: (feeder: string, phase: string) => `${feeder} ${phase} 相`,
      cars: '车自身的功率和停车时间',
    },
    block: (place: string, weekday: string, from: string, to: string, kwh: string) =>
      `再多一台，先卡住的是${place}，${weekday}这一夜 ${from}–${to}，差 ${kwh}`,
    none: (piles: string) => `只算到 ${piles} 台，都装得下`,
    resident: {
      basis: (nights: string, nightShare: string, energyShare: string) =>
        `意思是：抽样 ${nights} 个夜晚，至少 ${nightShare} 的夜晚里每辆车出发前都能充到所需电量的 ${energyShare}。`,
      sure: (good: string, nights: string, proven: string, date: string) =>
        `有序充算到这个数时，${nights} 个夜晚有 ${good} 个达标；有 95% 把握的是 ${proven}。${date}计算。`,
      approval: (uncontrolled: string, ordered: string) =>
        `审批用的是更保守的需要系数法：还能批 ${uncontrolled}随时充，或 ${ordered}有序充。`,
      waiting: '这是需要系数法的估算。按真实用车抽样的结果正在计算，稍后刷新可见。',
    },
  },
  en: {
    title: 'How many more fit (sampled)',
    modes: {
      uncontrolled: 'Uncontrolled',
      ordered: 'Ordered',
      upgraded: (kva) => `Ordered, with a ${kva} transformer`,
    },
    mode: 'Charging',
    piles: 'More piles',
    proven: 'Sure of at least',
    nights: 'Good nights, and what binds',
    needFactor: 'Need factor',
    count: (piles) => piles,
    atLeast: (piles) => `over ${piles}`,
    goodNights: (good, nights, low, high) => `${good} of ${nights} (95 % interval ${low}–${high})`,
    level: (nights, nightShare, energyShare, kw, date) =>
      `Sampled on ${date} over ${nights} nights, ${kw} a pile. The level: on at least ${nightShare} of the nights every single car has ${energyShare} of its energy when it leaves, and no transformer or feeder passes its limit.`,
    ownDemand: (from, to, stays) => `Habits of this compound: ${stays} stays from ${from} to ${to}.`,
    publishedDemand: (from, to, stays) =>
      `This compound has too little history (it takes 8 weeks, 10 piles, 200 stays). Until then a published apartment cooperative: ${stays} stays from ${from} to ${to}.`,
    source: (source, licence) => `Data: ${source} (${licence}; summed up here, no single session kept)`,
    noCurve: 'No day was measured: the homes are taken at their peak all day, which is cautious.',
    worstDay: 'The homes use as much every night as on the worst day measured.',
    approval: 'Approval goes by the need factor; the sample is for information.',
    waiting:
      'The sample is being reckoned on today’s ledger; it takes seconds, reload to see it. Until then, the need-factor estimate.',
    notKept: 'No sample stood ready when this was decided.',
    place: {
      transformer: (name) => `transformer ${name}`,
      feeder: (name) => `feeder ${name}`,
      phase: (feeder, phase) => `${feeder}, phase ${phase}`,
      cars: 'the cars’ own power and time',
    },
    block: (place, weekday, from, to, kwh) =>
      `The next one is stopped by ${place}, ${weekday} night ${from}–${to}, ${kwh} short`,
    none: (piles) => `Counted up to ${piles}: all of them fit`,
    resident: {
      basis: (nights, nightShare, energyShare) =>
        `That is: over ${nights} sampled nights, on at least ${nightShare} of them every car has ${energyShare} of its energy when it leaves.`,
      sure: (good, nights, proven, date) =>
        `With that many ordered piles ${good} of ${nights} nights were good; ${proven} are certain at 95 %. Reckoned on ${date}.`,
      approval: (uncontrolled, ordered) =>
        `Approval goes by the more cautious need factor: ${uncontrolled} more uncontrolled, or ${ordered} ordered.`,
      waiting:
        'This is the need-factor estimate. The sample over real charging habits is being reckoned; reload in a moment.',
    },
  },
});
