import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { type Tone, toneGlyphs, toneSurface, toneText } from './tone';

type NoticeProps = {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Read out at once: for the answer to what the person just did. */
  isAnswer?: boolean;
};

/** Something to know before going on. A refusal says why, by which rule, and what can be done now. */
export function Notice({ tone = 'info', title, children, action, isAnswer = false }: NoticeProps) {
  const role = isAnswer ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div role={role} className={classNames('flex gap-3 rounded border p-4', toneSurface[tone])}>
      <span aria-hidden="true" className={classNames('shrink-0 font-semibold', toneText[tone])}>
        {toneGlyphs[tone]}
      </span>
      <div className="flex min-w-0 flex-col gap-1">
        {title ? <p className={classNames('font-semibold', toneText[tone])}>{title}</p> : null}
        {children ? <div>{children}</div> : null}
        {action ? <div className="mt-1 flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
