import { Form, useLocation } from '@remix-run/react';
import { useLocale, useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

/** Changes the language and stays on the page; a plain form, so it works before JavaScript arrives. */
export function LanguageSwitch() {
  const words = useWords(shellWords);
  const other = useLocale() === 'en' ? 'zh-CN' : 'en';
  const { pathname, search } = useLocation();
  return (
    <Form method="post" action="/locale" preventScrollReset>
      <input type="hidden" name="returnTo" value={`${pathname}${search}`} />
      <button
        type="submit"
        name="locale"
        value={other}
        lang={other}
        className="inline-flex min-h-11 items-center rounded px-2 text-accent-strong underline-offset-4 hover:underline"
      >
        {words.switchLanguage}
      </button>
    </Form>
  );
}
