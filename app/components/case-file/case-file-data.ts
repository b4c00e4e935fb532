/** The facts of a case as a desk may see them: name and plate are masked by the loader. */
export interface CaseFileFacts {
  compoundName: string;
  door: string;
  applicantMasked: string;
  space: CaseFileSpace | null;
  car: { plateMasked: string; model: string } | null;
  pileKw: number | null;
  pilePhases: number | null;
  smartCapable: boolean;
  needsCommonRoute: boolean;
  submittedAt: string | null;
}

export interface CaseFileSpace {
  code: string;
  zone: string;
  level: number;
  kind: string;
  leaseUntilOn: string | null;
  distanceM: number;
  mapX: number;
  mapY: number;
  around: readonly MapSpace[];
}

/** One space of the schematic map, placed on the compound's own grid. */
export interface MapSpace {
  code: string;
  mapX: number;
  mapY: number;
  hasPile: boolean;
}

export interface CaseFileDocument {
  id: string;
  /** Already in words. */
  kindLabel: string;
  fileName: string;
  byteSize: number;
  uploadedAt: string;
  href: string;
}
