import type { SharingRules } from '~/domain/booking/sharing-rules';
import { formatLongDate } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { rulesInWords } from '~/i18n/rules-in-words';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { Section } from '../ui';

export type PublishedRulesData = { version: number; publishedAt: string | null; rules: SharingRules };

/** The rules in force as sentences, with their version and date. */
export function RulesText({ published }: { published: PublishedRulesData }) {
  const locale = useLocale();
  return (
    <div className="flex max-w-page flex-col gap-6">
      {rulesInWords(published.rules, locale).map(({ group, title, sentences }) => (
        <Section key={group} title={title}>
          <ul className="flex list-disc flex-col gap-2 pl-5">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  );
}

/** `第 3 版，2026年11月26日公布`, or that the defaults hold. */
export function RulesVersion({ published }: { published: PublishedRulesData }) {
  const words = useWords(sharingRulesWords);
  const locale = useLocale();
  const { version, publishedAt } = published;
  return <>{publishedAt ? words.version(version, formatLongDate(publishedAt, locale)) : words.defaults}</>;
}
