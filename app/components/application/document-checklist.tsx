import { Form } from '@remix-run/react';
import type { DocumentKind } from '~/domain/installation/case-documents';
import { applicationWords } from '~/i18n/application';
import { formatNumber } from '~/i18n/format';
import { useWords } from '~/i18n/locale-context';
import { Card, Disclosure, FileField, plainField, StatusBadge, SubmitButton } from '../ui';
import { DocumentExample } from './document-example';

export interface ChecklistDocument {
  id: string;
  kind: string;
  fileName: string;
  byteSize: number;
}

type DocumentChecklistProps = {
  /** What to hand in, in order. */
  kinds: readonly DocumentKind[];
  /** Of these, what is still open. */
  open: readonly DocumentKind[];
  /** Kinds that may be left out. */
  optional?: readonly DocumentKind[];
  documents: readonly ChecklistDocument[];
  problem?: { kind: string; message: string } | null;
};

const accept = 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,application/pdf';

/** The documents of a case, one box a kind: what a good one is, what is kept, and one small form to add. */
export function DocumentChecklist({
  kinds,
  open,
  optional = [],
  documents,
  problem,
}: DocumentChecklistProps) {
  return (
    <ul className="flex flex-col gap-4">
      {kinds.map((kind) => (
        <KindBox
          key={kind}
          kind={kind}
          isOpen={open.includes(kind)}
          isOptional={optional.includes(kind)}
          documents={documents.filter((document) => document.kind === kind)}
          message={problem?.kind === kind ? problem.message : null}
        />
      ))}
    </ul>
  );
}

type KindBoxProps = {
  kind: DocumentKind;
  isOpen: boolean;
  isOptional: boolean;
  documents: readonly ChecklistDocument[];
  message: string | null;
};

function KindBox({ kind, isOpen, isOptional, documents, message }: KindBoxProps) {
  const words = useWords(applicationWords).documents;
  const name = words.kind[kind];
  return (
    <Card as="li" className="flex flex-col gap-3">
      <div id={kind} className="flex scroll-mt-20 flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg font-semibold">{name}</h2>
        <KindState isOpen={isOpen} isOptional={isOptional} hasAny={documents.length > 0} />
      </div>
      <p className="text-muted">{words.hint[kind]}</p>
      {kind === 'other' ? null : (
        <Disclosure summary={words.example}>
          <DocumentExample kind={kind} />
        </Disclosure>
      )}
      {kind === 'commitment' ? (
        <Disclosure summary={words.template}>
          <p>{words.commitmentText}</p>
        </Disclosure>
      ) : null}
      {documents.length > 0 ? <KeptDocuments documents={documents} /> : null}
      <UploadForm key={documents.length} kind={kind} message={message} />
    </Card>
  );
}

function KindState({
  isOpen,
  isOptional,
  hasAny,
}: {
  isOpen: boolean;
  isOptional: boolean;
  hasAny: boolean;
}) {
  const words = useWords(applicationWords).documents;
  if (isOpen) return <StatusBadge tone="warn">{hasAny ? words.asked : words.missing}</StatusBadge>;
  if (hasAny) return <StatusBadge tone="good">{words.done}</StatusBadge>;
  return isOptional ? <StatusBadge tone="neutral">{words.optional}</StatusBadge> : null;
}

function KeptDocuments({ documents }: { documents: readonly ChecklistDocument[] }) {
  const words = useWords(applicationWords).documents;
  return (
    <ul className="divide-y divide-line rounded border border-line">
      {documents.map((document) => (
        <li key={document.id} className="flex min-h-11 flex-wrap items-center gap-x-3 px-3">
          <a
            href={`/documents/${document.id}`}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-11 min-w-0 flex-1 items-center break-all text-accent-strong underline underline-offset-4"
          >
            {document.fileName}
          </a>
          <span className="text-sm text-muted">
            {words.size(formatNumber(Math.max(1, Math.ceil(document.byteSize / 1024))))}
          </span>
          <Form method="post" preventScrollReset>
            <input type="hidden" name="documentId" value={document.id} />
            <SubmitButton
              variant="quiet"
              name="intent"
              value="remove-document"
              aria-label={`${words.remove} ${document.fileName}`}
            >
              {words.remove}
            </SubmitButton>
          </Form>
        </li>
      ))}
    </ul>
  );
}

function UploadForm({ kind, message }: { kind: DocumentKind; message: string | null }) {
  const words = useWords(applicationWords).documents;
  return (
    <Form
      id={`upload-${kind}`}
      method="post"
      action={`?upload=${kind}`}
      encType="multipart/form-data"
      preventScrollReset
      className="flex flex-col gap-3"
    >
      <FileField
        field={plainField('file', { formId: `upload-${kind}`, errors: message ? [message] : undefined })}
        label={words.choose(words.kind[kind])}
        hint={words.fileHint}
        accept={accept}
        required
      />
      <SubmitButton variant="secondary" name="kind" value={kind}>
        {words.upload}
      </SubmitButton>
    </Form>
  );
}
