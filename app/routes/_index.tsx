import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { EntrancePage } from '~/components/shell/entrance-page';
import { startPathFor } from '~/components/shell/navigation';
import { pageTitle } from '~/components/shell/page-title';
import { Card, LinkButton } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';

export const meta = pageTitle(residentWords, (words) => words.entrance.title);

/** Visitors see what this is; everybody else goes to where their first role works. */
export function loader({ context }: LoaderFunctionArgs) {
  const { viewer } = context;
  if (!viewer) return null;
  const role = viewer.grants[0]?.role ?? 'resident';
  return redirect(startPathFor(role));
}

export default function EntrancePageRoute() {
  const words = useWords(residentWords).entrance;
  return (
    <EntrancePage title={words.title}>
      <Card>
        <ul className="flex flex-col gap-3">
          {Object.entries(words.lines).map(([key, line]) => (
            <li key={key}>{line}</li>
          ))}
        </ul>
      </Card>
      <LinkButton variant="primary" wide to="/login">
        {words.logIn}
      </LinkButton>
      <LinkButton variant="quiet" to="/login/staff">
        {words.staff}
      </LinkButton>
    </EntrancePage>
  );
}
