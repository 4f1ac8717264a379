import { definePlugin } from '@samspil/sdk';
import { noteView } from './note-view.ts';
import { summaryView } from './summary-view.ts';

export default definePlugin({
  clientId: 'pulse-note',
  version: '1.0.0',
  scope:
    'openid fhirUser offline_access launch/patient patient/Patient.r patient/Observation.crus patient/Provenance.crus',
  views: { main: noteView, summary: summaryView },
});
