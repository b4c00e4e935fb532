import { LinkButton, mainContentId, PrintLayout, TabLinks } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { pileLabelWords } from '~/i18n/pile-label';
import { QrSquare } from '../review/qr-square';

export interface PileLabel {
  now: string;
  pileId: string;
  size: 'a4' | 'a5';
  compoundName: string;
  spaceCode: string;
  code: string;
  /** What the QR code leads to. */
  address: string;
  qrCode: { size: number; path: string };
  pricesAddress: string;
  operatorName: string | null;
}

const looks = {
  a5: { sheet: 'max-w-[32rem]', square: '[&_svg]:size-64', space: 'text-2xl', step: 'text-lg' },
  a4: { sheet: 'max-w-page', square: '[&_svg]:size-96', space: 'text-4xl', step: 'text-2xl' },
} as const;

/** The label of a shared pile: the code, the space, three steps, and where the prices are published. */
export function PileLabelSheet({ label }: { label: PileLabel }) {
  const words = useWords(pileLabelWords);
  const look = looks[label.size];
  const steps = [
    [words.step1, words.step1Help],
    [words.step2, words.step2Help],
    [words.step3, words.step3Help],
  ] as const;
  return (
    <main id={mainContentId} tabIndex={-1} className={`mx-auto ${look.sheet} print:max-w-none`}>
      <LabelBar label={label} />
      <PrintLayout
        title={words.title}
        reference={label.compoundName}
        printedAt={label.now}
        seal={<strong className={`${look.space} font-semibold`}>{label.spaceCode}</strong>}
      >
        <div className={`flex flex-col items-center gap-2 ${look.square}`}>
          <QrSquare code={label.qrCode} label={words.qr(label.spaceCode)} />
          <p className="text-center text-sm break-all">{label.address}</p>
        </div>
        <ol className="flex flex-col gap-3">
          {steps.map(([title, help], index) => (
            <li key={title} className={look.step}>
              <strong className="font-semibold">
                {index + 1}. {title}
              </strong>
              <span className="block text-base">{help}</span>
            </li>
          ))}
        </ol>
        <div className="flex flex-col gap-1 border-t border-line pt-3">
          <p>
            {words.prices} <span className="break-all">{label.pricesAddress}</span>
          </p>
          <p>
            {words.code(label.code)}
            {label.operatorName ? ` · ${words.operator(label.operatorName)}` : null}
          </p>
        </div>
      </PrintLayout>
    </main>
  );
}

function LabelBar({ label }: { label: PileLabel }) {
  const words = useWords(pileLabelWords);
  return (
    <div className="no-print flex flex-col gap-2 p-4">
      <LinkButton to={`/operator/sharing/${label.pileId}`} className="self-start">
        {words.back}
      </LinkButton>
      <p className="text-muted">{words.reference}</p>
      <TabLinks
        label={words.sizes}
        tabs={(['a5', 'a4'] as const).map((size) => ({
          to: `?size=${size}`,
          label: words[size],
          isCurrent: label.size === size,
        }))}
      />
    </div>
  );
}
