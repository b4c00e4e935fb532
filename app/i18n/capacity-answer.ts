import { defineWords } from './define-words';

/** The instant answer on a transformer's capacity, as residents read it. */
export const capacityAnswerWords = defineWords({
  'zh-CN': {
    question: '容量即时答复',
    fits: (uncontrolled: string, ordered: string) =>
      `本台区今天还能再装 ${uncontrolled}随时充，或 ${ordered}有序充。`,
    count: (count: string) => `${count} 个`,
    atLeast: (count: string) => `${count} 个以上`,
    proposal: {
      direct: '您的申请预计可直接接入。',
      ordered: '您的申请预计可按有序充电接入：夜里错峰充，早上照样充满。',
      upgrade: '按今天的数据，您的申请预计要等增容。可以照常提交，按提交先后排队。',
    },
    unknown: '这个车位的供电数据还不全，勘查后答复。可以照常提交。',
    orderTip: '改选能有序充电的桩，预计就不用等增容。',
    changePile: '改选桩',
    notFinal: '这是按现有数据算的预计，不是决定。供电公司勘查后由专人决定，并写明理由。',
    figures: '这个数怎么来的',
    transformer: '变压器',
    limit: '计划限额',
    limitValue: (limit: string, rated: string, factor: string, rate: string) =>
      `${limit}（${rated} × 功率因数 ${factor} × ${rate}）`,
    base: '小区用电最高',
    piles: '已装、已批和排队的桩',
    pileCount: (count: number) => `${count} 个`,
    standard: '按每桩',
    read: '知道了，下一步',
  },
  en: {
    question: 'Instant answer on capacity',
    fits: (uncontrolled, ordered) =>
      `Today ${uncontrolled} more uncontrolled piles fit on this transformer, or ${ordered} with ordered charging.`,
    count: (count) => count,
    atLeast: (count) => `more than ${count}`,
    proposal: {
      direct: 'Your application is expected to be connected directly.',
      ordered:
        'Your application is expected to fit with ordered charging: it charges off the peak and is full in the morning.',
      upgrade:
        'On today’s figures your application has to wait for an upgrade. Submit all the same; the queue is by date.',
    },
    unknown: 'The supply data of this space are incomplete; the survey will answer. Submit all the same.',
    orderTip: 'With a pile that takes ordered charging it is expected to fit without waiting.',
    changePile: 'Choose another pile',
    notFinal:
      'This is an estimate from known data, not a decision. After the survey a person at the utility decides and gives reasons.',
    figures: 'Where the figures come from',
    transformer: 'Transformer',
    limit: 'Planning limit',
    limitValue: (limit, rated, factor, rate) => `${limit} (${rated} × power factor ${factor} × ${rate})`,
    base: 'Highest load of the compound',
    piles: 'Piles built, approved and queued',
    pileCount: (count) => `${count}`,
    standard: 'Reckoned per pile',
    read: 'Understood, next',
  },
});
