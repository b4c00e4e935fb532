export { NightList } from './night-list';
export { NightPageView } from './night-page';
