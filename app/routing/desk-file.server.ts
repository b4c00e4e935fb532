import type { AppLoadContext } from '@remix-run/node';
import type { CaseTimelineEvent } from '~/components/case';
import type { CaseFileDocument } from '~/components/case-file';
import type { CaseEvent } from '~/domain/installation/life-cycle';
import type { Role } from '~/domain/permissions/can';
import { maskName } from '~/domain/shared/masking';
import { wordsFor } from '~/i18n/define-words';
import { documentKindWords } from '~/i18n/document-kinds';
import type { readCaseFile } from './case-file.server';

type CaseFile = Awaited<ReturnType<typeof readCaseFile>>;

/** The parts of a case file that every page of a desk shows, with residents masked in the log. */
export function shapeDeskFile(context: AppLoadContext, file: CaseFile) {
  const { row, facts, deadline, now, events, documents } = file;
  const labels: Record<string, string> = wordsFor(context.locale, documentKindWords);
  return {
    caseId: row.id,
    caseNo: row.case_no ?? row.id,
    status: row.status,
    returnedFrom: row.returned_from,
    isEscalated: row.escalated_at !== null,
    isDueProvisional: row.due_provisional === 1,
    pausedDaysLeft: row.paused_days_left,
    queueRank: row.queue_rank,
    committeeAsked: events.some((event) => event.kind === 'committee_opened'),
    facts,
    deadline,
    now,
    log: events.map(
      (event): CaseTimelineEvent => ({
        seq: event.seq,
        at: event.at,
        kind: event.kind as CaseEvent,
        actorName:
          event.actor_role === 'resident' && event.actor_name ? maskName(event.actor_name) : event.actor_name,
        actorRole: event.actor_role as Role | 'system',
        note: event.words,
      }),
    ),
    documents:
      documents === null
        ? null
        : documents.map(
            (document): CaseFileDocument => ({
              id: document.id,
              kindLabel: labels[document.kind] ?? document.kind,
              fileName: document.file_name,
              byteSize: document.byte_size,
              uploadedAt: document.uploaded_at,
              href: `/documents/${document.id}`,
            }),
          ),
  };
}

export type DeskFile = ReturnType<typeof shapeDeskFile>;
