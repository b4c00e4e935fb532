import type { SafetyDuty } from '~/domain/approval/letter-facts';
import type { LetterStanding } from '~/domain/approval/letter-standing';
import { defineWords } from './define-words';

const standingZh: Record<LetterStanding, string> = {
  valid: '有效',
  pending: '物业已同意，业委会或业主的程序尚未办完，暂不得施工',
  revoked: '已撤销，不得据此施工',
  'case-ended': '对应办件已终止，不得据此施工',
};

const standingEn: Record<LetterStanding, string> = {
  valid: 'In force',
  pending: 'The property manager agrees; committee or owners are still being asked: no works yet',
  revoked: 'Revoked: no works on the strength of it',
  'case-ended': 'The case behind it has ended: no works on the strength of it',
};

const dutiesZh: Record<SafetyDuty, string> = {
  'licensed-installer':
    '申请人应委托具备相应资质的单位施工，使用经认证的充电桩和电缆，按验收标准验收合格后使用。',
  'own-meter': '从产权分界点由供电公司装设的专用电能表单独取电，不得私拉电线，不得接入公共照明或人防配电箱。',
  'no-common-parts': '线路只走现有桥架和管井，不得改动消防设施和其他公共部位。',
  'inform-before-works': '开工前至少一个工作日告知物业，按约定时段施工，完工后恢复原状、清理现场。',
  maintenance: '充电桩及出线由申请人维护并承担安全责任；车位转让或不再使用时应告知物业并办理变更或拆除。',
  'property-cooperation': '物业提供图纸资料，配合供电公司勘查和施工，不收取入场费、开通费等未公示的费用。',
};

const dutiesEn: Record<SafetyDuty, string> = {
  'licensed-installer':
    'The applicant has the works done by a licensed installer with certified pile and cable, and uses it only after acceptance.',
  'own-meter':
    'Power comes from an own meter set by the utility at the ownership boundary; no private wires, no public-lighting or civil-defence board.',
  'no-common-parts':
    'The cable stays in existing trays and shafts; fire equipment and other common parts are not touched.',
  'inform-before-works':
    'The property manager is told at least one working day before works, the hours agreed are kept, and the site is restored.',
  maintenance:
    'The applicant maintains the pile and its cable and answers for its safety, and reports a transfer or the end of its use.',
  'property-cooperation':
    'The property manager provides drawings, helps survey and works, and asks no entry, opening or other unpublished fee.',
};

export const letterWords = defineWords({
  'zh-CN': {
    title: '电动汽车充电设施施工建设同意书',
    number: (letterNo: string) => `编号：${letterNo}`,
    standing: standingZh,
    standingTitle: '当前状态',
    intro: (property: string, applicant: string, caseNo: string) =>
      `经审核办件 ${caseNo}，${property}同意申请人${applicant}在下列车位建设充电设施：`,
    compound: '小区',
    door: '房号',
    space: '车位',
    spaceKinds: { owned: '自有', leased: '租赁', common: '公共', 'civil-defence': '人防' },
    spaceLine: (code: string, zone: string, level: string, kind: string) =>
      `${code}（${zone} 区，${level}，${kind}）`,
    level: (level: number) => (level < 0 ? `地下 ${-level} 层` : level === 0 ? '地面' : `${level} 层`),
    pile: '充电桩',
    pileLine: (kw: string, phases: number, smart: boolean) =>
      `${kw}，${phases === 3 ? '三相' : '单相'}，${smart ? '支持有序充电' : '不支持有序充电'}，用途：电动汽车充电专用`,
    route: '线路',
    routeOwn: (metres: number) => `自配电箱沿现有桥架、管井敷设至车位，约 ${metres} 米，不穿越其他公共部位`,
    routeCommon: (metres: number) =>
      `自配电箱敷设至车位，约 ${metres} 米，含需业委会或业主同意的公共部位新增线路`,
    consent: '其他同意程序',
    consentRules: {
      none: '无需另行公示或表决',
      neighbours_notice: '须经公示',
      committee_decision: '须经业委会决定',
      assembly: '须经业主大会表决',
    },
    issued: '出具日期',
    conditions: '附加条件',
    noConditions: '无附加条件。',
    duties: '安全责任',
    duty: dutiesZh,
    signed: (property: string) => `${property}（电子出具）`,
    signedBy: (name: string) => `经办：${name}`,
    verifyHint: '扫描右侧二维码，或打开下方网址，核对本同意书是否有效：',
    translation: '本件以中文文本为准。',
    toCase: '回到办件',
    download: '下载 PDF',
    verify: {
      title: '同意书核验',
      found: '核验结果',
      valid: '这份同意书真实有效',
      notValid: '这份同意书目前不能作为施工依据',
      number: '编号',
      compound: '小区',
      issued: '出具日期',
      issuer: '出具单位',
      revoked: '撤销日期',
      privacy: '为保护个人信息，此页不显示申请人、房号和车位。请与纸面内容核对编号。',
      unknownTitle: '查无此同意书',
      unknown: '这个核验地址不对应任何同意书。请检查二维码是否完整；如果纸面来源可疑，请联系物业或街道办。',
      checkedAt: (at: string) => `核验时间 ${at}`,
    },
  },
  en: {
    title: 'Consent to build an EV charger',
    number: (letterNo: string) => `No. ${letterNo}`,
    standing: standingEn,
    standingTitle: 'Standing',
    intro: (property: string, applicant: string, caseNo: string) =>
      `Having reviewed case ${caseNo}, ${property} agrees that ${applicant} builds a charger at this space:`,
    compound: 'Compound',
    door: 'Door',
    space: 'Space',
    spaceKinds: { owned: 'owned', leased: 'leased', common: 'common', 'civil-defence': 'civil defence' },
    spaceLine: (code: string, zone: string, level: string, kind: string) =>
      `${code} (zone ${zone}, ${level}, ${kind})`,
    level: (level: number) => (level < 0 ? `basement ${-level}` : level === 0 ? 'ground' : `level ${level}`),
    pile: 'Pile',
    pileLine: (kw: string, phases: number, smart: boolean) =>
      `${kw}, ${phases === 3 ? 'three-phase' : 'single-phase'}, ${smart ? 'takes ordered charging' : 'does not take ordered charging'}, for EV charging only`,
    route: 'Cable route',
    routeOwn: (metres: number) =>
      `from the distribution box through existing trays and shafts to the space, about ${metres} m, no other common parts`,
    routeCommon: (metres: number) =>
      `from the distribution box to the space, about ${metres} m, with a new route through common parts that committee or owners must agree to`,
    consent: 'Further consent',
    consentRules: {
      none: 'no notice or vote needed',
      neighbours_notice: 'a notice to the neighbours',
      committee_decision: 'a decision of the committee',
      assembly: 'a vote of the owners',
    },
    issued: 'Issued',
    conditions: 'Conditions',
    noConditions: 'No conditions.',
    duties: 'Safety duties',
    duty: dutiesEn,
    signed: (property: string) => `${property} (issued electronically)`,
    signedBy: (name: string) => `By ${name}`,
    verifyHint: 'Scan the code at the right, or open this address, to check that the letter is in force:',
    translation: 'A translation: the Chinese letter prevails.',
    toCase: 'Back to the case',
    download: 'Download PDF',
    verify: {
      title: 'Check a consent letter',
      found: 'Result',
      valid: 'This letter is genuine and in force',
      notValid: 'This letter does not allow works now',
      number: 'Number',
      compound: 'Compound',
      issued: 'Issued',
      issuer: 'Issued by',
      revoked: 'Revoked',
      privacy:
        'To protect personal data this page shows no applicant, door or space. Compare the number with the paper.',
      unknownTitle: 'No such letter',
      unknown:
        'This address belongs to no letter. Check that the code is whole; if the paper looks doubtful, ask the property manager or the street office.',
      checkedAt: (at: string) => `Checked ${at}`,
    },
  },
});
