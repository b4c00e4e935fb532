import { defineWords } from './define-words';

/** How every desk names a kind of document; other kinds keep their key. */
export const documentKindWords = defineWords({
  'zh-CN': {
    'id-card': '身份证',
    'space-right': '车位权属或租赁证明',
    'landlord-consent': '出租人同意书',
    vehicle: '行驶证或购车凭证',
    commitment: '安装承诺书',
    other: '其他材料',
    'acceptance-photo': '验收照片',
    'load-rate-record': '变压器负载率记录',
    'fire-authority-document': '消防部门书面意见',
    'utility-document': '供电公司书面意见',
    'space-register': '车位登记资料',
    'civil-defence-document': '人防部门书面意见',
    'route-drawing': '线路图纸',
    'resolution-record': '表决结果记录',
  },
  en: {
    'id-card': 'Identity card',
    'space-right': 'Title or lease of the space',
    'landlord-consent': 'Landlord’s consent',
    vehicle: 'Vehicle licence or invoice',
    commitment: 'Installation commitment',
    other: 'Other document',
    'acceptance-photo': 'Photo of the finished works',
    'load-rate-record': 'Load-rate record of the transformer',
    'fire-authority-document': 'Written opinion of the fire authority',
    'utility-document': 'Written opinion of the utility',
    'space-register': 'Register of spaces',
    'civil-defence-document': 'Written opinion of the civil-defence office',
    'route-drawing': 'Drawing of the route',
    'resolution-record': 'Record of the vote',
  },
});
