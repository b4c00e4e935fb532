import { Form, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type ButtonVariant, SubmitButton } from '~/components/ui';

type IntentButtonProps = { intent: string; variant?: ButtonVariant; children: ReactNode };

/** A form of one button: it posts what is meant. */
export function IntentButton({ intent, variant, children }: IntentButtonProps) {
  const isBusy = useNavigation().state !== 'idle';
  return (
    <Form method="post" className="w-full">
      <SubmitButton name="intent" value={intent} variant={variant} wide disabled={isBusy}>
        {children}
      </SubmitButton>
    </Form>
  );
}
