export { ActionForm } from './action-form';
export { Button, type ButtonVariant, LinkButton, SubmitButton } from './button';
export { Card, Section } from './card';
export { CellLink } from './cell-link';
export {
  CheckboxField,
  CheckboxGroupField,
  type Choice,
  RadioGroupField,
  SelectField,
  type TextChoice,
} from './choice-fields';
export { DescriptionList, type Fact } from './description-list';
export { Disclosure } from './disclosure';
export { DueBadge } from './due-badge';
export { EmptyState } from './empty-state';
export { FieldFrame, FieldGroup, type FieldProps } from './field-frame';
export { type FieldSource, plainField } from './field-source';
export { FileField } from './file-field';
export { type Flash, FlashMessage } from './flash-message';
export { FormErrors, formErrorLinks } from './form-errors';
export { Moment } from './moment';
export { Notice } from './notice';
export { type Crumb, PageHeader } from './page-header';
export { Pagination } from './pagination';
export { PrintLayout } from './print-layout';
export { Figure, Money, Quantity } from './quantity';
export { mainContentId, SkipLink } from './skip-link';
export { StatusBadge } from './status-badge';
export { type Step, Stepper } from './stepper';
export { type TabLink, TabLinks } from './tab-links';
export { type Column, type SortDirection, sortHref, Table } from './table';
export { DateField, NumberField, TextareaField, TextField, TimeField } from './text-fields';
export { Timeline, type TimelineEntry } from './timeline';
export type { Tone } from './tone';
export { VisuallyHidden } from './visually-hidden';
