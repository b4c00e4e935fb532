import { useForm } from '@conform-to/react';
import { committeeWords } from '~/i18n/committee';
import { inBrackets } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import {
  ActionForm,
  Card,
  Moment,
  RadioGroupField,
  Section,
  StatusBadge,
  SubmitButton,
  TextareaField,
} from '../ui';
import type { ResolutionAnswer, ShownObjection } from './resolution-data';

type ObjectionsProps = {
  objections: readonly ShownObjection[];
  /** Left out where the reader only reads. */
  answering?: { answer: ResolutionAnswer };
};

/** The objections to a 公示 with names masked and their answers. */
export function Objections({ objections, answering }: ObjectionsProps) {
  const words = useWords(committeeWords).objections;
  const locale = useLocale();
  return (
    <Section title={`${words.title}${inBrackets(objections.length, locale)}`}>
      {objections.length === 0 ? <p className="text-muted">{words.none}</p> : null}
      <ul className="flex flex-col gap-3">
        {objections.map((objection) => (
          <Card as="li" key={objection.id} className="flex flex-col gap-3">
            <ObjectionText objection={objection} />
            {objection.handledAt === null && answering ? (
              <AnswerForm objection={objection} answer={answering.answer} />
            ) : null}
          </Card>
        ))}
      </ul>
    </Section>
  );
}

export function ObjectionText({ objection }: { objection: ShownObjection }) {
  const words = useWords(committeeWords).objections;
  return (
    <>
      <p className="text-sm text-muted">
        {words.by(objection.nameMasked, objection.building)} · <Moment at={objection.madeAt} />
      </p>
      <p className="whitespace-pre-line">{objection.reason}</p>
      {objection.handling ? (
        <div className="flex flex-col gap-1 border-l-2 border-accent pl-3">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {words.answered}
            <StatusBadge tone={objection.upheld ? 'warn' : 'neutral'}>
              {objection.upheld ? words.upheld : words.rejected}
            </StatusBadge>
          </p>
          <p className="whitespace-pre-line">{objection.handling}</p>
        </div>
      ) : null}
    </>
  );
}

function AnswerForm({ objection, answer }: { objection: ShownObjection; answer: ResolutionAnswer }) {
  const words = useWords(committeeWords).objections;
  const isMine = answer?.intent === 'answer' && answer.objectionId === objection.id;
  const [form, fields] = useForm<{ decision: string; words: string }>({
    id: `answer-${objection.id}`,
    lastResult: isMine ? answer.result : undefined,
  });
  return (
    <ActionForm form={form}>
      <input type="hidden" name="objectionId" value={objection.id} />
      <RadioGroupField
        field={fields.decision}
        label={words.decision}
        showOptional={false}
        options={[
          { value: 'reject', label: words.reject },
          { value: 'uphold', label: words.uphold },
        ]}
      />
      <TextareaField
        field={fields.words}
        label={words.words}
        hint={words.wordsHint}
        showOptional={false}
        rows={3}
      />
      <SubmitButton name="intent" value="answer">
        {words.submit}
      </SubmitButton>
    </ActionForm>
  );
}
