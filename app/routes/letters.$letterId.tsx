import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { LetterSheet, QrCode } from '~/adapters/letter/port';
import { QrSquare } from '~/components/review/qr-square';
import { pageTitle } from '~/components/shell/page-title';
import { DescriptionList, LinkButton, mainContentId, Notice, PrintLayout, Section } from '~/components/ui';
import { letterWords } from '~/i18n/letter';
import { useWords } from '~/i18n/locale-context';
import { openLetter } from '~/routing/letter.server';

export const meta = pageTitle(
  letterWords,
  (_, { sheet }: LetterPage) => `${sheet.title} ${sheet.numberLine}`,
);

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { letter, sheet, casePath } = await openLetter(context, request, params.letterId ?? '');
  return {
    letterId: letter.id,
    casePath,
    sheet,
    qrCode: context.deps.letterPrinter.qrCode(sheet.verifyAddress),
    now: context.deps.clock(),
  };
}

type LetterPage = { letterId: string; casePath: string; sheet: LetterSheet; qrCode: QrCode; now: string };

export default function Letter() {
  const words = useWords(letterWords);
  const { letterId, casePath, sheet, qrCode, now } = useLoaderData<typeof loader>() as LetterPage;
  return (
    <main id={mainContentId} tabIndex={-1} className="py-4 print:py-0">
      <div className="no-print mx-auto flex max-w-page flex-wrap gap-3 px-6">
        <LinkButton to={casePath}>{words.toCase}</LinkButton>
        <a
          href={`/letters/${letterId}.pdf`}
          className="inline-flex min-h-11 items-center rounded border border-accent bg-accent px-4 font-medium text-paper"
        >
          {words.download}
        </a>
      </div>
      <PrintLayout
        title={sheet.title}
        reference={sheet.numberLine}
        printedAt={now}
        seal={<QrSquare code={qrCode} label={sheet.verifyHint} />}
      >
        {sheet.isValid ? (
          <p className="font-semibold">{sheet.standingLine}</p>
        ) : (
          <Notice tone="danger" title={sheet.standingLine} />
        )}
        <p>{sheet.intro}</p>
        <DescriptionList facts={sheet.facts} />
        {sheet.sections.map((section) => (
          <Section key={section.heading} title={section.heading}>
            <ol className="flex list-decimal flex-col gap-1 pl-6">
              {section.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ol>
          </Section>
        ))}
        <div className="self-end text-right">
          {sheet.signature.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <p className="text-sm break-all text-muted">
          {sheet.verifyHint} {sheet.verifyAddress}
        </p>
      </PrintLayout>
    </main>
  );
}
