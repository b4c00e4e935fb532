import { Form } from '@remix-run/react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

export function LogOutButton() {
  const words = useWords(shellWords);
  return (
    <Form method="post" action="/logout">
      <button
        type="submit"
        className="inline-flex min-h-11 items-center rounded px-2 text-accent-strong underline-offset-4 hover:underline"
      >
        {words.logOut}
      </button>
    </Form>
  );
}
