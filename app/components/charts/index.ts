export { CapacityBar } from './capacity-bar';
export type {
  BandKind,
  CapacityData,
  LoadCurveData,
  MyLineData,
  PowerSeries,
  PriceBand,
  ScheduleData,
} from './chart-data';
export { LoadCurveChart } from './load-curve-chart';
export { MyLineChart } from './my-line-chart';
export { ScheduleChart } from './schedule-chart';
