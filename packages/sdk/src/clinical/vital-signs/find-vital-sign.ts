import type { CodeableConcept, Coding } from 'fhir/r4';
import { codesIn, codingKey, MDC, MEDCOM_OBSERVATION, NPU, SKS, SNOMED_CT } from '../code-systems.ts';
import { vitalSigns, type VitalSign, type VitalSignKey } from './vital-signs.ts';

const npu = codesIn(NPU);
const mdc = codesIn(MDC);
const snomed = codesIn(SNOMED_CT);
const medcom = codesIn(MEDCOM_OBSERVATION);
const sks = codesIn(SKS);

/**
 * Codes by which others record a vital sign and which we understand beside those we write (clinical.md §6). Their unit may
 * be another than ours.
 */
export const vitalSignAliases: Readonly<Record<VitalSignKey, readonly Coding[]>> = {
  respiratoryRate: [
    ...mdc('151562', '151570', '151578', '151594', '151602', '151650', '151658', '8410992'),
    ...snomed('86290005'),
  ],
  oxygenSaturation: [
    ...npu('NPU03011', 'NPU27280', 'NPU10197'),
    ...mdc('150456', '150324'),
    ...snomed('431314004'),
  ],
  oxygen: [],
  oxygenFlow: [],
  systolic: [
    ...npu('DNK05472'),
    ...mdc('150021'),
    ...snomed('271649006', '407554009', '407556006', '400974009'),
  ],
  diastolic: [
    ...npu('DNK05473'),
    ...mdc('150022'),
    ...snomed('271650006', '407555005', '407557002', '400975005'),
  ],
  meanPressure: mdc('150023'),
  pulse: [
    ...mdc('147842', '149514', '149530', '149546', '149522'),
    ...snomed('364075005', '78564009'),
    ...sks('ZZ3140'),
  ],
  // MedCom's MCS88126 is the scale of TOBS, 0 to 3: the same concept, with other values.
  consciousness: [...snomed('6942003'), ...medcom('MCS88126')],
  temperature: [
    ...npu('NPU04034'),
    ...mdc('150364', '150368', '150388', '150392', '188420', '188424', '188428', '188452', '188456'),
    ...snomed('276885007'),
    ...sks('ZZ0253'),
  ],
  weight: [...mdc('188736'), ...snomed('27113001')],
  height: [...npu('NPU03794'), ...mdc('188740'), ...snomed('1153637007', '248333004')],
  headCircumference: mdc('153856'),
  bmi: mdc('188752'),
};

/** The same for the Observation that holds the blood pressures as components. */
export const bloodPressurePanelAliases: readonly Coding[] = [
  ...mdc('150020'),
  ...snomed('75367002'),
  ...sks('ZZ3160', 'ZZ3170'),
];

const byCoding = new Map(
  vitalSigns.flatMap((sign) =>
    [...sign.write, ...vitalSignAliases[sign.key]].map((coding) => [codingKey(coding), sign] as const),
  ),
);

/** The vital sign of an `Observation.code` or component code, by any of its codings. Undefined for anything else. */
export function findVitalSign(code: CodeableConcept | undefined): VitalSign | undefined {
  for (const coding of code?.coding ?? []) {
    const key = codingKey(coding);
    const sign = key === undefined ? undefined : byCoding.get(key);
    if (sign) return sign;
  }
  return undefined;
}
