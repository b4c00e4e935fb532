import { Notice } from './notice';
import type { Tone } from './tone';

export type Flash = { tone: Tone; text: string };

/** What the last action did, once, at the top of the next page: works without JavaScript. */
export function FlashMessage({ flash }: { flash: Flash | null }) {
  if (!flash) return null;
  return (
    <Notice tone={flash.tone} isAnswer>
      {flash.text}
    </Notice>
  );
}
