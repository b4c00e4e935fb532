import { describe, expect, it } from 'vitest';
import { CaseDocumentList } from '~/components/case/own-case-facts';
import { renderPage, textOf } from './render-page';

const documents = [{ id: 'doc_1', kind: 'id-card', fileName: '身份证.png' }];

function said(isOver: boolean, locale: 'zh-CN' | 'en' = 'zh-CN'): string {
  return textOf(renderPage(<CaseDocumentList documents={documents} isOver={isOver} />, { locale }));
}

describe('the documents of a case that takes no more', () => {
  it('wait for somebody while the case is handled', () => {
    expect(said(false)).toContain('正在办理，现在不能增减材料');
  });

  it('are kept once the pile has power or the case is closed, and nobody is said to handle it', () => {
    expect(said(true)).toContain('办件已结束，材料随案卷保存');
    expect(said(true)).not.toContain('正在办理');
    expect(said(true, 'en')).toContain('its documents are kept with it');
  });
});
