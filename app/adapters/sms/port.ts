import type { NoticeFacts, NoticeKind } from '~/domain/booking/notice-kinds';

export interface LoginCodeMessage {
  /** Mainland mobile number, 11 digits. */
  phone: string;
  /** Six digits. */
  code: string;
}

/** What a household must know soon; the vendor's template of its kind makes the sentence. */
export interface NoticeMessage {
  /** Mainland mobile number, 11 digits. */
  phone: string;
  kind: NoticeKind;
  facts: NoticeFacts[NoticeKind];
}

export type SmsOutcome =
  | { ok: true; providerId: string }
  /** `again` says whether another try may help. */
  | { ok: false; again: boolean; detail: string };

/** Sends one-time codes and notices to phones; never throws. */
export interface SmsSender {
  sendLoginCode(message: LoginCodeMessage): Promise<SmsOutcome>;
  sendNotice(message: NoticeMessage): Promise<SmsOutcome>;
}
