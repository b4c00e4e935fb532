import type { RefusalFactsData } from '~/components/review/refusal-facts';
import { REFUSAL_REASONS } from '~/domain/refusal/property-refusal';
import type { listCaseEvents } from '~db/queries/cases.server';

interface RefusalData {
  reason?: string;
  loadRate?: number | null;
  measuredLoadRate?: number | null;
  missingDocuments?: string[];
}

/** The latest refusal by the property as its event recorded it; null where it never refused. */
export function latestRefusal(events: Awaited<ReturnType<typeof listCaseEvents>>): RefusalFactsData | null {
  const event = events.findLast(({ kind }) => kind === 'property_refused');
  if (!event) return null;
  const data = JSON.parse(event.data) as RefusalData;
  return {
    at: event.at,
    reason: REFUSAL_REASONS.find((known) => known === data.reason) ?? null,
    words: event.words,
    loadRate: data.loadRate ?? null,
    measuredLoadRate: data.measuredLoadRate ?? null,
    missingDocuments: data.missingDocuments ?? [],
  };
}
