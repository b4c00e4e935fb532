import { describe, expect, test } from 'vitest';
import {
  DueBadge,
  Moment,
  Notice,
  PageHeader,
  Pagination,
  StatusBadge,
  Stepper,
  sortHref,
  TabLinks,
  Table,
  Timeline,
} from '~/components/ui';
import { attributesOf, renderPage, textOf } from './render-page';

const now = '2026-11-24T02:00:00Z';

describe('a state', () => {
  test('is told by glyph and word, and the glyph is not read out', () => {
    const html = renderPage(<StatusBadge tone="danger">已逾期</StatusBadge>);
    expect(html).toContain('<span aria-hidden="true">✕</span>已逾期');
  });
});

describe('a deadline', () => {
  test('counts working days where the clock runs in them', () => {
    const html = renderPage(<DueBadge dueAt="2026-11-26" now={now} workingDaysLeft={2} />);
    expect(textOf(html)).toBe('◷ 还剩 2 个工作日');
    expect(attributesOf(html, 'time')).toMatchObject({
      dateTime: '2026-11-26',
      title: '11月26日（周四）',
    });
  });

  test('warns on the last working day and alarms after it', () => {
    expect(renderPage(<DueBadge dueAt="2026-11-24" now={now} workingDaysLeft={0} />)).toContain('▲');
    expect(renderPage(<DueBadge dueAt="2026-11-20" now={now} workingDaysLeft={-2} />)).toContain('✕');
  });

  test('that is a date lasts until the end of that day in Shanghai', () => {
    const lastMinute = '2026-11-26T15:59:00Z';
    expect(textOf(renderPage(<DueBadge dueAt="2026-11-26" now={lastMinute} />))).toContain('还剩 1 分钟');
    const midnight = '2026-11-26T16:01:00Z';
    expect(textOf(renderPage(<DueBadge dueAt="2026-11-26" now={midnight} />))).toContain('已逾期');
  });

  test('says when its clock is stopped', () => {
    const html = renderPage(<DueBadge dueAt="2026-11-20" now={now} isPaused />, { locale: 'en' });
    expect(textOf(html)).toContain('clock stopped');
  });
});

describe('an answer', () => {
  test('that refuses is read out at once, one that confirms politely', () => {
    expect(renderPage(<Notice tone="danger" isAnswer title="没有保存" />)).toContain('role="alert"');
    expect(renderPage(<Notice tone="good" isAnswer title="已保存" />)).toContain('role="status"');
    expect(renderPage(<Notice tone="danger" title="停电通知" />)).not.toContain('role=');
  });
});

type Case = { id: string; applicant: string; powerKw: number; overdue: boolean };
const cases: Case[] = [
  { id: 'ZZ-17', applicant: '王芳', powerKw: 7, overdue: true },
  { id: 'ZZ-21', applicant: '李伟', powerKw: 3.5, overdue: false },
];

function CaseTable({ search, rows = cases }: { search: string; rows?: Case[] }) {
  return (
    <Table
      caption="待办"
      columns={[
        { key: 'id', header: '编号', isRowHeader: true, cell: (row) => row.id },
        { key: 'applicant', header: '申请人', cell: (row) => row.applicant },
        {
          key: 'power',
          header: '功率',
          align: 'end',
          cell: (row) => `${row.powerKw} kW`,
          sort: sortHref(new URLSearchParams(search), 'power'),
        },
      ]}
      rows={rows}
      rowKey={(row) => row.id}
      isMarked={(row) => row.overdue}
      empty={<p>还没有待办</p>}
    />
  );
}

describe('a table', () => {
  test('has a caption, heads for its columns and a head for each row', () => {
    const html = renderPage(<CaseTable search="" />);
    expect(html).toMatch(/<caption[^>]*>待办<\/caption>/);
    expect(html.match(/<th scope="col"/g)).toHaveLength(3);
    expect(html.match(/scope="row"/g)).toHaveLength(2);
  });

  test('repeats the column on each cell for the cards of a phone', () => {
    const html = renderPage(<CaseTable search="" />);
    expect(html.match(/data-label="申请人"/g)).toHaveLength(2);
  });

  test('sorts by address: up first, then down, and from the first page', () => {
    const first = sortHref(new URLSearchParams('status=open&page=3'), 'power');
    expect(first).toEqual({ to: '?status=open&sort=power', direction: undefined });
    const second = sortHref(new URLSearchParams('sort=power'), 'power');
    expect(second).toEqual({ to: '?sort=-power', direction: 'ascending' });
    const html = renderPage(<CaseTable search="sort=-power" />);
    expect(html).toContain('aria-sort="descending"');
  });

  test('without rows says what will be there', () => {
    expect(renderPage(<CaseTable search="" rows={[]} />)).toBe('<p>还没有待办</p>');
  });
});

describe('pages of a list', () => {
  test('say which rows of how many and keep the filters', () => {
    const html = renderPage(
      <Pagination page={2} pageSize={20} total={57} search={new URLSearchParams('status=open&page=2')} />,
    );
    expect(textOf(html)).toContain('第 21–40 条，共 57 条');
    expect(attributesOf(html, 'a', 'rel="prev"').href).toBe('/?status=open');
    expect(attributesOf(html, 'a', 'rel="next"').href).toBe('/?status=open&amp;page=3');
  });

  test('end with the last row', () => {
    const html = renderPage(<Pagination page={3} pageSize={20} total={57} search={new URLSearchParams()} />);
    expect(textOf(html)).toContain('第 41–57 条');
    expect(html).not.toContain('rel="next"');
  });
});

describe('a timeline', () => {
  const html = renderPage(
    <Timeline
      past={[{ key: 'submit', title: '提交申请', by: '王芳', at: '2026-11-20T02:10:00Z' }]}
      current={{ key: 'review', title: '物业审核', by: '李伟（康居物业）', due: '11月26日前答复' }}
      next={[{ key: 'survey', title: '供电勘查' }]}
    />,
  );

  test('tells past with who and when, now with by when, and what follows', () => {
    expect(textOf(html)).toBe(
      '✓ 已完成 – 提交申请 王芳 · 11月20日（周五）10:10 ● 进行中 – 物业审核 李伟（康居物业） 11月26日前答复 接下来 – 供电勘查',
    );
  });

  test('marks the step that runs now', () => {
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  });
});

describe('a wizard', () => {
  const steps = [
    { key: 'space', label: '车位', to: '/home/apply/space' },
    { key: 'vehicle', label: '车与桩', to: '/home/apply/vehicle' },
    { key: 'documents', label: '材料', to: '/home/apply/documents' },
  ];

  test('says where it stands and leads back, never ahead', () => {
    const html = renderPage(<Stepper steps={steps} currentKey="vehicle" />);
    expect(attributesOf(html, 'nav')['aria-label']).toBe('第 2 步，共 3 步');
    expect(html).toContain('href="/home/apply/space"');
    expect(html).not.toContain('href="/home/apply/documents"');
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  });
});

describe('a page head', () => {
  test('leads back to its parent', () => {
    const html = renderPage(
      <PageHeader
        title="办件 ZZ-17"
        crumbs={[
          { label: '首页', to: '/home' },
          { label: '办件', to: '/home/cases' },
        ]}
      />,
    );
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toMatch(/href="\/home\/cases"[^>]*><span aria-hidden="true">‹<\/span> 办件/);
  });
});

describe('tabs', () => {
  test('are links, one of them current', () => {
    const html = renderPage(
      <TabLinks
        label="办件"
        tabs={[
          { to: '?view=mine', label: '待我办理', count: 3, isCurrent: true },
          { to: '?view=all', label: '全部', isCurrent: false },
        ]}
      />,
    );
    expect(html.match(/<a /g)).toHaveLength(2);
    expect(attributesOf(html, 'a', 'aria-current').href).toBe('/?view=mine');
  });
});

describe('an instant', () => {
  test('is shown in Shanghai with its UTC form behind it', () => {
    const html = renderPage(<Moment at="2026-11-25T21:40:00Z" />, { locale: 'en' });
    expect(attributesOf(html, 'time').dateTime).toBe('2026-11-25T21:40:00Z');
    expect(textOf(html)).toBe('Thu 26 Nov, 05:40');
  });
});
