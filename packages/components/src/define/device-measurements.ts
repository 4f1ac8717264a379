import { SamspilDeviceMeasurements } from '../components/device-measurements/device-measurements.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-device-measurements', SamspilDeviceMeasurements);

export { SamspilDeviceMeasurements };
