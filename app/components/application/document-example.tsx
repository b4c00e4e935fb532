import type { DocumentKind } from '~/domain/installation/case-documents';
import { applicationWords } from '~/i18n/application';
import { useWords } from '~/i18n/locale-context';

const WIDTH = 240;
const HEIGHT = 150;

/** A drawing of a good photo: the whole sheet in view, and where the readable parts are. */
export function DocumentExample({ kind }: { kind: DocumentKind }) {
  const words = useWords(applicationWords).documents;
  const title = words.exampleOf(words.kind[kind]);
  const isCard = kind === 'id-card' || kind === 'vehicle';
  return (
    <svg
      role="img"
      aria-label={title}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="block w-full max-w-60 rounded border border-line bg-ground"
    >
      <title>{title}</title>
      <Corners />
      {isCard ? <CardDrawing kind={kind} /> : <SheetDrawing kind={kind} />}
    </svg>
  );
}

/** The four corners of the picture: all of the paper is inside them. */
function Corners() {
  const arm = 14;
  const inset = 8;
  const right = WIDTH - inset;
  const bottom = HEIGHT - inset;
  const path = [
    `M${inset} ${inset + arm}V${inset}H${inset + arm}`,
    `M${right - arm} ${inset}H${right}V${inset + arm}`,
    `M${right} ${bottom - arm}V${bottom}H${right - arm}`,
    `M${inset + arm} ${bottom}H${inset}V${bottom - arm}`,
  ].join('');
  return <path d={path} fill="none" className="stroke-accent" strokeWidth="2.5" />;
}

function Lines({ x, y, widths }: { x: number; y: number; widths: readonly number[] }) {
  return (
    <>
      {widths.map((width, index) => (
        <rect
          key={`${width}-${String(index)}`}
          x={x}
          y={y + index * 13}
          width={width}
          height="5"
          rx="2"
          className="fill-line-strong"
        />
      ))}
    </>
  );
}

function CardDrawing({ kind }: { kind: DocumentKind }) {
  return (
    <>
      <rect x="34" y="26" width="172" height="98" rx="8" className="fill-paper stroke-line-strong" />
      <Lines x={48} y={42} widths={kind === 'id-card' ? [60, 46, 78, 70] : [110, 80, 96, 64]} />
      {kind === 'id-card' ? (
        <>
          <rect
            x="150"
            y="38"
            width="42"
            height="54"
            rx="3"
            className="fill-accent-soft stroke-line-strong"
          />
          <circle cx="171" cy="58" r="9" className="fill-line-strong" />
          <path d="M157 90c2-14 26-14 28 0z" className="fill-line-strong" />
          <rect x="48" y="104" width="144" height="6" rx="2" className="fill-line-strong" />
        </>
      ) : (
        <path
          d="M128 108l6-12h36l6 12v8h-8v-4h-32v4h-8z"
          className="fill-accent-soft stroke-line-strong"
          strokeWidth="1.5"
        />
      )}
    </>
  );
}

function SheetDrawing({ kind }: { kind: DocumentKind }) {
  return (
    <>
      <rect x="74" y="16" width="92" height="118" rx="3" className="fill-paper stroke-line-strong" />
      <rect x="94" y="26" width="52" height="7" rx="2" className="fill-ink" />
      <Lines x={84} y={44} widths={[72, 72, 60, 72, 40]} />
      {kind === 'space-right' ? (
        <rect x="82" y="54" width="40" height="11" fill="none" className="stroke-accent" strokeWidth="2" />
      ) : null}
      <path
        d="M92 122c6-10 10 4 15-4s8 6 14-3"
        fill="none"
        className="stroke-info"
        strokeWidth="2"
        strokeLinecap="round"
      />
      {kind === 'commitment' ? null : (
        <circle cx="148" cy="116" r="11" fill="none" className="stroke-danger" strokeWidth="2" />
      )}
    </>
  );
}
