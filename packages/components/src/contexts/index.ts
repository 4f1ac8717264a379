import { createContext } from '@lit/context';
import type { ClinicalContext, Workplace } from '@samspil/sdk';
import type { PatientState } from '../controllers/patient-controller.ts';
import type { ReceiptsState } from '../controllers/receipts-controller.ts';

// Keys of the page, not of this copy of the library: an element of another version finds its context too. The number
// changes with what a context gives.

/** The connection `samspil-app` made or was given. */
export const workplaceContext = createContext<Workplace | undefined>(Symbol.for('samspil.workplace.1'));

/** The lease in force; undefined while no patient is open. */
export const clinicalContext = createContext<ClinicalContext | undefined>(
  Symbol.for('samspil.clinical-context.1'),
);

/** The language of the screen, BCP 47. */
export const localeContext = createContext<string | undefined>(Symbol.for('samspil.locale.1'));

/** The patient of the lease, read once by `samspil-app` for every element in it. */
export const patientContext = createContext<PatientState | undefined>(Symbol.for('samspil.patient.1'));

/** Writes of the lease's patient seen since the lease began, with the newest state of each. */
export const receiptsContext = createContext<ReceiptsState | undefined>(Symbol.for('samspil.receipts.1'));
