import { useForm } from '@conform-to/react';
import { useWords } from '~/i18n/locale-context';
import { utilityWords } from '~/i18n/utility';
import {
  ActionForm,
  DateField,
  NumberField,
  RadioGroupField,
  SelectField,
  SubmitButton,
  TextareaField,
  TextField,
} from '../ui';
import { type PanelAnswer, resultFor } from './intake-panel';

const SECTIONS_MM2 = ['6', '10', '16', '25', '35'] as const;

export type SurveyDefaults = {
  today: string;
  feeders: readonly { id: string; name: string }[];
  feederId: string | null;
  pilePhases: number | null;
  distanceM: number | null;
  needsCommonRoute: boolean;
};

/** What the surveyor found on site, in the order of the walk: feeder, cable, meter, fire zone, route. */
export function SurveyForm({ defaults, answer }: { defaults: SurveyDefaults; answer: PanelAnswer }) {
  const words = useWords(utilityWords).survey;
  const [form, fields] = useForm<Record<string, string>>({
    id: 'survey',
    lastResult: resultFor(answer, 'survey'),
    defaultValue: {
      surveyedOn: defaults.today,
      feederId: defaults.feederId ?? '',
      phases: defaults.pilePhases === 3 ? 'ABC' : 'any',
      cableLengthM: defaults.distanceM ? String(defaults.distanceM) : '',
      cableMm2: '10',
      route: defaults.needsCommonRoute ? 'common' : 'own',
    },
  });
  const phases = defaults.pilePhases === 3 ? (['ABC'] as const) : (['any', 'A', 'B', 'C'] as const);
  const field = (name: string) => fields[name] as NonNullable<(typeof fields)[string]>;
  return (
    <ActionForm form={form}>
      <DateField
        field={field('surveyedOn')}
        label={words.surveyedOn}
        max={defaults.today}
        required
        showOptional={false}
      />
      <SelectField
        field={field('feederId')}
        label={words.feeder}
        showOptional={false}
        options={defaults.feeders.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        field={field('phases')}
        label={words.phases}
        placeholder={null}
        showOptional={false}
        options={phases.map((phase) => ({ value: phase, label: words.phaseOptions[phase] }))}
      />
      <NumberField
        field={field('cableLengthM')}
        label={words.cableLength}
        unit="m"
        min={1}
        max={500}
        step="any"
        required
        showOptional={false}
      />
      <SelectField
        field={field('cableMm2')}
        label={words.cableSection}
        placeholder={null}
        showOptional={false}
        options={SECTIONS_MM2.map((section) => ({ value: section, label: `${section} mm²` }))}
      />
      <TextField
        field={field('meterPosition')}
        label={words.meterPosition}
        hint={words.meterPositionHint}
        required
        showOptional={false}
      />
      <RadioGroupField
        field={field('fireZone')}
        label={words.fireZone}
        showOptional={false}
        options={[
          { value: 'open', label: words.fireOpen },
          { value: 'shut', label: words.fireShut },
        ]}
      />
      <RadioGroupField
        field={field('route')}
        label={words.route}
        showOptional={false}
        options={[
          { value: 'own', label: words.routeOwn },
          { value: 'common', label: words.routeCommon },
        ]}
      />
      <TextareaField field={field('note')} label={words.note} rows={2} />
      <SubmitButton name="intent" value="survey" wide>
        {words.save}
      </SubmitButton>
    </ActionForm>
  );
}
