import type { AppLoadContext } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import type { Viewer } from '~/server/viewer';
import { removeDocument } from '~/use-cases/document/remove-document.server';
import { orRefuse } from './guard.server';
import { readForm } from './uploads.server';

/** Takes a document off a page's list and says so there. */
export async function takeRemoval(
  context: AppLoadContext,
  viewer: Viewer,
  request: Request,
  page: string,
): Promise<Response> {
  const words = wordsFor(context.locale, applicationWords).documents;
  const documentId = String((await readForm(request)).get('documentId') ?? '');
  const outcome = orRefuse(await removeDocument(context.deps, viewer, { documentId }));
  if (!outcome.ok) return redirectWithFlash(page, { tone: 'warn', text: words.errors['documents-closed'] });
  return redirectWithFlash(page, { tone: 'good', text: words.removed });
}
