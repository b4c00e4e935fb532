import type { Certainty } from '../shared/parameter';

/** A resident's own pile, an operator's pile for the compound (专用), or one open to everybody (公用). */
export type PileKind = 'private' | 'shared' | 'public';

export interface AcceptanceContext {
  readonly pileKind: PileKind;
  readonly location: 'outdoor' | 'indoor' | 'underground';
  readonly earthing: 'TN' | 'TT';
  readonly ordered: boolean;
  readonly plannedSectionMm2: number;
  readonly ratedCurrentA: number;
}

/** A value passes at `min ≤ value ≤ max`; between `min` and `minorMin` it is a minor defect. */
export interface AcceptanceLimit {
  readonly min?: number;
  readonly max?: number;
  readonly minorMin?: number;
}

export type AcceptanceKind = 'measured' | 'number' | 'yes-no' | 'text';

export interface AcceptanceItem {
  readonly key: string;
  readonly name: string;
  readonly english: string;
  readonly kind: AcceptanceKind;
  readonly unit: string;
  readonly limit: AcceptanceLimit | ((context: AcceptanceContext) => AcceptanceLimit);
  readonly mandatory: boolean;
  readonly severity: 'major' | 'minor';
  readonly applies: (context: AcceptanceContext) => boolean;
  readonly certainty: Certainty;
}

type Options = Partial<Pick<AcceptanceItem, 'mandatory' | 'severity' | 'applies' | 'certainty' | 'limit'>>;

const always = () => true;
const served = (context: AcceptanceContext) => context.pileKind !== 'private';
const covered = (context: AcceptanceContext) =>
  context.location === 'underground' || context.location === 'indoor';

const item = (
  kind: AcceptanceKind,
  key: string,
  name: string,
  english: string,
  unit: string,
  options: Options,
): AcceptanceItem => ({
  key,
  name,
  english,
  kind,
  unit,
  limit: {},
  mandatory: true,
  severity: 'major',
  applies: always,
  certainty: 'design',
  ...options,
});

const measured = (key: string, name: string, english: string, unit: string, options: Options) =>
  item('measured', key, name, english, unit, { certainty: 'unverified', ...options });
const yesNo = (key: string, name: string, english: string, options: Options = {}) =>
  item('yes-no', key, name, english, '', options);
const text = (key: string, name: string, english: string, options: Options = {}) =>
  item('text', key, name, english, '', options);

/** The acceptance checklist of a residential pile; limits marked `unverified` are editable and shown as the inspector's reference. */
export const ACCEPTANCE_ITEMS: readonly AcceptanceItem[] = [
  text('consent-letter', '施工建设同意书编号', 'Consent letter number'),
  text('supply-plan', '供电方案编号', 'Supply plan number'),
  text('installer-licence', '施工单位承装（修、试）许可证号', 'Installer licence number', {
    certainty: 'second-hand',
  }),
  text('product-certificate', '产品合格证或强制性认证证书号', 'Product or CCC certificate number'),
  text('insurance-policy', '保险单号', 'Insurance policy number', { applies: served, certainty: 'primary' }),

  yesNo('position-approved', '安装在批准的车位', 'Installed at the approved space'),
  measured('mount-height', '设备中心离地高度', 'Height of the centre above ground', 'm', {
    limit: { min: 1.3, max: 1.7 },
    severity: 'minor',
    certainty: 'design',
  }),
  measured('edge-clearance', '设备外廓与车位边缘净距', 'Clearance to the edge of the space', 'm', {
    limit: { min: 0.4 },
    severity: 'minor',
    certainty: 'second-hand',
  }),

  text('meter-number', '电能表表号', 'Meter number'),
  yesNo('one-meter-one-pile', '一桩一表', 'One meter for this pile alone'),

  measured('cable-section', '电缆导体截面', 'Conductor section', 'mm²', {
    limit: (context) => ({ min: context.plannedSectionMm2 }),
    certainty: 'design',
  }),
  yesNo('cable-in-tray', '电缆在桥架或导管内', 'Cable in tray or conduit'),
  yesNo('fire-sealing', '穿墙穿板防火封堵', 'Penetrations fire-sealed'),
  measured('breaker-rating', '断路器额定电流', 'Breaker rating', 'A', {
    limit: (context) => ({ min: context.ratedCurrentA }),
    certainty: 'design',
  }),
  measured('rcd-current', '剩余电流动作值', 'Residual operating current', 'mA', { limit: { max: 30 } }),
  measured('rcd-trip-time', '剩余电流分断时间', 'Residual trip time', 's', { limit: { max: 0.3 } }),
  yesNo(
    'rcd-type',
    '剩余电流保护为 A 型加 6 mA 直流检测或 B 型',
    'RCD type A with 6 mA DC detection, or type B',
    {
      certainty: 'unverified',
    },
  ),

  measured('earth-resistance', '接地电阻', 'Earth resistance', 'Ω', {
    limit: (context) => ({ max: context.earthing === 'TT' ? 100 : 4 }),
  }),
  yesNo('pe-continuity', '保护导体连续', 'Protective conductor continuous'),
  measured('insulation-resistance', '绝缘电阻', 'Insulation resistance', 'MΩ', {
    limit: { min: 1, minorMin: 10 },
  }),
  yesNo('phase-polarity', '相序与极性正确', 'Phase order and polarity correct'),
  yesNo('emergency-stop', '急停有效', 'Emergency stop works', { applies: served }),
  yesNo('control-pilot', '控制导引与连接确认功能正常', 'Control pilot and proximity work'),
  yesNo('plug-lock', '枪锁正常', 'Plug lock works'),
  measured(
    'full-load-temperature',
    '满载 10 分钟后可触及部位温度',
    'Touchable temperature after 10 min at full load',
    '°C',
    {
      limit: { max: 60 },
    },
  ),
  item('number', 'ip-outdoor', '防护等级（室外）', 'Ingress protection outdoors', 'IP', {
    limit: { min: 54 },
    applies: (context) => context.location === 'outdoor',
    certainty: 'unverified',
  }),
  item('number', 'ip-indoor', '防护等级（室内）', 'Ingress protection indoors', 'IP', {
    limit: { min: 32 },
    applies: covered,
    certainty: 'unverified',
  }),

  yesNo('online', '通信在线', 'Communication online', {
    applies: (context) => context.ordered || context.pileKind !== 'private',
  }),
  yesNo('timer-and-alarm', '定时、自动断电、故障报警试验', 'Timer, automatic off and fault alarm tested', {
    certainty: 'primary',
  }),
  yesNo('fire-zone', '防火分区条件已确认', 'Fire zone conditions confirmed', {
    applies: covered,
    certainty: 'second-hand',
  }),
  yesNo('extinguisher', '灭火器材到位', 'Extinguishers in place', { applies: served }),
  yesNo('camera', '视频监控覆盖', 'Covered by video', { applies: served, severity: 'minor' }),

  yesNo('space-sign', '充电车位标识', 'Charging space sign', { severity: 'minor' }),
  yesNo('danger-sign', '安全警示标识', 'Danger sign', { severity: 'minor' }),
  yesNo('price-board', '价格公示牌', 'Price board', { applies: served }),
  yesNo('phone-sign', '服务电话标识', 'Service phone sign', { severity: 'minor' }),
  yesNo('pile-code', '桩编号与二维码', 'Pile number and QR code', { severity: 'minor' }),

  item('number', 'photos', '现场照片数', 'Photos taken', '', { limit: { min: 1 } }),
  text('signed-installer', '施工单位签字', 'Signed by the installer'),
  text('signed-owner', '产权人签字', 'Signed by the owner'),
  text('signed-property', '物业签字', 'Signed by the property manager'),
  text('signed-utility', '供电公司签字', 'Signed by the utility'),
  text('remarks', '备注', 'Remarks', { mandatory: false, severity: 'minor' }),
];

/** The items that apply to a pile of this kind and place, in the order of the form. */
export function acceptanceItemsFor(context: AcceptanceContext): AcceptanceItem[] {
  return ACCEPTANCE_ITEMS.filter((candidate) => candidate.applies(context));
}

/** The limit of an item for this pile. */
export function acceptanceLimit(candidate: AcceptanceItem, context: AcceptanceContext): AcceptanceLimit {
  return typeof candidate.limit === 'function' ? candidate.limit(context) : candidate.limit;
}
