import allergies from './allergies.json';
import allergy from './allergy.json';
import app from './app.json';
import appointments from './appointments.json';
import attachments from './attachments.json';
import banner from './banner.json';
import carePlan from './carePlan.json';
import cdsCards from './cdsCards.json';
import common from './common.json';
import conditions from './conditions.json';
import conflict from './conflict.json';
import connection from './connection.json';
import consent from './consent.json';
import deviceMeasurements from './deviceMeasurements.json';
import documents from './documents.json';
import drafts from './drafts.json';
import duration from './duration.json';
import earlyWarningScore from './earlyWarningScore.json';
import encounterSummary from './encounterSummary.json';
import errors from './errors.json';
import fields from './fields.json';
import guard from './guard.json';
import labResults from './labResults.json';
import launchErrors from './launchErrors.json';
import list from './list.json';
import login from './login.json';
import medicationList from './medicationList.json';
import messageThread from './messageThread.json';
import observed from './observed.json';
import offlineWard from './offlineWard.json';
import outbox from './outbox.json';
import patientList from './patientList.json';
import patientPicker from './patientPicker.json';
import patients from './patients.json';
import pluginErrors from './pluginErrors.json';
import questionnaire from './questionnaire.json';
import readAge from './readAge.json';
import receipt from './receipt.json';
import relatedPersons from './relatedPersons.json';
import repair from './repair.json';
import resourceHistory from './resourceHistory.json';
import riskAssessment from './riskAssessment.json';
import slot from './slot.json';
import sync from './sync.json';
import taskList from './taskList.json';
import timeline from './timeline.json';
import trend from './trend.json';
import units from './units.json';
import vitals from './vitals.json';
import vitalsChart from './vitalsChart.json';
import type { LanguagePack } from '../language-pack.ts';

/** All texts in English, loaded when the language is asked for. */
export const en: LanguagePack = {
  allergies,
  allergy,
  app,
  appointments,
  attachments,
  banner,
  carePlan,
  cdsCards,
  common,
  conditions,
  conflict,
  connection,
  consent,
  deviceMeasurements,
  documents,
  drafts,
  duration,
  earlyWarningScore,
  encounterSummary,
  errors,
  fields,
  guard,
  labResults,
  launchErrors,
  list,
  login,
  medicationList,
  messageThread,
  observed,
  offlineWard,
  outbox,
  patientList,
  patientPicker,
  patients,
  pluginErrors,
  questionnaire,
  readAge,
  receipt,
  relatedPersons,
  repair,
  resourceHistory,
  riskAssessment,
  slot,
  sync,
  taskList,
  timeline,
  trend,
  units,
  vitals,
  vitalsChart,
};
