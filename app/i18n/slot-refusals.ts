import { defineWords } from './define-words';
import { formatKwh } from './format';

/** Why a slot cannot be had, each with what can be done about it. */
export const slotRefusalWords = defineWords({
  'zh-CN': {
    'no-such-pile': '没有这个共享桩，请回到列表重新选择。',
    'no-such-car': '请选择自己家的车；还没有登记的，先到“我的”里添加。',
    'car-elsewhere': '这辆车在这段时间已约了别的桩。换一辆车，或先取消那一次。',
    energy: '电量应在 0.1 到 200 kWh 之间。',
    'no-published-price': '这个桩还没有公示的价格，不能收费，所以暂不能预约。运营商公示后即可预约。',
    'no-tariff': '这段时间还没有公布电价，暂不能预约。',
    'no-energy': '这段时间变压器的余量已经全部承诺给别人，充不进电。换个时段，或加入候补。',
    backwards: '结束时间要晚于开始时间。',
    'not-on-grid': '时段请从列出的时间里选。',
    'too-short': '时段太短，请选长一些。',
    'too-long': '时段太长，请选短一些。',
    past: '这个时间已经过去，请选之后的时间。',
    'too-soon': '离开始太近，来不及预约。可以直接到桩前扫码即充，或选晚一点的时间。',
    'too-far': '还没有到可以约这一天的时候。',
    closed: '这段时间不开放。',
    taken: '这段时间刚被别人约走了。',
    paused: '这个桩暂停共享。',
    'closed-for-good': '这个桩不再共享。',
    'no-power': '这个桩还没有通电。',
    'not-verified': '这个桩的电表检定已过期，按规定不能收费充电。运营商补检后恢复。',
    'not-insured': '这个桩的保险已到期，主人续保后恢复。',
    'own-pile': '这是您自己的桩，随时可以充，不用预约。',
    'not-a-member': '这个桩只给登记的几户共用。',
    blocked: '桩主人没有开放给您家。请选别的桩。',
    slotsUsedUp: (perWeek: number) => `本周已约满 ${perWeek} 次。下周一零点起可以再约。`,
    busyHoursUsedUp: (minutes: number) =>
      minutes > 0
        ? `本周高峰时段还剩 ${minutes} 分钟，请缩短，或避开高峰时段。`
        : '本周的高峰时段已用完，请避开高峰时段。',
    promiseChanged: (kwh: string) => `余量刚刚变了：这段时间现在最多 ${kwh}。还没有替您预约，请看新的报价。`,
    nextBest: (space: string, when: string) => `最近的空闲：${space}，${when}`,
    takeNextBest: '改约这个时段',
  },
  en: {
    'no-such-pile': 'There is no such shared pile; please choose again from the list.',
    'no-such-car': 'Choose a car of your own household; add it under “Me” first if it is not there.',
    'car-elsewhere': 'This car has a slot at another pile then. Take another car, or cancel that slot.',
    energy: 'Energy must be between 0.1 and 200 kWh.',
    'no-published-price':
      'No price has been published for this pile, so nothing can be charged for and nothing booked. It opens as soon as the operator publishes one.',
    'no-tariff': 'No electricity price has been published for this time yet.',
    'no-energy':
      'All that the transformer can spare at this time is promised to others. Choose another time, or join the wait list.',
    backwards: 'The end must be later than the start.',
    'not-on-grid': 'Please choose from the times listed.',
    'too-short': 'The slot is too short.',
    'too-long': 'The slot is too long.',
    past: 'That time has passed; choose a later one.',
    'too-soon': 'Too close to the start to book. Scan the code at the pile, or choose a later time.',
    'too-far': 'That day cannot be booked yet.',
    closed: 'The pile is closed at that time.',
    taken: 'Somebody has just taken this time.',
    paused: 'Sharing of this pile is paused.',
    'closed-for-good': 'This pile is no longer shared.',
    'no-power': 'This pile has no power yet.',
    'not-verified':
      'The meter’s verification has expired, so energy may not be sold here until the operator renews it.',
    'not-insured': 'The insurance of this pile has expired; it opens again when its owner renews it.',
    'own-pile': 'This is your own pile; charge whenever you like, no booking needed.',
    'not-a-member': 'This pile is for a few registered households only.',
    blocked: 'The owner of this pile has not opened it to your household. Please choose another.',
    slotsUsedUp: (perWeek: number) => `Your ${perWeek} slots of this week are used. More from Monday 00:00.`,
    busyHoursUsedUp: (minutes: number) =>
      minutes > 0
        ? `You have ${minutes} minutes of busy hours left this week: shorten the slot or avoid the busy hours.`
        : 'Your busy hours of this week are used up: avoid the busy hours.',
    promiseChanged: (kwh: string) =>
      `The room has just changed: at most ${kwh} in this slot. Nothing is booked yet; see the new quote.`,
    nextBest: (space: string, when: string) => `Nearest free: ${space}, ${when}`,
    takeNextBest: 'Book this one instead',
  },
});

type Words = (typeof slotRefusalWords)['zh-CN'];
type PlainReason = {
  [Key in keyof Words]: Words[Key] extends string ? Key : never;
}[keyof Words];

export type SlotRefusalFacts =
  | { reason: Exclude<PlainReason, 'takeNextBest'> }
  | { reason: 'slots-used-up'; perWeek: number }
  | { reason: 'busy-hours-used-up'; minutesLeft: number }
  | { reason: 'promise-changed'; promisedWh: number };

/** The sentence for a refusal. */
export function slotRefusalText(refusal: SlotRefusalFacts, words: Words): string {
  switch (refusal.reason) {
    case 'slots-used-up':
      return words.slotsUsedUp(refusal.perWeek);
    case 'busy-hours-used-up':
      return words.busyHoursUsedUp(refusal.minutesLeft);
    case 'promise-changed':
      return words.promiseChanged(formatKwh(refusal.promisedWh / 1000));
    default:
      return words[refusal.reason];
  }
}
