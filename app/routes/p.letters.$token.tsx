import { data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PublicFrame, pageTitle } from '~/components/shell';
import { Card, DescriptionList, Notice, PageHeader } from '~/components/ui';
import { type LetterStanding, letterStanding } from '~/domain/approval/letter-standing';
import { isVerifyToken } from '~/domain/shared/ids';
import { formatDateTime, formatLongDate } from '~/i18n/format';
import { letterWords } from '~/i18n/letter';
import { useLocale, useWords } from '~/i18n/locale-context';
import { findLetterByToken } from '~db/queries/letters.server';

export const meta = pageTitle(letterWords, (words) => words.verify.title);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const token = params.token ?? '';
  const letter = isVerifyToken(token) ? await findLetterByToken(context.deps.db, token) : undefined;
  const now = context.deps.clock();
  const headers = { 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' };
  if (!letter) return data({ letter: null, now }, { status: 404, headers });
  const { letterNo, issuedAt, revokedAt, facts } = letter;
  const { compoundName, propertyName } = facts;
  const standing = letterStanding(letter);
  return data(
    { letter: { letterNo, issuedAt, revokedAt, compoundName, propertyName, standing }, now },
    { headers },
  );
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

interface VerifyPage {
  letter: {
    letterNo: string;
    issuedAt: string;
    revokedAt: string | null;
    compoundName: string;
    propertyName: string;
    standing: LetterStanding;
  } | null;
  now: string;
}

export default function VerifyLetter() {
  const words = useWords(letterWords);
  const locale = useLocale();
  const { letter, now } = useLoaderData<typeof loader>() as VerifyPage;
  const verify = words.verify;
  return (
    <PublicFrame>
      <PageHeader title={verify.title} meta={verify.checkedAt(formatDateTime(now, locale))} />
      {letter ? (
        <>
          <Notice
            tone={letter.standing === 'valid' ? 'good' : 'danger'}
            title={letter.standing === 'valid' ? verify.valid : verify.notValid}
          >
            {words.standing[letter.standing]}
          </Notice>
          <Card>
            <DescriptionList
              facts={[
                { term: verify.number, value: letter.letterNo },
                { term: verify.compound, value: letter.compoundName },
                { term: verify.issuer, value: letter.propertyName },
                { term: verify.issued, value: formatLongDate(letter.issuedAt, locale) },
                ...(letter.revokedAt
                  ? [{ term: verify.revoked, value: formatLongDate(letter.revokedAt, locale) }]
                  : []),
              ]}
            />
          </Card>
          <p className="text-muted">{verify.privacy}</p>
        </>
      ) : (
        <Notice tone="danger" title={verify.unknownTitle}>
          {verify.unknown}
        </Notice>
      )}
    </PublicFrame>
  );
}
