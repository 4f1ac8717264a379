import { createContext } from '@lit/context';
import type { ClinicalContext, Workplace } from '@samspil/sdk';
import type { PatientState } from '../controllers/patient-controller.ts';
import type { ReceiptsState } from '../controllers/receipts-controller.ts';

/** The connection `samspil-app` made or was given. */
export const workplaceContext = createContext<Workplace | undefined>(Symbol('samspil-workplace'));

/** The lease in force; undefined while no patient is open. */
export const clinicalContext = createContext<ClinicalContext | undefined>(Symbol('samspil-clinical-context'));

/** The language of the screen, BCP 47. */
export const localeContext = createContext<string | undefined>(Symbol('samspil-locale'));

/** The patient of the lease, read once by `samspil-app` for every element in it. */
export const patientContext = createContext<PatientState | undefined>(Symbol('samspil-patient'));

/** Writes of the lease's patient seen since the lease began, with the newest state of each. */
export const receiptsContext = createContext<ReceiptsState | undefined>(Symbol('samspil-receipts'));
