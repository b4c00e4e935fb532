import { useForm } from '@conform-to/react';
import { describe, expect, test } from 'vitest';
import {
  ActionForm,
  CheckboxField,
  CheckboxGroupField,
  FileField,
  NumberField,
  plainField,
  RadioGroupField,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
  TimeField,
} from '~/components/ui';
import { attributesOf, renderPage, textOf } from './render-page';

type Vehicle = { plate: string; ownership: string; channels: string[] };

const plateError = '车牌应为 7 或 8 位，例如 豫A·D12345。';

function VehicleForm({ error }: { error?: Record<string, string[]> }) {
  const [form, fields] = useForm<Vehicle>({
    id: 'vehicle',
    defaultValue: { plate: '豫A·D1', ownership: 'rented', channels: ['sms'] },
    lastResult: error ? { status: 'error', error, initialValue: { plate: '豫A·D1' } } : undefined,
  });
  return (
    <ActionForm form={form}>
      <TextField field={fields.plate} label="车牌" hint="7 或 8 位" required />
      <RadioGroupField
        field={fields.ownership}
        label="车位权属"
        options={[
          { value: 'own', label: '自有' },
          { value: 'rented', label: '租用', hint: '租期一年以上' },
        ]}
      />
      <CheckboxGroupField
        field={fields.channels}
        label="通知方式"
        showOptional
        options={[
          { value: 'sms', label: '短信' },
          { value: 'wechat', label: '微信' },
        ]}
      />
      <SubmitButton>提交</SubmitButton>
    </ActionForm>
  );
}

describe('a field', () => {
  test('is named by its label and described by its hint', () => {
    const html = renderPage(<VehicleForm />);
    const input = attributesOf(html, 'input', 'name="plate"');
    expect(html).toContain(`<label for="${input.id}"`);
    expect(input['aria-describedby']).toBe('vehicle-plate-description');
    expect(html).toMatch(/<p id="vehicle-plate-description"[^>]*>7 或 8 位/);
    expect(input).toHaveProperty('required');
    expect(input).not.toHaveProperty('aria-invalid');
  });

  test('keeps what was typed and points to what is wrong with it', () => {
    const html = renderPage(<VehicleForm error={{ plate: [plateError] }} />);
    const input = attributesOf(html, 'input', 'name="plate"');
    expect(input.value).toBe('豫A·D1');
    expect(input['aria-invalid']).toBe('true');
    expect(input['aria-describedby']?.split(' ')).toContain('vehicle-plate-error');
    expect(html).toMatch(new RegExp(`<p id="vehicle-plate-error"[^>]*>.*?${plateError}`));
  });

  test('says when it may stay empty, and only then', () => {
    const html = renderPage(<VehicleForm />);
    expect(textOf(html)).toContain('通知方式 （选填）');
    expect(textOf(html)).not.toContain('车牌 （选填）');
  });
});

describe('a group of choices', () => {
  test('is named by its legend and checks the value that was chosen', () => {
    const html = renderPage(<VehicleForm />);
    expect(html).toMatch(/<fieldset id="vehicle-ownership"[^>]*><legend[^>]*>车位权属/);
    expect(attributesOf(html, 'input', 'value="rented"')).toHaveProperty('checked');
    expect(attributesOf(html, 'input', 'value="own"')).not.toHaveProperty('checked');
    expect(attributesOf(html, 'input', 'value="sms"')).toHaveProperty('checked');
  });

  test('says on the group what is wrong, as radio buttons cannot', () => {
    const html = renderPage(<VehicleForm error={{ ownership: ['请选择车位权属。'] }} />);
    const group = attributesOf(html, 'fieldset', 'id="vehicle-ownership"');
    expect(group['aria-describedby']).toContain('vehicle-ownership-error');
    expect(attributesOf(html, 'input', 'value="own"')).not.toHaveProperty('aria-invalid');
  });

  test('has a choice described by its own hint', () => {
    const html = renderPage(<VehicleForm />);
    const described = attributesOf(html, 'input', 'value="rented"')['aria-describedby'];
    expect(html).toMatch(new RegExp(`id="${described}"[^>]*>租期一年以上`));
  });
});

describe('a form', () => {
  test('posts without JavaScript and lets the browser check what it can', () => {
    const form = attributesOf(renderPage(<VehicleForm />), 'form');
    expect(form.method).toBe('post');
    expect(form).not.toHaveProperty('novalidate');
  });

  test('sums up its errors as links to the fields', () => {
    const html = renderPage(<VehicleForm error={{ plate: [plateError], '': ['草稿已被他人修改。'] }} />);
    const summary = html.slice(html.indexOf('role="alert"'), html.indexOf('</ul>'));
    expect(textOf(summary)).toContain('还有 2 处需要修改');
    const field = attributesOf(html, 'input', 'name="plate"');
    expect(summary).toMatch(new RegExp(`<a href="#${field.id}"[^>]*>${plateError}`));
    expect(summary).toMatch(/<li>草稿已被他人修改。<\/li>/);
  });

  test('shows no summary while nothing is wrong', () => {
    expect(renderPage(<VehicleForm />)).not.toContain('role="alert"');
  });
});

describe('a field outside Conform', () => {
  test('carries its name, value and limits', () => {
    const html = renderPage(
      <>
        <NumberField
          field={plainField('power', { defaultValue: '7.0', min: 1, max: 22 })}
          label="功率"
          unit="kW"
          step="0.1"
        />
        <TimeField field={plainField('ready', { defaultValue: '07:30' })} label="几点用车" />
        <SelectField
          field={plainField('status', { defaultValue: 'late' })}
          label="状态"
          placeholder="全部"
          options={[{ value: 'late', label: '已逾期' }]}
        />
        <TextareaField field={plainField('note')} label="说明" />
        <FileField field={plainField('deed')} label="车位证明" />
        <CheckboxField field={plainField('agree')} label="我已阅读" required />
      </>,
    );
    expect(attributesOf(html, 'input', 'name="power"')).toMatchObject({
      type: 'number',
      value: '7.0',
      min: '1',
      max: '22',
      step: '0.1',
      inputMode: 'decimal',
    });
    expect(attributesOf(html, 'input', 'name="ready"')).toMatchObject({ type: 'time', value: '07:30' });
    expect(attributesOf(html, 'option', 'value="late"')).toHaveProperty('selected');
    expect(html).toContain('<option value="">全部</option>');
    expect(attributesOf(html, 'input', 'name="deed"').accept).toBe('image/*,application/pdf');
    expect(attributesOf(html, 'input', 'name="agree"')).toHaveProperty('required');
    for (const label of ['功率', '几点用车', '状态', '说明', '车位证明', '我已阅读']) {
      expect(textOf(html)).toContain(label);
    }
    const controls = [...html.matchAll(/<(?:input|select|textarea)[^>]*\bid="([^"]+)"/g)].map((m) => m[1]);
    for (const id of controls) expect(html).toContain(`for="${id}"`);
    expect(controls).toHaveLength(6);
  });
});
