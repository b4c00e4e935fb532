export type { InputError } from './checker';
export { type Expectation, expectedVehicles, type PastStay } from './expected-vehicles';
export { type Explanation, explain, type Limit } from './explain';
export { type HostingCapacity, hostingCapacity } from './hosting-capacity';
export {
  type HostedPiles,
  type HostingNight,
  type HostingOverNights,
  hostingOverNights,
  type ServiceLevel,
  sampleNights,
} from './hosting-nights';
export type { PowersBefore } from './keep-powers';
export { type ParsedProblem, parseProblem } from './parse-problem';
export type { Bottleneck, ChargingPlan, Reason, VehiclePlan } from './plan';
export { planCharging } from './plan-charging';
export type { ChargingProblem, LimitNode, Phase, TieBreak, Vehicle } from './problem';
export { type DepartureRule, type PersonalStay, safeDeparture } from './safe-departure';
