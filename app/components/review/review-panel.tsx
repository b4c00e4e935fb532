import { useWords } from '~/i18n/locale-context';
import { propertyWords } from '~/i18n/property';
import { Disclosure } from '../ui';
import { AgreeForm } from './agree-form';
import { RefuseForm } from './refuse-form';
import { ReturnForm } from './return-form';
import type { ReviewAnswer, ReviewChoices } from './review-data';

/** The property's three answers, the usual one open; an answer that did not go through stays open with its errors. */
export function ReviewPanel({ answer, choices }: { answer: ReviewAnswer; choices: ReviewChoices }) {
  const words = useWords(propertyWords).review;
  const open = answer?.intent ?? 'agree';
  return (
    <div className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{words.title}</h2>
      <Disclosure summary={words.agree} isOpen={open === 'agree'}>
        <AgreeForm answer={answer} choices={choices} />
      </Disclosure>
      <Disclosure summary={words.return} isOpen={open === 'return'}>
        <ReturnForm answer={answer} choices={choices} />
      </Disclosure>
      <Disclosure summary={words.refuse} isOpen={open === 'refuse'}>
        <RefuseForm answer={answer} choices={choices} />
      </Disclosure>
    </div>
  );
}
