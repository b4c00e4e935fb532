import { type FormMetadata, FormProvider, getFormProps } from '@conform-to/react';
import { Form, type FormProps } from '@remix-run/react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { FormErrors, formErrorLinks } from './form-errors';

type ActionFormProps = Omit<FormProps, 'onSubmit' | 'id' | 'noValidate' | 'form'> & {
  // biome-ignore lint/suspicious/noExplicitAny: takes the metadata of any form
  form: FormMetadata<any, any>;
  /** Leave the summary out where the form has one field only. */
  showSummary?: boolean;
  children: ReactNode;
};

/** A form for an action: posts before JavaScript arrives, sums up what is wrong, keeps what was typed. */
export function ActionForm({ form, showSummary = true, className, children, ...props }: ActionFormProps) {
  return (
    <FormProvider context={form.context}>
      <Form
        method="post"
        {...props}
        {...getFormProps(form)}
        noValidate={false}
        className={classNames('flex max-w-page flex-col gap-5', className)}
      >
        {showSummary ? <FormErrors errors={formErrorLinks(form)} id={form.errorId} /> : null}
        {children}
      </Form>
    </FormProvider>
  );
}
