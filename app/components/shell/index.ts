export { DeskShell } from './desk-shell';
export { LanguageSwitch } from './language-switch';
export { LogOutButton } from './log-out-button';
export { navigationFor, startPathFor } from './navigation';
export { pageTitle } from './page-title';
export { PhoneShell } from './phone-shell';
export { useRootData, useViewer } from './root-data';
export type { Membership, Viewer } from './viewer';
export { WorkplaceLinks } from './workplace-links';
