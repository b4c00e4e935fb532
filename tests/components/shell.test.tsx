import { describe, expect, test } from 'vitest';
import { DeskShell, navigationFor, PhoneShell, startPathFor, type Viewer } from '~/components/shell';
import { localPath } from '~/components/shell/local-path';
import { currentItem } from '~/components/shell/navigation';
import { ProblemPage, problemKind } from '~/components/shell/problem-page';
import type { Role } from '~/domain/permissions/can';
import { attributesOf, renderPage, textOf } from './render-page';

const nowhere = {
  organisationId: null,
  organisationName: null,
  compoundId: null,
  compoundName: null,
  householdId: null,
  householdDoor: null,
};
const viewer: Viewer = {
  personId: 'person_1',
  name: '张建国',
  phoneMasked: '138****0001',
  memberships: [
    { ...nowhere, role: 'property', organisationName: '康居物业' },
    { ...nowhere, role: 'resident', compoundName: '枫林绿洲' },
  ],
};
const roles: Role[] = ['resident', 'property', 'committee', 'utility', 'operator', 'supervisor', 'admin'];

describe('navigation', () => {
  test.each(roles)('of %s starts at a page of its own with one address each', (role) => {
    const items = navigationFor(role);
    expect(startPathFor(role)).toBe(items[0]?.to);
    expect(new Set(items.map((item) => item.to)).size).toBe(items.length);
  });

  test('has the nearest item current, and none elsewhere', () => {
    const items = navigationFor('resident');
    expect(currentItem(items, '/home/apply/documents')?.key).toBe('apply');
    expect(currentItem(items, '/home')?.key).toBe('home');
    expect(currentItem(items, '/homepage')).toBeUndefined();
  });
});

describe('the phone shell', () => {
  const html = renderPage(<PhoneShell>今晚</PhoneShell>, { path: '/home/charging', root: { viewer } });

  test('names the compound and has five places at the bottom, one current', () => {
    expect(textOf(html)).toContain('枫林绿洲');
    const bar = html.slice(html.indexOf('<nav'));
    expect(textOf(bar)).toBe('首页 报装 充电 小区 我的');
    expect(bar.match(/aria-current="page"/g)).toHaveLength(1);
    expect(attributesOf(bar, 'a', 'aria-current').href).toBe('/home/charging');
  });

  test('can be without the bar, for one question a screen', () => {
    expect(renderPage(<PhoneShell showNavigation={false}>车位</PhoneShell>)).not.toContain('<nav');
  });

  test('tells once what was done', () => {
    const told = renderPage(<PhoneShell>首页</PhoneShell>, {
      root: { viewer, flash: { tone: 'good', text: '已提交' } },
    });
    expect(told).toContain('role="status"');
    expect(textOf(told)).toContain('已提交');
  });
});

describe('the desk shell', () => {
  const html = renderPage(
    <DeskShell audience="property" counts={{ inbox: 3 }}>
      收件箱
    </DeskShell>,
    { path: '/property', root: { viewer } },
  );

  test('names organisation, person and role and what waits', () => {
    for (const word of ['康居物业', '张建国', '物业', '收件箱 3']) expect(textOf(html)).toContain(word);
  });

  test('leads to the other role of the same person and out', () => {
    expect(html).toContain(`href="${startPathFor('resident')}"`);
    expect(attributesOf(html, 'form', 'action="/logout"').method).toBe('post');
  });

  test('changes the language by a form that comes back to this page', () => {
    expect(attributesOf(html, 'form', 'action="/locale"').method).toBe('post');
    expect(attributesOf(html, 'input', 'name="returnTo"').value).toBe('/property');
    expect(attributesOf(html, 'button', 'name="locale"').value).toBe('en');
  });
});

const answer = (status: number) => ({ status, statusText: '', data: null, internal: false });

describe('a problem', () => {
  test.each([
    [answer(404), 'unknown'],
    [answer(403), 'forbidden'],
    [answer(401), 'expired'],
    [answer(429), 'tooMany'],
    [answer(500), 'broken'],
    [new Error('boom'), 'broken'],
    [new TypeError('Failed to fetch'), 'offline'],
  ] as const)('%o is told as %s', (error, kind) => {
    expect(problemKind(error)).toBe(kind);
  });

  test('of an expired login leads to the login and back to this page', () => {
    const html = renderPage(<ProblemPage kind="expired" />, { path: '/home/cases?page=2' });
    expect(attributesOf(html, 'a', '/login').href).toBe('/login?next=%2Fhome%2Fcases%3Fpage%3D2');
  });

  test('always has a way on', () => {
    for (const kind of ['unknown', 'forbidden', 'expired', 'tooMany', 'offline', 'broken'] as const) {
      const html = renderPage(<ProblemPage kind={kind} />, { locale: 'en', path: '/x' });
      expect(html).toContain('href="/"');
      expect(html.match(/<h1[^>]*>[^<]+<\/h1>/)).not.toBeNull();
    }
  });
});

describe('the way back', () => {
  test('stays on this site', () => {
    expect(localPath('/home?x=1')).toBe('/home?x=1');
    for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', '', null, '/a b']) {
      expect(localPath(elsewhere)).toBe('/');
    }
  });
});
