import { formatFen, formatKw, formatKwh, formatPercent } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { shellWords } from '~/i18n/shell';

export function Money({ fen }: { fen: number }) {
  return <span className="whitespace-nowrap">{formatFen(fen)}</span>;
}

type QuantityProps = { kw: number } | { kwh: number } | { share: number };

/** One of `kw`, `kwh` or `share` (0 to 1), with its unit. */
export function Quantity(props: QuantityProps) {
  const text =
    'kw' in props ? formatKw(props.kw) : 'kwh' in props ? formatKwh(props.kwh) : formatPercent(props.share);
  return <span className="whitespace-nowrap">{text}</span>;
}

type FigureProps = {
  label: string;
  value: string;
  /** How the figure came about: shown under it, and on hover and focus nothing is hidden. */
  source?: string;
  asOf?: string;
};

/** A figure that must be trusted: value, label, source and date. */
export function Figure({ label, value, source, asOf }: FigureProps) {
  const words = useWords(shellWords);
  const origin = [source && words.source(source), asOf && words.asOf(asOf)].filter(Boolean);
  return (
    <div className="flex flex-col">
      <span className="text-sm text-muted">{label}</span>
      <span className="text-lg font-semibold">{value}</span>
      {origin.length > 0 ? <span className="text-sm text-muted">{origin.join(' · ')}</span> : null}
    </div>
  );
}
