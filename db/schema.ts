import type {
  BookingAskTable,
  BookingEventTable,
  BookingLedgerTable,
  BookingSeriesTable,
  BookingSwapTable,
  BookingTable,
  ChargeBillTable,
  HouseholdNoticeTable,
  OccupationTable,
  WaitEntryTable,
} from './schema/bookings';
import type {
  AcceptanceTable,
  AssessmentTable,
  CapacityEntryTable,
  HostingAnswerTable,
  SurveyTable,
} from './schema/capacity';
import type {
  CaseDocumentTable,
  CaseEventTable,
  CaseNoteTable,
  ConsentLetterTable,
  InstallationCaseTable,
  ResolutionObjectionTable,
  ResolutionTable,
  ResolutionVoteTable,
} from './schema/cases';
import type {
  CalendarDayTable,
  CompoundTable,
  HouseholdTable,
  MembershipTable,
  RulePackTable,
  TariffTable,
  TariffVersionTable,
} from './schema/compounds';
import type {
  BaseLoadTable,
  FeederTable,
  ParkingSpaceTable,
  TransformerCapTable,
  TransformerTable,
  VehicleTable,
} from './schema/grid';
import type { ChargingWishTable, NightPlanTable, OcppCommandTable, OcppFrameTable } from './schema/nights';
import type {
  CounterTable,
  LoginCodeTable,
  LoginSessionTable,
  OrganisationTable,
  OutboxTable,
  PersonTable,
} from './schema/people';
import type {
  ChargingSessionTable,
  ConnectorTable,
  IdTokenTable,
  MeterValueTable,
  OcppStationTable,
  PileTable,
} from './schema/piles';
import type {
  PriceBoardTable,
  SharedPileExceptionTable,
  SharedPileHouseholdTable,
  SharedPileTable,
  SharingRulesTable,
} from './schema/sharing';

/** Every table. Instants are UTC ISO text, dates YYYY-MM-DD, flags 0 or 1, JSON is text. */
export interface Database {
  person: PersonTable;
  login_session: LoginSessionTable;
  login_code: LoginCodeTable;
  organisation: OrganisationTable;
  counter: CounterTable;
  outbox: OutboxTable;
  rule_pack: RulePackTable;
  calendar_day: CalendarDayTable;
  tariff: TariffTable;
  tariff_version: TariffVersionTable;
  compound: CompoundTable;
  household: HouseholdTable;
  membership: MembershipTable;
  transformer: TransformerTable;
  feeder: FeederTable;
  base_load: BaseLoadTable;
  transformer_cap: TransformerCapTable;
  parking_space: ParkingSpaceTable;
  vehicle: VehicleTable;
  installation_case: InstallationCaseTable;
  case_event: CaseEventTable;
  case_note: CaseNoteTable;
  case_document: CaseDocumentTable;
  consent_letter: ConsentLetterTable;
  resolution: ResolutionTable;
  resolution_vote: ResolutionVoteTable;
  resolution_objection: ResolutionObjectionTable;
  survey: SurveyTable;
  assessment: AssessmentTable;
  capacity_entry: CapacityEntryTable;
  hosting_answer: HostingAnswerTable;
  acceptance: AcceptanceTable;
  pile: PileTable;
  ocpp_station: OcppStationTable;
  connector: ConnectorTable;
  id_token: IdTokenTable;
  charging_session: ChargingSessionTable;
  meter_value: MeterValueTable;
  charging_wish: ChargingWishTable;
  night_plan: NightPlanTable;
  ocpp_command: OcppCommandTable;
  ocpp_frame: OcppFrameTable;
  shared_pile: SharedPileTable;
  shared_pile_household: SharedPileHouseholdTable;
  shared_pile_exception: SharedPileExceptionTable;
  price_board: PriceBoardTable;
  sharing_rules: SharingRulesTable;
  booking_ledger: BookingLedgerTable;
  booking: BookingTable;
  booking_event: BookingEventTable;
  booking_ask: BookingAskTable;
  wait_entry: WaitEntryTable;
  booking_series: BookingSeriesTable;
  booking_swap: BookingSwapTable;
  occupation: OccupationTable;
  charge_bill: ChargeBillTable;
  household_notice: HouseholdNoticeTable;
}
