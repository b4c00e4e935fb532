import type { OwnCaseReason } from '~/components/case';
import type { CaseEvent } from '~/domain/installation/life-cycle';
import type { Role } from '~/domain/permissions/can';
import { REFUSAL_REASONS, REFUSAL_RULES } from '~/domain/refusal/property-refusal';
import { applicationWords } from '~/i18n/application';
import { wordsFor } from '~/i18n/define-words';
import type { Locale } from '~/i18n/locale';
import type { listCaseEvents } from '~db/queries/cases.server';

type EventRow = Awaited<ReturnType<typeof listCaseEvents>>[number];

interface EventData {
  reason?: string;
  note?: string;
  kinds?: string[];
  missing?: string[];
  missingDocuments?: string[];
  evidenceDocumentId?: string | null;
}

const sendingBack = ['returned_for_documents', 'property_refused', 'committee_failed', 'utility_declined'];

/** The last event that sent a case back or refused it. */
export function lastReason(events: readonly EventRow[], locale: Locale): OwnCaseReason | null {
  const event = events.findLast(({ kind }) => sendingBack.includes(kind));
  if (!event) return null;
  const data = JSON.parse(event.data) as EventData;
  const names: Record<string, string> = wordsFor(locale, applicationWords).documents.kind;
  const asked = data.kinds ?? data.missing ?? data.missingDocuments ?? [];
  return {
    kind: event.kind as CaseEvent,
    at: event.at,
    actorName: event.actor_name,
    actorRole: event.actor_role as Role | 'system',
    ground: groundName(data.reason, locale),
    words: wordsOf(event),
    askedFor: asked.map((kind) => names[kind] ?? kind),
    evidenceDocumentId: data.evidenceDocumentId ?? null,
  };
}

/** What a person wrote at a step, wherever the step keeps it. */
export function wordsOf(event: EventRow): string | null {
  if (event.words) return event.words;
  const { note } = JSON.parse(event.data) as EventData;
  return typeof note === 'string' && note !== '' ? note : null;
}

function groundName(reason: string | undefined, locale: Locale): string | null {
  const known = REFUSAL_REASONS.find((ground) => ground === reason);
  if (!known) return null;
  return locale === 'en' ? REFUSAL_RULES[known].english : REFUSAL_RULES[known].name;
}
