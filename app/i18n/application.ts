import type { ApplicationStep, ConsentRecipient } from '~/domain/installation/application-draft';
import { capacityAnswerWords } from './capacity-answer';
import { defineWords } from './define-words';
import { documentWords } from './documents';

const stepZh: Record<ApplicationStep, string> = {
  space: '车位',
  car: '车辆',
  pile: '充电桩',
  documents: '材料',
  capacity: '容量即时答复',
  confirm: '确认提交',
};

const stepEn: Record<ApplicationStep, string> = {
  space: 'Space',
  car: 'Car',
  pile: 'Pile',
  documents: 'Documents',
  capacity: 'Instant answer',
  confirm: 'Confirm',
};

const recipientZh: Record<ConsentRecipient, string> = {
  property: '物业',
  utility: '供电公司',
  operator: '充电运营商',
};

const recipientEn: Record<ConsentRecipient, string> = {
  property: 'the property manager',
  utility: 'the utility',
  operator: 'the charging operator',
};

const consentZh: Record<ConsentRecipient, string> = {
  property:
    '姓名、房号、车位、车型和充电桩参数，以及车位证明、行驶证、承诺书，用于出具施工建设同意书。不含身份证',
  utility: '上述内容和身份证，用于受理用电申请、现场勘查、装表接电',
  operator: '姓名、房号、车位、车型和充电桩参数，以及车位证明、行驶证、承诺书，用于施工验收、接入和有序充电',
};

const consentEn: Record<ConsentRecipient, string> = {
  property:
    'Name, door, space, car model, pile figures, proof of the space, vehicle licence and commitment, to issue the consent letter. Not the identity card',
  utility: 'The same and the identity card, to accept the application, survey, meter and connect',
  operator:
    'Name, door, space, car model, pile figures, proof of the space, vehicle licence and commitment, for acceptance, connection and ordered charging',
};

/** The application wizard and its documents. */
export const applicationWords = defineWords({
  'zh-CN': {
    title: '充电桩报装',
    step: stepZh,
    next: '下一步',
    previous: '上一步',
    saved: '已自动保存，可随时离开，从首页继续',
    start: {
      intro: '五步完成：车位、车与桩、材料、容量即时答复、确认。每一步都会保存，可以分几次填。',
      begin: '开始报装',
      beginFor: (door: string) => `为 ${door} 开始报装`,
      resume: '继续填写',
      draftOf: (door: string) => `${door} 的报装草稿`,
      openAt: (step: string) => `下一步：${step}`,
      discard: '删除草稿',
      discarded: '草稿和其中的材料已删除',
      savedAt: '上次保存',
      noHousehold: '先加入小区',
      noHouseholdBody: '报装要知道是哪一户、哪个车位。用物业费通知单上的入户码加入后就能开始。',
      join: '加入小区',
      cases: '已提交的办件',
    },
    space: {
      question: '桩装在哪个车位？',
      hint: '只能选登记在您家名下的固定车位',
      register: '登记另一个车位',
      none: '还没有登记车位',
      noneBody: '登记一个您家的固定车位后，就能在这里选。',
      hasCase: (caseNo: string) => `已有办件 ${caseNo}`,
      seeCase: (caseNo: string) => `查看办件 ${caseNo}`,
      leaseEnded: '租期已结束',
    },
    car: {
      question: '给哪辆车充电？',
      hint: '用来建议桩的功率',
      intended: '还没有上牌的车',
      intendedHint: '已订车或准备购车，材料里交购车意向证明',
      register: '登记一辆车',
    },
    pile: {
      question: '装什么样的桩？',
      kw: '功率',
      rating: (kw: string, phases: number) => `${kw} · ${phases === 3 ? '三相 380 V' : '单相 220 V'}`,
      ratingHint: {
        '7': '家用最常见，一晚可充约 50 度',
        '11': '需要三相电，车也要支持',
        '21': '需要三相电，占用容量大，审批更慢',
      },
      suggested: '按您的车建议',
      smart: '桩能否接受有序充电调节',
      smartHint: '能调节的桩，容量紧张时也常能直接装；早上照样充满',
      smartYes: '能，由平台在夜里安排功率',
      smartNo: '不能，插上就满功率',
      route: '电缆要不要新开穿越公共部位的线路',
      routeHint: '要新开线路的，须经业委会同意',
      routes: {
        none: '不用，走现有桥架和管井',
        new: '要新开线路',
        unknown: '不清楚，勘查时再定',
      },
      chooseRating: '请选择功率',
      chooseSmart: '请选择能否有序充电',
      chooseRoute: '请选择线路情况',
      notOffered: '请在列出的功率里选择',
    },
    documents: documentWords['zh-CN'],
    capacity: capacityAnswerWords['zh-CN'],
    confirm: {
      question: '确认提交',
      intro: '请核对。提交后物业会收到申请，答复期限马上开始计算。',
      household: '住户',
      applicant: '申请人',
      space: '车位',
      car: '车辆',
      noCar: '未上牌，交购车意向证明',
      pile: '充电桩',
      smart: '能有序充电',
      notSmart: '不能有序充电',
      route: (answer: string) => `线路：${answer}`,
      documents: '材料',
      capacity: '容量预计',
      change: '修改',
      consents: '同意把资料交给谁',
      consentsHint: '分别同意，缺一方就办不了这件事。可在“我的”里查看哪些单位能看到什么。',
      consentTo: (recipient: string) => `同意提供给${recipient}`,
      recipient: recipientZh,
      consent: consentZh,
      version: (version: string) => `文本版本 ${version}`,
      submit: '提交申请',
      submitted: (caseNo: string) => `已提交，办件号 ${caseNo}`,
      repeated: (caseNo: string) => `这份申请已经提交过，办件号 ${caseNo}`,
    },
    errors: {
      space: '请选择一个车位',
      car: '请选择一辆车',
      'space-not-yours': '这个车位已不在您家名下，请重新选择',
      'lease-ended': '这个车位的租期已结束，续租后再申请',
      'space-has-open-case': '这个车位已有一件申请在办，不能重复申请。',
      'space-has-open-case-other': '这个车位刚刚已有一件申请提交，不能重复申请。请核对车位，有疑问联系物业。',
      'car-not-yours': '这辆车已不在您家名下，请重新选择',
      'rating-not-offered': '请在列出的功率里选择',
      'documents-missing': (names: string) => `还缺材料：${names}`,
      'consent-missing': (names: string) => `请同意把资料提供给${names}，缺一方就无法办理`,
      'already-submitted': '这份申请已经提交',
    },
  },
  en: {
    title: 'Apply for a charging pile',
    step: stepEn,
    next: 'Next',
    previous: 'Back',
    saved: 'Saved by itself; leave at any time and go on from the home page',
    start: {
      intro:
        'Five steps: space, car and pile, documents, instant answer, confirm. Each is saved, so you may come back.',
      begin: 'Start',
      beginFor: (door) => `Start for ${door}`,
      resume: 'Go on',
      draftOf: (door) => `Draft for ${door}`,
      openAt: (step) => `Next: ${step}`,
      discard: 'Delete the draft',
      discarded: 'The draft and its documents are deleted',
      savedAt: 'Saved',
      noHousehold: 'Join a compound first',
      noHouseholdBody:
        'An application names a household and a space. Join with the code on the property fee notice, then start.',
      join: 'Join a compound',
      cases: 'Submitted cases',
    },
    space: {
      question: 'Which space is the pile for?',
      hint: 'Only fixed spaces in your household’s name',
      register: 'Register another space',
      none: 'No space registered yet',
      noneBody: 'Register a fixed space of your household; then choose it here.',
      hasCase: (caseNo) => `case ${caseNo} is under way`,
      seeCase: (caseNo) => `See case ${caseNo}`,
      leaseEnded: 'the lease has ended',
    },
    car: {
      question: 'Which car will charge?',
      hint: 'To suggest the pile’s power',
      intended: 'A car without a plate yet',
      intendedHint: 'Ordered or planned; hand in the purchase intent with the documents',
      register: 'Register a car',
    },
    pile: {
      question: 'What pile will it be?',
      kw: 'Power',
      rating: (kw, phases) => `${kw} · ${phases === 3 ? 'three-phase 380 V' : 'single-phase 220 V'}`,
      ratingHint: {
        '7': 'The usual home pile, about 50 kWh a night',
        '11': 'Needs three phases at the space and in the car',
        '21': 'Needs three phases and much capacity; approval takes longer',
      },
      suggested: 'suggested for your car',
      smart: 'Does the pile take ordered charging',
      smartHint:
        'Such a pile often fits where capacity is short, and the car is full in the morning all the same',
      smartYes: 'Yes, the platform arranges its power at night',
      smartNo: 'No, full power from plug-in',
      route: 'Does the cable need a new route through common parts',
      routeHint: 'A new route needs the committee’s consent',
      routes: {
        none: 'No, existing trays and shafts',
        new: 'Yes, a new route',
        unknown: 'Not known, the survey will tell',
      },
      chooseRating: 'Please choose the power',
      chooseSmart: 'Please say whether it takes ordered charging',
      chooseRoute: 'Please say how the cable runs',
      notOffered: 'Please choose one of the listed powers',
    },
    documents: documentWords.en,
    capacity: capacityAnswerWords.en,
    confirm: {
      question: 'Check and submit',
      intro: 'Please check. The property manager gets it at once, and the time to answer begins.',
      household: 'Household',
      applicant: 'Applicant',
      space: 'Space',
      car: 'Car',
      noCar: 'no plate yet, purchase intent handed in',
      pile: 'Pile',
      smart: 'takes ordered charging',
      notSmart: 'does not take ordered charging',
      route: (answer) => `cable: ${answer}`,
      documents: 'Documents',
      capacity: 'Capacity, expected',
      change: 'Change',
      consents: 'Who may have your data',
      consentsHint:
        'Each by itself; without all three it cannot be done. Under Me you see which office can see what.',
      consentTo: (recipient) => `I agree to give my data to ${recipient}`,
      recipient: recipientEn,
      consent: consentEn,
      version: (version) => `wording ${version}`,
      submit: 'Submit',
      submitted: (caseNo) => `Submitted as case ${caseNo}`,
      repeated: (caseNo) => `This application was submitted already, as case ${caseNo}`,
    },
    errors: {
      space: 'Please choose a space',
      car: 'Please choose a car',
      'space-not-yours': 'This space is no longer in your household’s name; please choose again',
      'lease-ended': 'The lease of this space has ended; apply again once it is extended',
      'space-has-open-case': 'An application for this space is under way; a second one is not possible.',
      'space-has-open-case-other':
        'An application for this space has just been submitted; a second one is not possible. Check the space, or ask the property.',
      'car-not-yours': 'This car is no longer in your household’s name; please choose again',
      'rating-not-offered': 'Please choose one of the listed powers',
      'documents-missing': (names) => `Still missing: ${names}`,
      'consent-missing': (names) =>
        `Please agree to give your data to ${names}; without it the case cannot run`,
      'already-submitted': 'This application has been submitted',
    },
  },
});
