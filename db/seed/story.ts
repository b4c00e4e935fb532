/** The fixed names, ids and figures of the demonstration; everything dated is told relative to the story's day. */
export const demoPassword = 'linzhuang-demo';

export const ids = {
  compound: 'cmp_lihuyuan',
  neighbourCompound: 'cmp_songtaoli',
  rulePack: 'rules_demo_1',
  tariff: 'tariff_demo',
  organisations: {
    property: 'org_property_lihu',
    committee: 'org_committee_lihuyuan',
    utility: 'org_utility_hubin',
    operator: 'org_operator_linan',
    supervisor: 'org_supervisor_lihu',
    neighbourProperty: 'org_property_songtao',
    neighbourCommittee: 'org_committee_songtaoli',
    platform: 'org_platform',
  },
  transformers: { one: 'tr_lhy_1', two: 'tr_lhy_2', neighbour: 'tr_stl_1' },
} as const;

export const organisations = [
  { id: ids.organisations.property, kind: 'property', name: '丽湖物业服务有限公司' },
  { id: ids.organisations.committee, kind: 'committee', name: '丽湖苑业主委员会' },
  { id: ids.organisations.utility, kind: 'utility', name: '示范市供电公司湖滨供电所' },
  { id: ids.organisations.operator, kind: 'operator', name: '邻安充电运营有限公司' },
  { id: ids.organisations.supervisor, kind: 'supervisor', name: '丽湖街道办事处' },
  { id: ids.organisations.neighbourProperty, kind: 'property', name: '松涛物业管理有限公司' },
  { id: ids.organisations.neighbourCommittee, kind: 'committee', name: '松涛里业主委员会' },
  { id: ids.organisations.platform, kind: 'platform', name: '邻桩平台' },
] as const;

/** Staff accounts; all have the demonstration's password. */
export const staff = [
  {
    id: 'person_wuye',
    loginName: 'wuye',
    name: '周敏',
    role: 'property',
    org: ids.organisations.property,
    title: '物业经理（丽湖物业）',
  },
  {
    id: 'person_yeweihui1',
    loginName: 'yeweihui1',
    name: '陈国栋',
    role: 'committee',
    org: ids.organisations.committee,
    title: '业委会主任',
  },
  {
    id: 'person_yeweihui2',
    loginName: 'yeweihui2',
    name: '刘桂英',
    role: 'committee',
    org: ids.organisations.committee,
    title: '业委会副主任',
  },
  {
    id: 'person_yeweihui3',
    loginName: 'yeweihui3',
    name: '孙立',
    role: 'committee',
    org: ids.organisations.committee,
    title: '业委会委员',
  },
  {
    id: 'person_yeweihui4',
    loginName: 'yeweihui4',
    name: '郑晓梅',
    role: 'committee',
    org: ids.organisations.committee,
    title: '业委会委员',
  },
  {
    id: 'person_yeweihui5',
    loginName: 'yeweihui5',
    name: '何勇',
    role: 'committee',
    org: ids.organisations.committee,
    title: '业委会委员',
  },
  {
    id: 'person_gongdian',
    loginName: 'gongdian',
    name: '赵建军',
    role: 'utility',
    org: ids.organisations.utility,
    title: '供电所客户经理',
  },
  {
    id: 'person_yunying',
    loginName: 'yunying',
    name: '吴倩',
    role: 'operator',
    org: ids.organisations.operator,
    title: '运营商项目经理',
  },
  {
    id: 'person_jiedao',
    loginName: 'jiedao',
    name: '马骏',
    role: 'supervisor',
    org: ids.organisations.supervisor,
    title: '街道办专员',
  },
  {
    id: 'person_admin',
    loginName: 'admin',
    name: '平台管理员',
    role: 'admin',
    org: null,
    title: '平台管理员',
  },
  {
    id: 'person_songtao',
    loginName: 'songtao',
    name: '高扬',
    role: 'property',
    org: ids.organisations.neighbourProperty,
    title: '物业经理（松涛物业，另一小区）',
  },
] as const;

/** Residents with a login; the door names the household. */
export const residents = [
  { id: 'person_linxiao', phone: '13800000001', name: '林晓', door: '1-1-1101' },
  { id: 'person_wanglei', phone: '13800000002', name: '王磊', door: '2-1-0502' },
  { id: 'person_zhangmin', phone: '13800000003', name: '张敏', door: '3-1-0701' },
  { id: 'person_liqiang', phone: '13800000004', name: '李强', door: '4-1-1202' },
  { id: 'person_yangfan', phone: '13800000005', name: '杨帆', door: '5-1-0301' },
  { id: 'person_huangyan', phone: '13800000006', name: '黄燕', door: '6-1-1502' },
  { id: 'person_xujing', phone: '13800000007', name: '徐静', door: '7-1-0901' },
  { id: 'person_zhoutao', phone: '13800000008', name: '周涛', door: '8-1-1001' },
  { id: 'person_sunhao', phone: '13800000009', name: '孙浩', door: '1-1-0602' },
  { id: 'person_malin', phone: '13800000010', name: '马琳', door: '2-1-1401' },
  { id: 'person_zhuwei', phone: '13800000011', name: '朱伟', door: '3-1-1801' },
  { id: 'person_huna', phone: '13800000012', name: '胡娜', door: '4-1-0402' },
  { id: 'person_guopeng', phone: '13800000013', name: '郭鹏', door: '5-1-1702' },
  { id: 'person_heying', phone: '13800000014', name: '何颖', door: '6-1-0201' },
  { id: 'person_gaofei', phone: '13800000015', name: '高飞', door: '7-1-1302' },
  { id: 'person_luodan', phone: '13800000016', name: '罗丹', door: '8-1-0802' },
  { id: 'person_xiejun', phone: '13800000017', name: '谢军', door: '1-1-1601' },
  { id: 'person_tangli', phone: '13800000018', name: '唐丽', door: '2-1-1901' },
] as const;

/** The household of nobody yet: its join code is for the newcomer who follows the story from the start. */
export const newcomer = { door: '3-1-1202', joinCode: 'LHY-3112-02QK', spaceCode: 'B1-088' } as const;

export const buildings = ['1', '2', '3', '4', '5', '6', '7', '8'] as const;
export const floors = 19;
export const roomsPerFloor = ['01', '02'] as const;
export const parkingSpaces = 240;
