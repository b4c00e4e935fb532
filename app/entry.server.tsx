import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceProvider } from './components/shell/nonce';
import { withoutNulBytes } from './server/without-nul-bytes';

export const streamTimeout = 5_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  const isWholePageWanted = isbot(request.headers.get('user-agent')) || remixContext.isSpaMode;
  return new Promise((resolve, reject) => {
    let statusCode = status;
    let isShellReady = false;
    const respond = () => {
      isShellReady = true;
      const body = withoutNulBytes();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: statusCode }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceProvider nonce={nonce}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </NonceProvider>,
      {
        nonce,
        onShellReady: isWholePageWanted ? undefined : respond,
        onAllReady: isWholePageWanted ? respond : undefined,
        onShellError: reject,
        onError(error) {
          statusCode = 500;
          if (isShellReady) console.error(error);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000);
  });
}

/** Logs what broke; a page that does not exist and a reader who left are no faults. */
export function handleError(error: unknown, { request }: ActionFunctionArgs) {
  if (request.signal.aborted) return;
  if (isRouteErrorResponse(error) && error.status < 500) return;
  console.error(error);
}
