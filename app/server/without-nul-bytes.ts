import { Transform } from 'node:stream';

/**
 * A stream that drops NUL bytes. React 18 pads its 2048-byte chunks with them where a multi-byte character does not fit,
 * and a browser shows each as U+FFFD; in UTF-8 no other character holds such a byte.
 */
export function withoutNulBytes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
}
