import { describe, expect, it } from 'vitest';
import { CaseBall, CaseTimeline, OwnCaseAction, OwnCaseWhy } from '~/components/case';
import type { Deadline } from '~/domain/installation/deadline';
import { type CaseStatus, lifeCycle } from '~/domain/installation/life-cycle';
import { caseStatusWords } from '~/i18n/case-status';
import { renderPage } from './render-page';

const deadline: Deadline = {
  dueAt: '2026-11-26T16:00:00.000Z',
  dueOn: '2026-11-26',
  workingDaysLeft: 2,
  isOverdue: false,
};

const text = (html: string) => html.replace(/<[^>]+>/g, '');

describe('who holds a case', () => {
  it('is said with the date and what is left', () => {
    const html = renderPage(<CaseBall status="property_review" deadline={deadline} />);
    expect(html).toBe('物业须在 11月26日（周四）前答复，还剩 2 个工作日');
  });

  it('is said as a duty that was missed once it is overdue', () => {
    const late = { ...deadline, isOverdue: true, workingDaysLeft: -3 };
    expect(renderPage(<CaseBall status="survey" deadline={late} />)).toBe(
      '供电公司应在 11月26日（周四）前到现场勘查，已逾期 3 个工作日',
    );
  });

  it('addresses the reader, and names nobody once it is over', () => {
    expect(renderPage(<CaseBall status="returned" deadline={null} reader="resident" />)).toContain(
      '等您补齐',
    );
    expect(renderPage(<CaseBall status="withdrawn" deadline={null} />)).toBe('');
  });

  it('is complete in English', () => {
    expect(renderPage(<CaseBall status="property_review" deadline={deadline} />, { locale: 'en' })).toBe(
      'By Thu 26 Nov, the property manager must answer (2 working days left)',
    );
  });

  it('has words for every status of the life cycle in both languages', () => {
    for (const status of Object.keys(lifeCycle) as CaseStatus[]) {
      for (const locale of ['zh-CN', 'en'] as const) {
        expect(caseStatusWords[locale].status[status], status).toBeTruthy();
        expect(caseStatusWords[locale].duty[status], status).toBeTruthy();
      }
    }
  });
});

describe('the timeline of a case', () => {
  const timeline = (
    <CaseTimeline
      events={[
        {
          seq: 1,
          at: '2026-11-20T02:00:00.000Z',
          kind: 'submitted',
          actorName: '林*',
          actorRole: 'resident',
          note: '<b>请尽快</b>',
        },
        { seq: 2, at: '2026-11-24T02:00:00.000Z', kind: 'escalated', actorName: null, actorRole: 'system' },
      ]}
      status="property_review"
      returnedFrom={null}
      committeeAsked={false}
      deadline={deadline}
      isEscalated
      allowances={{ utilityAcceptWorkingDays: 1 }}
    />
  );

  it('tells past, now and next in this order, who and by when', () => {
    const said = text(renderPage(timeline));
    const parts = [
      '提交报装申请',
      '林*（申请人）',
      '超期未办',
      '系统',
      '物业审核中',
      '已上报街道办督办',
      '等供电公司受理',
    ];
    const places = parts.map((part) => said.indexOf(part));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(said).toContain('到这一步后 1 个工作日内');
    expect(said).not.toContain('业委会办理中');
  });

  it('shows what people wrote as text', () => {
    expect(renderPage(timeline)).toContain('&lt;b&gt;请尽快&lt;/b&gt;');
  });
});

describe('the one thing an applicant can do', () => {
  const action = (status: CaseStatus, may: { resubmit?: boolean; mediation?: boolean } = {}) =>
    renderPage(
      <OwnCaseAction
        caseId="case_1"
        householdId="hh_1"
        status={status}
        reason={null}
        mayResubmit={may.resubmit ?? false}
        mayAskMediation={may.mediation ?? false}
      />,
    );

  it('is nothing while others work', () => {
    expect(action('survey')).toBe('');
  });

  it('is to resubmit after a return, and mediation first after a refusal', () => {
    const returned = action('returned', { resubmit: true });
    expect(returned).toContain('value="resubmit"');
    expect(returned).not.toContain('/mediation');
    expect(action('property_refused', { resubmit: true, mediation: true })).toContain(
      'href="/home/cases/case_1/mediation"',
    );
  });

  it('is to charge once there is power, and to apply again once it is over', () => {
    expect(action('energised')).toContain('href="/home/charging"');
    expect(action('withdrawn')).toContain('name="like" value="case_1"');
  });
});

describe('why a step is asked for', () => {
  const pack = { title: '规则包', version: 2, validFrom: '2026-01-01' };

  it('names the rule with its source, version and day', () => {
    const said = text(
      renderPage(
        <OwnCaseWhy
          status="property_review"
          rule={{ days: 3, source: { title: '某市通知', url: null }, isSecondHand: true, pack }}
        />,
      ),
    );
    expect(said).toContain('期限是 3 个工作日');
    expect(said).toContain('依据：某市通知（转引');
    expect(said).toContain('第 2 版，自 2026年1月1日 起适用');
  });

  it('never passes a figure that nobody verified off as a rule', () => {
    const said = text(
      renderPage(
        <OwnCaseWhy status="mediation" rule={{ days: 7, source: null, isSecondHand: false, pack }} />,
      ),
    );
    expect(said).toContain('为本平台的管理参数');
    expect(said).not.toContain('依据');
  });
});
