import type { LoaderFunctionArgs } from '@remix-run/node';
import { openLetter } from '~/routing/letter.server';

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { letter, sheet } = await openLetter(context, request, params.letterId ?? '');
  const pdf = await context.deps.letterPrinter.print(sheet);
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="letter.pdf"; filename*=UTF-8''${encodeURIComponent(`${letter.letterNo}.pdf`)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}
