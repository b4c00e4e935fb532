import type { Action } from '../permissions/can';

/** The documents a resident hands in with an application. */
export const DOCUMENT_KINDS = [
  'id-card',
  'space-right',
  'landlord-consent',
  'vehicle',
  'commitment',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export function isDocumentKind(kind: string): kind is DocumentKind {
  return (DOCUMENT_KINDS as readonly string[]).includes(kind);
}

/** The kinds that an application needs: what the city's rule pack lists, the landlord's consent for leased spaces only. */
export function requiredDocuments(
  packKinds: readonly string[],
  space: { readonly isLeased: boolean },
): DocumentKind[] {
  const listed = new Set(packKinds);
  if (space.isLeased && listed.has('space-right')) listed.add('landlord-consent');
  return DOCUMENT_KINDS.filter(
    (kind) => kind !== 'other' && listed.has(kind) && (kind !== 'landlord-consent' || space.isLeased),
  );
}

/** The kinds of `required` of which nothing is on file. */
export function missingDocuments(
  required: readonly DocumentKind[],
  onFile: readonly string[],
): DocumentKind[] {
  return required.filter((kind) => !onFile.includes(kind));
}

/** The right it takes to open a document: an identity card is for the household and the utility's clerk alone (个人信息保护法 6). */
export function readingOf(kind: string): Extract<Action, 'document.read' | 'document.read-identity'> {
  return kind === 'id-card' ? 'document.read-identity' : 'document.read';
}
