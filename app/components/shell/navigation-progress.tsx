import { useNavigation } from '@remix-run/react';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

/** Says that the next page is on its way. */
export function NavigationProgress() {
  const words = useWords(shellWords);
  const isBusy = useNavigation().state !== 'idle';
  return (
    <div role="status" className="no-print">
      {isBusy ? (
        <>
          <div aria-hidden="true" className="fixed inset-x-0 top-0 z-50 h-1 bg-accent" />
          <span className="sr-only">{words.loading}</span>
        </>
      ) : null}
    </div>
  );
}
