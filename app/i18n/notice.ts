import { defineWords } from './define-words';

/** Words of a 公示 as the neighbours read it. */
export const noticeWords = defineWords({
  'zh-CN': {
    title: '公示',
    intro: (compound: string) => `${compound}业主：现将一件充电桩安装申请公示如下。`,
    posted: (from: string, until: string) => `公示期：${from} 至 ${until}`,
    object: '提出异议',
    objectHint: '实名提出，一户一次；公示时隐去姓名。没有意见不用操作。',
    reason: '理由',
    reasonHint: '写明影响了什么、希望怎么改',
    submitObjection: '提交异议',
    done: '异议已提交，业委会会答复您。',
    mine: '您家的异议',
    waiting: '业委会尚未答复。',
    over: '公示期已过，不再接受异议。',
    own: '这是您家的申请。',
    back: '小区',
  },
  en: {
    title: 'Notice',
    intro: (compound: string) => `Owners of ${compound}: a charger is proposed as follows.`,
    posted: (from: string, until: string) => `Posted from ${from} to ${until}`,
    object: 'Object',
    objectHint:
      'In your own name, once a household; shown without the name. Nothing to do if you do not mind.',
    reason: 'Why',
    reasonHint: 'What it affects and what should change',
    submitObjection: 'Object',
    done: 'Your objection is on record; the committee will answer.',
    mine: 'Your objection',
    waiting: 'Not answered yet.',
    over: 'The period is over: no more objections.',
    own: 'This is your own request.',
    back: 'Compound',
  },
});
