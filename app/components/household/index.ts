export { HouseholdField } from './household-field';
export { VehicleForm } from './vehicle-form';
