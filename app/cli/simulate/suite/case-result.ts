import type { StrategyFigures } from '../metrics';
import type { ObjectiveCheck } from './objective-check';

export interface CaseResult {
  id: string;
  zh: string;
  en: string;
  limitKw: number;
  alpha: number | null;
  pooledCars: number | null;
  cars: number;
  figures: StrategyFigures[];
  /** Null where no other solver was at hand. */
  objective: ObjectiveCheck | null;
}
