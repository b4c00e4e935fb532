export { advisePhase, type PhaseAdvice, type PhaseNight } from './advise-phase';
export type { InputError } from './checker';
export { type DemandModel, demandModelOf, OWN_HISTORY, ownDemandModel, type SeenStay } from './demand-model';
export {
  type AssumedStay,
  type Expectation,
  type Foresight,
  foresee,
  kindOfDay,
  type PastStay,
} from './expected-vehicles';
export { type Explanation, explain, type Limit } from './explain';
export { foreseenProblem, neededNow, presentPlan } from './foreseen';
export {
  type HostedPiles,
  type HostingCapacity,
  type HostingOptions,
  type HostingStop,
  hostingCapacity,
  hostingSteps,
} from './hosting-capacity';
export { HOSTING_HOURS, type HostingPile, type HostingSite } from './hosting-site';
export type { PowersBefore } from './keep-powers';
export { type OfflineBound, offlineBound, type WindowEnds } from './offline-bound';
export { type ParsedProblem, parseProblem } from './parse-problem';
export type { Bottleneck, ChargingPlan, Reason, VehiclePlan } from './plan';
export { type PlanOptions, planCharging } from './plan-charging';
export type { ChargingProblem, LimitNode, Phase, TieBreak, Vehicle } from './problem';
export { publishedDemand } from './published-demand';
export { type KeptPlan, keepPlan, type PlanEvent, replan } from './replan';
export { type DepartureRule, type PersonalStay, safeDeparture } from './safe-departure';
export { safeMargin } from './safe-margin';
