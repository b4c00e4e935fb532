const QUIET_ZONE = 4;

/** A QR code, black on white in every theme and on paper. */
export function QrSquare({
  code,
  label,
}: {
  /** Dark modules as an SVG path of one unit each. */
  code: { size: number; path: string };
  label: string;
}) {
  const side = code.size + 2 * QUIET_ZONE;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`}
      className="size-32 shrink-0"
      shapeRendering="crispEdges"
    >
      <title>{label}</title>
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={side} height={side} fill="#ffffff" />
      <path d={code.path} fill="#000000" />
    </svg>
  );
}
