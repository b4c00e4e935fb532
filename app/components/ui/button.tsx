import { Link, type LinkProps, useNavigation } from '@remix-run/react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';
import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet';

type Look = { variant?: ButtonVariant; wide?: boolean };

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent border-accent text-paper hover:bg-accent-strong',
  secondary: 'bg-paper border-line-strong text-ink hover:bg-ground',
  danger: 'bg-danger border-danger text-paper hover:bg-danger-strong',
  quiet: 'bg-transparent border-transparent text-accent-strong underline-offset-4 hover:underline',
};

function buttonClass({ variant = 'secondary', wide }: Look, className?: string) {
  return classNames(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded border px-4 py-2 text-base font-medium print:hidden',
    'disabled:border-line disabled:bg-ground disabled:text-muted',
    variants[variant],
    wide && 'w-full',
    className,
  );
}

export function Button({
  variant,
  wide,
  className,
  type = 'button',
  ...props
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={buttonClass({ variant, wide }, className)} {...props} />;
}

export function LinkButton({ variant, wide, className, ...props }: Look & LinkProps) {
  return <Link className={buttonClass({ variant, wide }, className)} {...props} />;
}

type SubmitButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & { pendingLabel?: ReactNode };

/** Sends its form once: while the answer is under way it says so and cannot be pressed again. */
export function SubmitButton({
  variant = 'primary',
  wide,
  className,
  pendingLabel,
  children,
  disabled,
  ...props
}: SubmitButtonProps) {
  const words = useWords(shellWords);
  const navigation = useNavigation();
  const isPending =
    navigation.state !== 'idle' &&
    navigation.formMethod !== undefined &&
    (props.name === undefined || navigation.formData?.get(props.name) === props.value);
  return (
    <button
      type="submit"
      className={buttonClass({ variant, wide }, className)}
      aria-disabled={isPending || undefined}
      onClick={(event) => {
        if (isPending) event.preventDefault();
      }}
      disabled={disabled}
      {...props}
    >
      {isPending ? (pendingLabel ?? words.sending) : children}
    </button>
  );
}
