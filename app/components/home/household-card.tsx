import { Form, Link } from '@remix-run/react';
import type { SpaceKind } from '~/domain/installation/space-right';
import { formatKw, formatKwh, formatLongDate } from '~/i18n/format';
import { householdWords } from '~/i18n/household';
import { useLocale, useWords } from '~/i18n/locale-context';
import { residentWords } from '~/i18n/resident';
import { Card, LinkButton, Section, StatusBadge, SubmitButton } from '../ui';

export interface ShownHousehold {
  householdId: string;
  compoundName: string;
  door: string;
  members: readonly string[];
  spaces: readonly {
    id: string;
    code: string;
    kind: SpaceKind;
    level: number;
    leaseUntilOn: string | null;
    isChecked: boolean;
    openCase: { caseId: string; caseNo: string } | null;
  }[];
  cars: readonly {
    id: string;
    plateMasked: string;
    model: string;
    batteryKwh: number;
    maxKw: number;
  }[];
}

/** One household of the person: family, spaces and cars, with what can be done to each. */
export function HouseholdCard({ household }: { household: ShownHousehold }) {
  const words = useWords(residentWords).me;
  const { cars: carWords } = useWords(householdWords);
  const { householdId } = household;
  return (
    <Section title={words.household(household.compoundName, household.door)}>
      <Card className="flex flex-col gap-4">
        <p className="text-muted">
          {words.members}: {household.members.join('、')}
        </p>
        <div className="flex flex-col gap-2">
          <h3 className="font-medium">{words.spaces}</h3>
          {household.spaces.length === 0 ? <p className="text-muted">{words.noSpaces}</p> : null}
          <ul className="divide-y divide-line">
            {household.spaces.map((space) => (
              <SpaceLine key={space.id} space={space} householdId={householdId} />
            ))}
          </ul>
          <LinkButton to={`/home/spaces/new?household=${householdId}`}>{words.addSpace}</LinkButton>
        </div>
        <div className="flex flex-col gap-2">
          <h3 className="font-medium">{words.cars}</h3>
          {household.cars.length === 0 ? <p className="text-muted">{words.noCars}</p> : null}
          <ul className="divide-y divide-line">
            {household.cars.map((car) => (
              <li key={car.id} className="flex flex-wrap items-center justify-between gap-x-3 py-1">
                <span>
                  {car.plateMasked} · {car.model}
                  <span className="block text-sm text-muted">
                    {carWords.facts(formatKwh(car.batteryKwh), formatKw(car.maxKw))}
                  </span>
                </span>
                <Link
                  to={`/home/cars/${car.id}`}
                  aria-label={`${words.edit} ${car.plateMasked}`}
                  className="inline-flex min-h-11 items-center px-2 text-accent-strong underline underline-offset-4"
                >
                  {words.edit}
                </Link>
              </li>
            ))}
          </ul>
          <LinkButton to={`/home/cars/new?household=${householdId}`}>{words.addCar}</LinkButton>
        </div>
      </Card>
    </Section>
  );
}

type SpaceLineProps = { space: ShownHousehold['spaces'][number]; householdId: string };

function SpaceLine({ space, householdId }: SpaceLineProps) {
  const { spaces: words } = useWords(householdWords);
  const locale = useLocale();
  const facts = [
    words.kinds[space.kind],
    words.level(space.level),
    space.leaseUntilOn ? words.leaseUntil(formatLongDate(space.leaseUntilOn, locale)) : null,
  ];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2">
      <span>
        {space.code}
        <span className="block text-sm text-muted">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {space.isChecked ? (
        <StatusBadge tone="good">{words.checked}</StatusBadge>
      ) : (
        <span className="flex flex-wrap items-center gap-2">
          <StatusBadge tone="warn">{words.unchecked}</StatusBadge>
          {space.openCase ? null : (
            <Form method="post">
              <input type="hidden" name="household" value={householdId} />
              <input type="hidden" name="spaceId" value={space.id} />
              <SubmitButton
                variant="quiet"
                name="intent"
                value="release"
                aria-label={`${words.release} ${space.code}`}
              >
                {words.release}
              </SubmitButton>
            </Form>
          )}
        </span>
      )}
    </li>
  );
}
