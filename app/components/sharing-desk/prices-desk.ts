import type { SubmissionResult } from '@conform-to/react';
import type { BandKind } from '~/domain/tariff/tariff-version';
import type { BoardData } from '../sharing/price-boards';
import type { PricedBand } from '../sharing/public-pile';

export interface PricesDesk {
  compoundId: string;
  compoundName: string;
  nextVersion: number;
  /** The bands that the compound's electricity tariff has. */
  kinds: BandKind[];
  board: BoardData;
}

export interface PricesAnswer {
  result: SubmissionResult;
  /** What a kWh would cost; null where nothing is previewed. */
  bands: PricedBand[] | null;
}
