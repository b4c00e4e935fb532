import type { LoaderFunctionArgs } from '@remix-run/node';
import { orRefuse, requireViewer } from '~/routing/guard.server';
import { readDocument } from '~/use-cases/document/read-document.server';

const shownInPlace = ['image/jpeg', 'image/png', 'image/webp'];

/** A document's bytes for those who may see them: never run, framed, cached or taken for another type. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const viewer = requireViewer(context, request);
  const file = orRefuse(await readDocument(context.deps, viewer, { documentId: params.documentId ?? '' }));
  const disposition = shownInPlace.includes(file.mediaType) ? 'inline' : 'attachment';
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'Content-Type': file.mediaType,
      'Content-Length': String(file.bytes.byteLength),
      'Content-Disposition': `${disposition}; filename*=UTF-8''${extendedValue(file.fileName)}`,
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
    },
  });
}

// RFC 8187 §3.2.1 allows fewer characters unescaped than encodeURIComponent leaves.
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(/['()*!]/g, (found) => `%${found.charCodeAt(0).toString(16)}`);
}
