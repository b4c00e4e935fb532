import type { DocumentKind } from '~/domain/installation/case-documents';
import { defineWords } from './define-words';

const documentZh: Record<DocumentKind, string> = {
  'id-card': '申请人身份证',
  'space-right': '车位产权证或使用权证明',
  'landlord-consent': '车位所有人同意装桩的书面意见',
  vehicle: '行驶证或购车意向证明',
  commitment: '安装使用承诺书',
  other: '其他补充材料',
};

const documentEn: Record<DocumentKind, string> = {
  'id-card': 'Applicant’s identity card',
  'space-right': 'Title or right of use of the space',
  'landlord-consent': 'Written consent of the space’s owner',
  vehicle: 'Vehicle licence or purchase intent',
  commitment: 'Letter of commitment',
  other: 'Further documents',
};

const documentHintZh: Record<DocumentKind, string> = {
  'id-card': '人像面和国徽面各一张，四角完整、字迹清楚、不反光。只有供电公司经办人能看，物业看不到',
  'space-right': '产权证、购买合同，或租期够长的租赁合同：拍有车位编号、姓名和起止日期的页',
  'landlord-consent': '写明车位编号、同意安装充电桩，有车位所有人签名和日期',
  vehicle: '行驶证主页；还没上牌的拍购车合同或意向书，写明车型和购车人',
  commitment: '打印签名后拍照；可用下面的文字，手写也可以',
  other: '审核时要求补充的其他材料',
};

const documentHintEn: Record<DocumentKind, string> = {
  'id-card':
    'Both sides, four corners visible, readable, no glare. Only the utility’s clerk sees it, the property does not',
  'space-right': 'Title, purchase contract or a long lease: the pages with space number, name and dates',
  'landlord-consent': 'Names the space, agrees to a charging pile, signed and dated by the owner',
  vehicle: 'Main page of the licence; before registration the purchase contract with model and buyer',
  commitment: 'Print, sign and take a picture; the text below will do, by hand as well',
  other: 'What else was asked for',
};

/** The documents of an application: what they are, what a good one looks like, what is wrong with a file. */
export const documentWords = defineWords({
  'zh-CN': {
    question: '上传材料',
    intro: '照片或 PDF，每个不超过 10 MB。传一份存一份，网络断了也不会丢已传的。',
    kind: documentZh,
    hint: documentHintZh,
    example: '看一张合格的样例',
    exampleOf: (name: string) => `${name}的样例图`,
    choose: (name: string) => `选择或拍摄：${name}`,
    upload: '上传',
    missing: '还缺',
    done: '已上传',
    optional: '选交',
    asked: '请补充',
    view: '查看',
    remove: '删除',
    removed: '已删除这份材料',
    stored: (name: string) => `已保存：${name}`,
    size: (kilobytes: string) => `${kilobytes} KB`,
    fileHint: 'JPG、PNG、HEIC、WebP 照片或 PDF，不超过 10 MB',
    fileName: '文件',
    count: (done: number, all: number) => `${all} 项材料，已交 ${done} 项`,
    template: '承诺书文字',
    commitmentText:
      '本人承诺：在本人有使用权的固定车位安装充电桩，仅供本人及家人的车辆使用；由有资质的单位按规范施工，不私拉电线；按时维护，配合安全检查；车位转让或租期结束时妥善处置充电桩；遵守有序充电安排。',
    errors: {
      'file-empty': '没有选到文件，或文件是空的，请重新选择',
      'file-too-large': '文件超过 10 MB。请用手机重新拍照，或把 PDF 压缩后再传',
      'file-type': '只收照片（JPG、PNG、HEIC、WebP）或 PDF。Word 文件请另存为 PDF',
      'file-unreadable': '文件没有传完整，请再传一次；已传的其他材料都在',
      'unknown-kind': '没有这一类材料，请刷新页面后再传',
      'documents-closed': '现在不能增减材料：办件正在审核。退回补充时会再开放',
      'too-many': (most: number) => `这一类已有 ${most} 份，请先删除不用的`,
    },
  },
  en: {
    question: 'Documents',
    intro: 'Pictures or PDF, up to 10 MB each. Each is kept as it arrives; a broken connection loses none.',
    kind: documentEn,
    hint: documentHintEn,
    example: 'See a good one',
    exampleOf: (name) => `Example: ${name}`,
    choose: (name) => `Choose or photograph: ${name}`,
    upload: 'Upload',
    missing: 'missing',
    done: 'uploaded',
    optional: 'if you like',
    asked: 'asked for',
    view: 'Open',
    remove: 'Delete',
    removed: 'The document is deleted',
    stored: (name) => `Kept: ${name}`,
    size: (kilobytes) => `${kilobytes} KB`,
    fileHint: 'JPG, PNG, HEIC, WebP or PDF, up to 10 MB',
    fileName: 'File',
    count: (done, all) => `${done} of ${all} documents handed in`,
    template: 'Words of the commitment',
    commitmentText:
      'I undertake: to install the pile at a fixed space that I may use, for my own and my family’s cars; to have it built by a licensed installer without improvised wiring; to maintain it and allow safety checks; to remove or hand it over when the space is sold or the lease ends; to follow ordered charging.',
    errors: {
      'file-empty': 'No file was chosen, or it is empty; please choose again',
      'file-too-large': 'The file is over 10 MB. Take a new picture with the phone, or compress the PDF',
      'file-type': 'Pictures (JPG, PNG, HEIC, WebP) or PDF only. Save Word files as PDF',
      'file-unreadable': 'The file did not arrive whole; please send it again. The others are kept',
      'unknown-kind': 'There is no such kind of document; reload the page',
      'documents-closed': 'Documents cannot change while the case is examined; they can once it is returned',
      'too-many': (most) => `There are ${most} of this kind already; delete one first`,
    },
  },
});
