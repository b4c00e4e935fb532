import { TabLinks } from '~/components/ui';
import { useWords } from '~/i18n/locale-context';
import { sharingWords } from '~/i18n/sharing';

/** The two halves of 充电: the own pile tonight, and the shared piles. */
export function ChargingTabs({ current }: { current: 'tonight' | 'shared' }) {
  const words = useWords(sharingWords);
  return (
    <TabLinks
      label={words.tabs}
      tabs={[
        { to: '/home/charging', label: words.tonight, isCurrent: current === 'tonight' },
        { to: '/home/shared', label: words.shared, isCurrent: current === 'shared' },
      ]}
    />
  );
}
