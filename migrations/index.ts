import type { Migration } from 'kysely/migration';
import * as m01 from './20261121_01_create_people';
import * as m02 from './20261121_02_create_compounds';
import * as m03 from './20261121_03_create_grid';
import * as m04 from './20261121_04_create_cases';
import * as m05 from './20261121_05_create_capacity';
import * as m06 from './20261121_06_create_piles';
import * as m07 from './20261121_07_create_nights';
import * as m11 from './20261121_11_index_join_codes';
import * as m12 from './20261126_01_create_sharing';
import * as m13 from './20261126_02_create_bookings';
import * as m14 from './20261126_03_create_visits';
import * as m20 from './20261126_10_create_hosting_answers';
import * as m21 from './20261126_11_index_session_history';

/** Every migration in the order it runs; a shipped one is frozen. */
export const migrations: Record<string, Migration> = {
  '20261121_01_create_people': m01,
  '20261121_02_create_compounds': m02,
  '20261121_03_create_grid': m03,
  '20261121_04_create_cases': m04,
  '20261121_05_create_capacity': m05,
  '20261121_06_create_piles': m06,
  '20261121_07_create_nights': m07,
  '20261121_11_index_join_codes': m11,
  '20261126_01_create_sharing': m12,
  '20261126_02_create_bookings': m13,
  '20261126_03_create_visits': m14,
  '20261126_10_create_hosting_answers': m20,
  '20261126_11_index_session_history': m21,
};
