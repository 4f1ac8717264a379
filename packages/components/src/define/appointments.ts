import { SamspilAppointments } from '../components/appointments/appointments.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-appointments', SamspilAppointments);

export { SamspilAppointments };
