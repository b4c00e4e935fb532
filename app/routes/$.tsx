import { data } from '@remix-run/node';
import { pageTitle } from '~/components/shell';
import { ProblemPage } from '~/components/shell/problem-page';
import { shellWords } from '~/i18n/shell';

export const meta = pageTitle(shellWords, (words) => words.problems.unknownTitle);

/** Addresses that no other route knows: answered in the reader's language, which needs the root's data. */
export function loader() {
  return data(null, { status: 404 });
}

export default function UnknownAddress() {
  return <ProblemPage kind="unknown" />;
}
