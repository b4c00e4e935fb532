import type { StrategyFigures } from '../metrics';

export interface CaseResult {
  id: string;
  zh: string;
  en: string;
  limitKw: number;
  alpha: number | null;
  pooledCars: number | null;
  cars: number;
  figures: StrategyFigures[];
}
