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

const EVIDENCE_KINDS: readonly string[] = [
  'load-rate-record',
  'fire-authority-document',
  'utility-document',
  'space-register',
  'civil-defence-document',
  'route-drawing',
  'resolution-record',
];

/**
 * The right it takes to open a document: an identity card is for the household and the utility's clerk alone
 * (个人信息保护法 6); what a refusal or a vote rests on is for everybody who judges it.
 */
export function readingOf(
  kind: string,
): Extract<Action, 'document.read' | 'document.read-identity' | 'document.read-evidence'> {
  if (kind === 'id-card') return 'document.read-identity';
  return EVIDENCE_KINDS.includes(kind) ? 'document.read-evidence' : 'document.read';
}
