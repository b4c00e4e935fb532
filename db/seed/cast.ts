import { householdIdOf } from './seed-base.server';
import { feederOfSpace } from './seed-grid.server';
import { ids, residents } from './story';

export interface CastCar {
  readonly plate: string;
  readonly model: string;
  readonly batteryKwh: number;
  readonly maxKw: number;
  readonly phaseCount: 1 | 3;
  readonly kwhPer100km: number;
}

export interface CastPile {
  readonly kw: number;
  readonly smartCapable: boolean;
  readonly commonRoute: 'none' | 'new' | 'unknown';
}

/** One applicant of the story: the person, the home, the space, the car and the pile that is asked for. */
export interface CastMember {
  readonly key: string;
  readonly personId: string;
  readonly name: string;
  readonly phone: string;
  readonly compoundId: string;
  readonly householdId: string;
  readonly spaceId: string;
  readonly feederId: string;
  readonly car: CastCar;
  readonly pile: CastPile;
}

const car = (
  plate: string,
  model: string,
  batteryKwh: number,
  maxKw: number,
  phaseCount: 1 | 3,
  kwhPer100km: number,
): CastCar => ({ plate, model, batteryKwh, maxKw, phaseCount, kwhPer100km });

const smart = (kw: number): CastPile => ({ kw, smartCapable: true, commonRoute: 'none' });
const plain = (kw: number): CastPile => ({ kw, smartCapable: false, commonRoute: 'none' });

const withLogin: Record<string, readonly [space: number, CastCar, CastPile]> = {
  linxiao: [12, car('豫AD10231', '比亚迪 元PLUS', 60.5, 7, 1, 14.2), smart(7)],
  wanglei: [27, car('豫AD27418', '小鹏 G6', 66, 7, 1, 14.8), smart(7)],
  zhangmin: [45, car('豫AF30752', '五菱 缤果', 31.9, 6.6, 1, 10.4), smart(7)],
  liqiang: [63, car('豫AD61940', '特斯拉 Model Y', 60, 11, 3, 15.1), plain(7)],
  yangfan: [126, car('豫AD84016', '广汽埃安 AION S Plus', 58.8, 6.6, 1, 12.9), smart(7)],
  huangyan: [141, car('豫AF12867', '比亚迪 海豚', 44.9, 6.6, 1, 11.3), smart(7)],
  xujing: [158, car('豫AD53309', '吉利银河 E5', 60.2, 6.6, 1, 13.3), smart(7)],
  zhoutao: [176, car('豫AD90275', '理想 L6', 36.8, 7, 1, 19.6), smart(7)],
  sunhao: [14, car('豫AF45183', '长安深蓝 S7', 66.8, 7, 1, 15.2), smart(7)],
  malin: [33, car('豫AD76120', '零跑 C10', 69.9, 6.6, 1, 14.9), smart(7)],
  zhuwei: [52, car('豫AD20894', '比亚迪 秦L DM-i', 15.9, 3.3, 1, 14.6), smart(7)],
  huna: [71, car('豫AF68351', '特斯拉 Model 3', 60, 11, 3, 13.2), smart(11)],
  guopeng: [133, car('豫AD39062', '极氪 001', 100, 11, 3, 17.9), plain(21)],
  heying: [147, car('豫AD57743', '小米 SU7', 73.6, 11, 3, 14.9), smart(7)],
  gaofei: [163, car('豫AF81426', '问界 M7 增程', 40, 6.6, 1, 21.2), smart(7)],
  luodan: [188, car('豫AD14605', '大众 ID.3', 52.8, 7, 1, 13.9), smart(7)],
  xiejun: [19, car('豫AD62397', '上汽荣威 D7', 59.9, 6.6, 1, 12.5), smart(7)],
  tangli: [38, car('豫AF05518', '五菱宏光 MINIEV', 17.3, 3.3, 1, 9.8), smart(7)],
};

function member(
  key: string,
  person: { name: string; phone: string; door: string },
  space: number,
  itsCar: CastCar,
  pile: CastPile,
): CastMember {
  return {
    key,
    personId: `person_${key}`,
    name: person.name,
    phone: person.phone,
    compoundId: ids.compound,
    householdId: householdIdOf(person.door),
    spaceId: `space_lhy_${String(space).padStart(3, '0')}`,
    feederId: feederOfSpace(space),
    car: itsCar,
    pile,
  };
}

function fromResident(key: string): CastMember {
  const person = residents.find(({ id }) => id === `person_${key}`);
  const [space, itsCar, pile] = withLogin[key] ?? [];
  if (!person || !space || !itsCar || !pile) throw new Error(`The cast lacks ${key}`);
  return member(key, person, space, itsCar, pile);
}

const newRoute = (kw: number): CastPile => ({ kw, smartCapable: true, commonRoute: 'new' });
const neighbour = (name: string, last: number, door: string) => ({ name, door, phone: `138000000${last}` });

/** Applicants whom the base of the story does not know. */
export const furtherApplicants: readonly CastMember[] = [
  member(
    'fangmei',
    neighbour('方梅', 21, '1-1-0901'),
    20,
    car('豫AD33871', '比亚迪 海鸥', 38.9, 6.6, 1, 10.9),
    smart(7),
  ),
  member(
    'caojun',
    neighbour('曹军', 22, '1-1-0101'),
    1,
    car('豫AF92640', '蔚来 ET5', 75, 11, 3, 15.3),
    newRoute(11),
  ),
  member(
    'weihong',
    neighbour('魏红', 23, '1-1-1802'),
    41,
    car('豫AD48159', '奇瑞 eQ7', 53.9, 6.6, 1, 13.6),
    smart(7),
  ),
  member(
    'fengchao',
    neighbour('冯超', 24, '2-1-1102'),
    70,
    car('豫AD70936', '腾势 D9', 103.4, 11, 3, 19.4),
    smart(11),
  ),
  member(
    'jiangli',
    neighbour('蒋丽', 25, '3-1-0402'),
    95,
    car('豫AF26074', '哈弗 枭龙 MAX', 27.5, 6.6, 1, 17.1),
    newRoute(7),
  ),
  member(
    'shenlei',
    neighbour('沈磊', 26, '1-1-1301'),
    29,
    car('豫AD15582', '传祺 E8', 25.5, 6.6, 1, 19.8),
    smart(7),
  ),
  member(
    'hanxue',
    neighbour('韩雪', 27, '3-1-1401'),
    125,
    car('豫AD89307', '智己 LS6', 83, 11, 3, 16.2),
    plain(11),
  ),
  member(
    'caiming',
    neighbour('蔡明', 28, '2-1-1702'),
    83,
    car('豫AF34921', '宝骏 云海', 50.6, 6.6, 1, 12.8),
    smart(7),
  ),
  member(
    'yufang',
    neighbour('余芳', 29, '3-1-0801'),
    102,
    car('豫AD06478', '欧拉 好猫', 57.7, 6.6, 1, 13.1),
    smart(7),
  ),
  member(
    'dingkai',
    neighbour('丁凯', 30, '1-1-0501'),
    9,
    car('豫AF77215', '东风 纳米 01', 42.3, 6.6, 1, 11.7),
    smart(7),
  ),
  member(
    'panhong',
    neighbour('潘虹', 31, '4-1-1901'),
    181,
    car('豫AD51860', '岚图 FREE', 43, 11, 1, 20.5),
    smart(7),
  ),
  member(
    'duwei',
    neighbour('杜伟', 32, '4-1-0202'),
    144,
    car('豫AD98043', '荣威 Ei5', 61.1, 6.6, 1, 13.7),
    smart(7),
  ),
  {
    key: 'qianxue',
    personId: 'person_qianxue',
    name: '钱雪',
    phone: '13800000041',
    compoundId: ids.neighbourCompound,
    householdId: 'hh_stl_0201',
    spaceId: 'space_stl_0201',
    feederId: 'fd_stl_11',
    car: car('豫AD23756', '比亚迪 宋PLUS EV', 71.8, 7, 1, 14.7),
    pile: smart(7),
  },
];

/** Households that have asked for no pile of their own and use the shared ones. */
export const sharers: readonly CastMember[] = [
  member(
    'suyan',
    neighbour('苏妍', 33, '2-1-0901'),
    56,
    car('豫AD40817', '比亚迪 海豹', 61.4, 6.6, 1, 12.6),
    smart(7),
  ),
  member(
    'liangbo',
    neighbour('梁波', 34, '5-1-1101'),
    137,
    car('豫AF19635', '银河 L7', 18.7, 3.3, 1, 15.8),
    smart(7),
  ),
  member(
    'songjie',
    neighbour('宋洁', 35, '6-1-0702'),
    151,
    car('豫AD72480', '奔腾 小马', 17, 3.3, 1, 9.6),
    smart(7),
  ),
  member(
    'dengwei',
    neighbour('邓薇', 36, '7-1-0402'),
    168,
    car('豫AF53094', '上汽大众 ID.4', 57.3, 7, 1, 14.1),
    smart(7),
  ),
  member(
    'fanyu',
    neighbour('范宇', 37, '8-1-1602'),
    192,
    car('豫AD95726', '零跑 T03', 36.5, 6.6, 1, 11.2),
    smart(7),
  ),
];

const everybody = new Map(
  [...Object.keys(withLogin).map(fromResident), ...furtherApplicants, ...sharers].map((one) => [
    one.key,
    one,
  ]),
);

export function castMember(key: string): CastMember {
  const found = everybody.get(key);
  if (!found) throw new Error(`The story has nobody called ${key}`);
  return found;
}

export const cast: readonly CastMember[] = [...everybody.values()];
