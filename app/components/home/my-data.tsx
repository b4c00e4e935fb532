import type { ConsentRecipient } from '~/domain/installation/application-draft';
import { applicationWords } from '~/i18n/application';
import { formatLongDate } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';
import { Card, DescriptionList, Section } from '../ui';

export interface GivenConsent {
  recipient: ConsentRecipient;
  version: string;
  caseNo: string;
  at: string;
}

/** What is kept of a person, who sees it, and to whom the person agreed to give it (个人信息保护法 17, 23, 45). */
export function MyData({ consents }: { consents: readonly GivenConsent[] }) {
  const words = useWords(residentWords).me;
  const { recipient } = useWords(applicationWords).confirm;
  const locale = useLocale();
  const kinds = Object.entries(words.dataKinds) as [keyof typeof words.dataKinds, string][];
  return (
    <Section title={words.data} description={words.dataIntro} id="data">
      <Card className="flex flex-col gap-4">
        <DescriptionList facts={kinds.map(([key, term]) => ({ key, term, value: words.dataReaders[key] }))} />
        <div className="flex flex-col gap-1">
          <h3 className="font-medium">{words.consents}</h3>
          {consents.length === 0 ? <p className="text-muted">{words.noConsents}</p> : null}
          <ul className="flex flex-col gap-1">
            {consents.map((consent) => (
              <li key={`${consent.caseNo}-${consent.recipient}`}>
                {words.consentLine(
                  recipient[consent.recipient],
                  consent.caseNo,
                  formatLongDate(consent.at, locale),
                  consent.version,
                )}
              </li>
            ))}
          </ul>
        </div>
        <p className="text-muted">{words.rights}</p>
      </Card>
    </Section>
  );
}
