import type { NearSlot, NoticeFacts, NoticeKind } from '~/domain/booking/notice-kinds';
import { defineWords } from './define-words';
import { formatDateTime, formatFen, formatKwh, formatTimeRange } from './format';
import type { Locale } from './locale';

/** What a household is told about its slots, as sentences. */
export const householdNoticeWords = defineWords({
  'zh-CN': {
    title: '通知',
    none: '还没有通知',
    noneHelp: '预约、候补和账单有变化时，会在这里告诉您。',
    toShared: '去看共享桩',
    unread: (count: number) => `${count} 条未读通知`,
    open: '查看',
    markRead: '全部标为已读',
    marked: '已全部标为已读。',
    fresh: '未读',
    near: (slot: string) => `最近的空闲：${slot}。`,
    feeFrom: (at: string) => `${at} 起收占位费。`,
    noFee: '这个桩不收占位费。',
    offered: (slot: string, by: string) => `候补轮到您：${slot}。请在 ${by} 前答复，过时让给下一户。`,
    soon: (at: string) => `您的时段 ${at} 开始，请准备到场。`,
    missed: (at: string) => `${at} 的时段没有人到场，已让给别人，记一次爽约。`,
    ending: (at: string) => `您的时段 ${at} 结束，请准备开走。`,
    over: (at: string, fee: string) => `您的时段已于 ${at} 结束，请尽快开走。${fee}`,
    still: (minutes: number, fee: string) => `时段结束已 ${minutes} 分钟，车还在桩上，请尽快开走。${fee}`,
    waitsForYou: (at: string) => `下一户的时段 ${at} 开始，正等您的车位，请尽快开走。`,
    youWait: (at: string, near: string) => `您 ${at} 的时段前一辆车还没开走，运营商已在催。${near}`,
    cut: (promised: string, expected: string) =>
      `电网临时限电：承诺 ${promised}，预计只能充到 ${expected}。少充的按规则补偿。`,
    paidBack: (promised: string, delivered: string, yuan: string) =>
      `承诺 ${promised}，实际充到 ${delivered}，已补偿 ${yuan}。`,
    takenBack: (at: string, fee: string, near: string) => `您 ${at} 的时段被收回。${fee}${near}`,
    compensated: (yuan: string) => `补偿 ${yuan}。`,
    requestMade: (slot: string, by: string) => `有邻居想用您的桩：${slot}。请在 ${by} 前答复。`,
    approved: (at: string) => `主人同意了您 ${at} 的时段。`,
    declined: (at: string, near: string) => `您 ${at} 的时段没有约成。${near}`,
    seriesMissed: (at: string, near: string) => `每周预约：${at} 这一次没有约到。${near}`,
    swapAsked: (slot: string) => `有邻居想用他的时段换您的：${slot}。`,
    swapAccepted: '对方同意换，时段已对调。',
    swapDeclined: '对方没有同意换，您的时段不变。',
    waived: (yuan: string) => `占位费申诉通过，已免收 ${yuan}。`,
    kept: (yuan: string) => `占位费申诉没有通过，维持 ${yuan}。`,
    bill: (kwh: string, yuan: string) => `本次充电 ${kwh}，应付 ${yuan}。`,
    credit: (kwh: string, yuan: string) => `本次充电 ${kwh}，少充的补偿多于费用，退还 ${yuan}。`,
    income: (yuan: string) => `出借收入 ${yuan}。`,
  },
  en: {
    title: 'Notices',
    none: 'No notices yet',
    noneHelp: 'You are told here when something changes about your slots, waits and bills.',
    toShared: 'See the shared piles',
    unread: (count: number) => `${count} unread`,
    open: 'Open',
    markRead: 'Mark all as read',
    marked: 'All marked as read.',
    fresh: 'unread',
    near: (slot: string) => `Nearest free: ${slot}.`,
    feeFrom: (at: string) => `An occupation fee runs from ${at}.`,
    noFee: 'There is no occupation fee here.',
    offered: (slot: string, by: string) =>
      `Your turn on the wait list: ${slot}. Answer by ${by}, or it goes to the next.`,
    soon: (at: string) => `Your slot begins at ${at}.`,
    missed: (at: string) => `Nobody came to the slot at ${at}; it went to others and counts as missed.`,
    ending: (at: string) => `Your slot ends at ${at}; please get ready to leave.`,
    over: (at: string, fee: string) => `Your slot ended at ${at}; please leave soon. ${fee}`,
    still: (minutes: number, fee: string) =>
      `${minutes} minutes after your slot the car is still there; please leave soon. ${fee}`,
    waitsForYou: (at: string) => `The next slot begins at ${at} and waits for your space; please leave soon.`,
    youWait: (at: string, near: string) =>
      `The car before your slot at ${at} has not left; the operator is on to it. ${near}`,
    cut: (promised: string, expected: string) =>
      `The grid is capped: ${promised} promised, about ${expected} expected. What is missing is compensated by rule.`,
    paidBack: (promised: string, delivered: string, yuan: string) =>
      `${promised} promised, ${delivered} delivered; ${yuan} paid back.`,
    takenBack: (at: string, fee: string, near: string) => `Your slot at ${at} was taken back. ${fee}${near}`,
    compensated: (yuan: string) => `Compensation ${yuan}. `,
    requestMade: (slot: string, by: string) => `A neighbour asks for your pile: ${slot}. Answer by ${by}.`,
    approved: (at: string) => `The owner agreed to your slot at ${at}.`,
    declined: (at: string, near: string) => `Your slot at ${at} did not come about. ${near}`,
    seriesMissed: (at: string, near: string) => `Weekly slot: nothing on ${at}. ${near}`,
    swapAsked: (slot: string) => `A neighbour would like to swap for your slot: ${slot}.`,
    swapAccepted: 'The swap was accepted; the slots have changed hands.',
    swapDeclined: 'The swap was not accepted; your slot stays.',
    waived: (yuan: string) => `Your appeal succeeded; ${yuan} waived.`,
    kept: (yuan: string) => `Your appeal did not succeed; ${yuan} stays.`,
    bill: (kwh: string, yuan: string) => `Charged ${kwh}, ${yuan} to pay.`,
    credit: (kwh: string, yuan: string) =>
      `Charged ${kwh}; more is owed to you than by you: ${yuan} credited.`,
    income: (yuan: string) => `Lending income ${yuan}.`,
  },
});

type Words = (typeof householdNoticeWords)['zh-CN'];

/** The sentence of a notice. */
export function noticeText<Kind extends NoticeKind>(
  kind: Kind,
  facts: NoticeFacts[Kind],
  words: Words,
  locale: Locale,
): string {
  const at = (instant: string) => formatDateTime(instant, locale);
  const span = ({ startAt, endAt }: { startAt: string; endAt: string }) =>
    `${formatDateTime(startAt, locale).slice(0, -5)}${formatTimeRange(startAt, endAt)}`;
  const kwh = (wh: number) => formatKwh(wh / 1000);
  const near = (slot?: Omit<NearSlot, 'pileId'> | null) =>
    slot ? words.near(`${slot.spaceCode} ${span(slot)}`) : '';
  const fee = (from: string | null) => (from ? words.feeFrom(at(from)) : words.noFee);
  const sentences: { [K in NoticeKind]: (facts: NoticeFacts[K]) => string } = {
    'slot-offered': (f) => words.offered(span(f), at(f.answerByAt)),
    'slot-soon': (f) => words.soon(at(f.startAt)),
    'slot-missed': (f) => words.missed(at(f.startAt)),
    'slot-ending': (f) => words.ending(at(f.endAt)),
    'slot-over': (f) => words.over(at(f.endAt), fee(f.feeFromAt)),
    'still-there': (f) => words.still(f.minutes, fee(f.feeFromAt)),
    'next-waits': (f) =>
      f.waits === 'for-you'
        ? words.waitsForYou(at(f.startAt))
        : words.youWait(at(f.startAt), near(f.nextBest)),
    'promise-cut': (f) => words.cut(kwh(f.promisedWh), kwh(f.expectedWh)),
    'promise-paid-back': (f) => words.paidBack(kwh(f.promisedWh), kwh(f.deliveredWh), formatFen(f.fen)),
    'slot-taken-back': (f) =>
      words.takenBack(at(f.startAt), f.fen ? words.compensated(formatFen(f.fen)) : '', near(f.nextBest)),
    'request-made': (f) => words.requestMade(span(f), at(f.answerByAt)),
    'request-answered': (f) =>
      f.approved ? words.approved(at(f.startAt)) : words.declined(at(f.startAt), near(f.nextBest)),
    'series-missed': (f) => words.seriesMissed(at(f.startAt), near(f.nextBest)),
    'swap-asked': (f) => words.swapAsked(span(f)),
    'swap-answered': (f) => (f.accepted ? words.swapAccepted : words.swapDeclined),
    'appeal-decided': (f) => (f.waived ? words.waived : words.kept)(formatFen(f.fen)),
    'bill-made': (f) =>
      (f.totalFen < 0 ? words.credit : words.bill)(
        formatKwh(f.energyWh / 1000, 2),
        formatFen(Math.abs(f.totalFen)),
      ),
    'income-made': (f) => words.income(formatFen(f.fen)),
  };
  return sentences[kind](facts);
}
