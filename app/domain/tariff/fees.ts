export type ForbiddenFeeCode =
  | 'application-fee'
  | 'capacity-increase-fee'
  | 'electrical-safety-fee'
  | 'grid-connection-fee'
  | 'property-cooperation-fee'
  | 'collection-handling-fee'
  | 'energy-surcharge';

export interface ForbiddenFee {
  readonly code: ForbiddenFeeCode;
  readonly name: string;
  readonly english: string;
  readonly patterns: readonly RegExp[];
  readonly source: string;
}

/** Fees nobody may charge for a residential pile; a name that matches a pattern cannot be entered. */
export const FORBIDDEN_FEES: readonly ForbiddenFee[] = [
  {
    code: 'application-fee',
    name: '报装费',
    english: 'application fee',
    patterns: [/报装费|报装服务费|申请(受理)?费|(?:application|processing)\s*fee/i],
    source: '常州市工业和信息化局：受理、设计审查、装表环节不收取服务费',
  },
  {
    code: 'capacity-increase-fee',
    name: '增容费',
    english: 'capacity increase fee',
    patterns: [/增容(改造)?费|扩容费|capacity\s*(?:increase|upgrade)\s*fee/i],
    source: '电网侧改造由供电企业承担（发改能源〔2016〕1611号等）',
  },
  {
    code: 'electrical-safety-fee',
    name: '涉电安全费',
    english: 'electrical safety fee',
    patterns: [/(涉电|用电|电气)?安全(管理|服务|检查|保证|押)?(费|金)|electrical\s*safety\s*fee/i],
    source: '常州市住房和城乡建设局 2023',
  },
  {
    code: 'grid-connection-fee',
    name: '接网费',
    english: 'grid connection fee',
    patterns: [/接网费|接入费|并网费|接电费|(?:grid\s*)?connection\s*fee/i],
    source: '产权分界点至公共电网由供电企业投资（发改能源〔2016〕1611号）',
  },
  {
    code: 'property-cooperation-fee',
    name: '物业配合管理费',
    english: 'property management or cooperation fee',
    patterns: [/管理费|配合费|协调费|进场费|施工押金|(?:management|cooperation)\s*fee/i],
    source: '常州市住房和城乡建设局 2023：不得收取管理费等相关费用',
  },
  {
    code: 'collection-handling-fee',
    name: '代收手续费',
    english: 'handling fee for collecting power bills',
    patterns: [/(代收|代缴|收款)?手续费|代收费|代收服务费|(?:handling|collection)\s*fee/i],
    source: '物业管理条例第四十四条',
  },
  {
    code: 'energy-surcharge',
    name: '电费加价',
    english: 'surcharge on the energy price',
    patterns: [/电费.*(加价|附加|加收|上浮)|(线损|变损|损耗|公摊)(电)?费?|surcharge/i],
    source: '电力法第四十四条、第六十六条',
  },
];

export type FeeVerdict =
  | { ok: true; name: string }
  | { ok: false; reason: 'forbidden-fee'; code: ForbiddenFeeCode; source: string }
  | { ok: false; reason: 'unnamed' };

/** Whether a fee of this name may be entered; spaces and punctuation inside the name do not hide it. */
export function judgeFee(name: string): FeeVerdict {
  const given = name.normalize('NFKC').trim();
  if (given === '') return { ok: false, reason: 'unnamed' };
  const compact = given.replace(/[\s\p{P}\p{S}]/gu, '');
  for (const fee of FORBIDDEN_FEES) {
    if (fee.patterns.some((pattern) => pattern.test(given) || pattern.test(compact))) {
      return { ok: false, reason: 'forbidden-fee', code: fee.code, source: fee.source };
    }
  }
  return { ok: true, name: given };
}
