import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

export const mainContentId = 'main';

export function SkipLink() {
  const words = useWords(shellWords);
  return (
    <a
      href={`#${mainContentId}`}
      className="no-print sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-paper focus:px-4 focus:py-3"
    >
      {words.skipToContent}
    </a>
  );
}
