import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { localPath } from '~/components/shell/local-path';
import { isLocale, localeCookieName } from '~/i18n/locale';
import { readForm } from '~/routing/uploads.server';

const oneYearSeconds = 31_536_000;

export function loader() {
  return redirect('/');
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request);
  const locale = form.get('locale');
  if (!isLocale(locale)) throw new Response(null, { status: 400 });
  return redirect(localPath(form.get('returnTo')), {
    headers: {
      'Set-Cookie': `${localeCookieName}=${locale}; Path=/; Max-Age=${oneYearSeconds}; SameSite=Lax`,
    },
  });
}
