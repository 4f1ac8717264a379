export { roundHalfUp } from './units/round-half-up.ts';
export { score, type ScoreInput, type ScoreResult } from './scores/score.ts';
export {
  checkScoreTable,
  type CodedParameter,
  type MeasuredParameter,
  type ScoreBand,
  maximumOf,
  type ScoreParameter,
  type ScorePopulation,
  type ScoreResponse,
  type ScoreTable,
  type ScoreWords,
} from './scores/score-table.ts';
export { readScoreTable } from './scores/read-score-table.ts';
export { whyNotValid, type NotValidReason, type ScoredPerson } from './scores/population.ts';
export { CLOCK_TOLERANCE_MS, scoreInputs, type ScoreReadings } from './scores/inputs-from-readings.ts';
export {
  isStanding,
  isTaskFor,
  SCORE_TASK,
  scoreTask,
  type ScoredMoment,
  type ScoreTaskContext,
} from './scores/score-task.ts';
export { tobs, type TobsParameter } from './scores/tables/tobs.ts';
export { news2, type News2Monitoring, type News2Parameter, type News2Risk } from './scores/tables/news2.ts';
export { scoreNews2, type News2Input, type News2Result } from './scores/news2/news2.ts';
export { news2FromReadings, type News2Readings } from './scores/news2/news2-from-readings.ts';
export { news2Observation, readNews2Total, type ScoreContext } from './scores/news2/news2-observation.ts';
export { bloodPressurePanelAliases, findVitalSign, vitalSignAliases } from './vital-signs/find-vital-sign.ts';
export {
  bloodPressurePanel,
  checkPlausible,
  vitalSign,
  vitalSigns,
  type CodedVitalSign,
  type CodedVitalSignKey,
  type ImplausibleValue,
  type MeasuredVitalSign,
  type MeasuredVitalSignKey,
  type VitalSign,
  type VitalSignKey,
  type VitalSignMeasure,
} from './vital-signs/vital-signs.ts';
export { effectiveOf, readVitalSigns, type VitalSignReading } from './vital-signs/read-vital-signs.ts';
export {
  observationsFor,
  type MeasurementContext,
  type VitalSignsInput,
} from './vital-signs/vital-signs-observations.ts';
export { consciousnessConcept, readConsciousness, type Consciousness } from './vital-signs/consciousness.ts';
export { temperatureSite, type TemperatureSite } from './vital-signs/temperature-site.ts';
export { convertUnit, type Substance } from './units/convert-unit.ts';
export { unitOf, valueIn } from './units/units.ts';
export {
  codingKey,
  LOINC,
  MDC,
  MEDCOM_OBSERVATION,
  NPU,
  SAMSPIL_OBSERVATION,
  SAMSPIL_SCORE,
  SKS,
  SNOMED_CT,
  UCUM,
} from './code-systems.ts';
