export interface LoginCodeMessage {
  /** Mainland mobile number, 11 digits. */
  phone: string;
  /** Six digits. */
  code: string;
}

export type SmsOutcome =
  | { ok: true; providerId: string }
  /** `again` says whether another try may help. */
  | { ok: false; again: boolean; detail: string };

/** Sends a one-time code to a phone; never throws. */
export interface SmsSender {
  sendLoginCode(message: LoginCodeMessage): Promise<SmsOutcome>;
}
