import type { DemandModel } from './demand-model';
import trondheim from './trondheim-demand.json';

/** How residents of an apartment cooperative charge, until a compound has a history of its own. */
export const publishedDemand: DemandModel = trondheim;
