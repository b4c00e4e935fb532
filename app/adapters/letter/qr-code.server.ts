import QRCode from 'qrcode';
import type { QrCode } from './port';

/** Error correction M: a folded or stained letter still reads. */
export function drawQrCode(text: string): QrCode {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; ) {
      let width = 0;
      while (x + width < size && data[y * size + x + width]) width += 1;
      if (width > 0) runs.push(`M${x} ${y}h${width}v1h-${width}z`);
      x += Math.max(1, width);
    }
  }
  return { size, path: runs.join('') };
}
