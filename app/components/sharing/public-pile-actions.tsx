import { Form, useNavigation } from '@remix-run/react';
import { Disclosure, LinkButton, plainField, SubmitButton, TextField } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { publicPileWords } from '~/i18n/public-pile';
import type { PublicPile, PublicReader } from './public-pile';

type PublicPileActionsProps = { pile: PublicPile; reader: PublicReader; formKey: string; plate?: string };

/** What the person in front of a pile can do: start or stop as a resident, sign in, or say by the plate that the car is there. */
export function PublicPileActions({ pile, reader, formKey, plate }: PublicPileActionsProps) {
  const words = useWords(publicPileWords);
  const isBusy = useNavigation().state !== 'idle';
  return (
    <div className="flex flex-col gap-3">
      {reader === 'guest' ? (
        <>
          <LinkButton to={`/login?next=${encodeURIComponent(`/p/${pile.code}`)}`} variant="primary" wide>
            {words.login}
          </LinkButton>
          <p className="text-sm text-muted">{words.loginHelp}</p>
        </>
      ) : null}
      {reader === 'stranger' ? <p>{words.notMember}</p> : null}
      {reader === 'resident' && pile.board ? (
        <Form method="post" className="flex flex-col gap-2">
          <input type="hidden" name="formKey" value={formKey} />
          {pile.state === 'busy' ? null : (
            <>
              <SubmitButton name="intent" value="start" wide disabled={isBusy}>
                {words.start}
              </SubmitButton>
              <p className="text-sm text-muted">{words.startHelp}</p>
            </>
          )}
          {pile.state === 'busy' ? (
            <SubmitButton name="intent" value="stop" variant="secondary" wide disabled={isBusy}>
              {words.stop}
            </SubmitButton>
          ) : null}
        </Form>
      ) : null}
      <Disclosure summary={words.plateTitle}>
        <Form method="post" className="flex flex-col gap-3">
          <TextField
            field={plainField('plate', { defaultValue: plate, required: true, maxLength: 12 })}
            label={words.plate}
            hint={words.plateHelp}
          />
          <SubmitButton name="intent" value="plate" variant="secondary" disabled={isBusy}>
            {words.plateButton}
          </SubmitButton>
        </Form>
      </Disclosure>
    </div>
  );
}
