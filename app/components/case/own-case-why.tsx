import type { CaseStatus } from '~/domain/installation/life-cycle';
import { formatLongDate, inBrackets } from '~/i18n/format';
import { useLocale, useWords } from '~/i18n/locale-context';
import { ownCaseWords } from '~/i18n/own-case';
import { Disclosure } from '../ui';

export interface StepRule {
  days: number;
  /** Null where the figure is a setting of ours and no rule. */
  source: { title: string; url: string | null } | null;
  isSecondHand: boolean;
  pack: { title: string; version: number; validFrom: string };
}

/** 为什么要这一步: what the step is for, its allowance, and the rule with source and date. */
export function OwnCaseWhy({ status, rule }: { status: CaseStatus; rule: StepRule | null }) {
  const words = useWords(ownCaseWords);
  const locale = useLocale();
  return (
    <Disclosure summary={words.why}>
      <div className="flex flex-col gap-2">
        <p>{words.whyOf[status]}</p>
        {rule ? (
          <>
            <p>{rule.source ? words.allowance(rule.days) : words.designAllowance(rule.days)}</p>
            {rule.source ? (
              <p className="text-muted">
                {rule.source.url ? (
                  <a href={rule.source.url} rel="noreferrer" className="underline underline-offset-4">
                    {words.ruleSource(rule.source.title)}
                  </a>
                ) : (
                  words.ruleSource(rule.source.title)
                )}
                {rule.isSecondHand ? inBrackets(words.secondHand, locale) : null}
              </p>
            ) : null}
            <p className="text-sm text-muted">
              {words.rulePack(
                rule.pack.title,
                rule.pack.version,
                formatLongDate(rule.pack.validFrom, locale),
              )}
            </p>
          </>
        ) : null}
      </div>
    </Disclosure>
  );
}
