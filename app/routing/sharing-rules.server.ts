import { parseWithZod } from '@conform-to/zod/v4';
import { type AppLoadContext, data } from '@remix-run/node';
import { redirectWithFlash } from '~/components/ui/flash-cookie.server';
import type { RulesFault } from '~/domain/booking/sharing-rules';
import { RULE_FIELDS, sharingRulesSchema, toSharingRules } from '~/forms/sharing-rules.server';
import { wordsFor } from '~/i18n/define-words';
import { formatNumber } from '~/i18n/format';
import { sharingRulesWords } from '~/i18n/sharing-rules';
import { publishSharingRules } from '~/use-cases/booking/publish-sharing-rules.server';
import { getSharingRules } from '~db/queries/sharing-rules.server';
import { chooseCompound } from './chosen-compound.server';
import { orRefuse, requireRole } from './guard.server';
import { readForm } from './uploads.server';

/** The sharing rules in force of one of the viewer's compounds. */
export async function readSharingRules(
  context: AppLoadContext,
  request: Request,
  role: 'resident' | 'property' | 'operator',
) {
  const { compounds, compound } = await chooseCompound(context, request, role);
  const published = compound && (await getSharingRules(context.deps.db, compound.id));
  return { compounds, compound, published };
}

export type RulesPage = Awaited<ReturnType<typeof readSharingRules>>;

/** Publishes the rules of the form, or says at which field they are out of bounds. */
export async function sendSharingRules(
  context: AppLoadContext,
  request: Request,
  role: 'property' | 'operator',
) {
  const actor = requireRole(context, request, role);
  const words = wordsFor(context.locale, sharingRulesWords);
  const submission = parseWithZod(await readForm(request), { schema: sharingRulesSchema(words.errors) });
  if (submission.status !== 'success') return data(submission.reply(), 400);
  const { compoundId, seenVersion } = submission.value;
  const rules = toSharingRules(submission.value);
  const outcome = orRefuse(
    await publishSharingRules(context.deps, actor, { compoundId, rules, seenVersion }),
  );
  if (outcome.ok) {
    const path = `/${role}/sharing/rules?compound=${compoundId}`;
    return redirectWithFlash(path, { tone: 'good', text: words.published(outcome.version) });
  }
  switch (outcome.reason) {
    case 'out-of-bounds':
      return data(submission.reply({ fieldErrors: fieldErrors(outcome.faults, words.errors) }), 400);
    case 'moved-on':
      return data(submission.reply({ formErrors: [words.errors.movedOn(outcome.version)] }), 409);
    default:
      return data(submission.reply({ formErrors: [words.errors.unchanged] }), 409);
  }
}

type Errors = (typeof sharingRulesWords)['zh-CN']['errors'];

function fieldErrors(faults: readonly RulesFault[], errors: Errors): Record<string, string[]> {
  return Object.fromEntries(
    faults.map(({ key, min, max }) => {
      const { field, divideBy } = RULE_FIELDS[key];
      if (key === 'busyToMinute' || key === 'busyFromMinute') return [field, [errors.afterFrom]];
      const [lowest, highest] = [min, max].map((value) => formatNumber(value / divideBy));
      const words = divideBy === 1 ? errors.whole : errors.between;
      return [field, [words(lowest ?? '', highest ?? '')]];
    }),
  );
}
