export type { InputError } from './checker';
export { type Explanation, explain, type Limit } from './explain';
export type { PowersBefore } from './keep-powers';
export { type ParsedProblem, parseProblem } from './parse-problem';
export type { Bottleneck, ChargingPlan, Reason, VehiclePlan } from './plan';
export { planCharging } from './plan-charging';
export type { ChargingProblem, LimitNode, Phase, TieBreak, Vehicle } from './problem';
