import { WorkplaceAdmin } from './admin/workplace-admin.ts';
/** Registers the elements of the workplace and those of the component library that it shows. */
import '@samspil/components/define/app';
import '@samspil/components/define/context-guard';
import '@samspil/components/define/observation-trend';
import '@samspil/components/define/patient-banner';
import '@samspil/components/define/read-age';
import '@samspil/components/define/slot';
import '@samspil/components/define/sync-status';
import { WorkplaceAllergies } from './chart/workplace-allergies.ts';
import { WorkplaceApps } from './chart/workplace-apps.ts';
import { WorkplaceChart } from './chart/workplace-chart.ts';
import { WorkplaceMedications } from './chart/workplace-medications.ts';
import { WorkplaceMessages } from './hood/workplace-messages.ts';
import { WorkplacePlugins } from './hood/workplace-plugins.ts';
import { WorkplaceProvenance } from './hood/workplace-provenance.ts';
import { WorkplaceUnderTheHood } from './hood/workplace-under-the-hood.ts';
import { WorkplaceWrites } from './hood/workplace-writes.ts';
import { WorkplacePatientList } from './patients/workplace-patient-list.ts';
import { WorkplaceNotices } from './services/workplace-notices.ts';
import { WorkplaceQuestion } from './services/workplace-question.ts';
import { WorkplaceToasts } from './services/workplace-toasts.ts';
import { WorkplaceApp } from './shell/workplace-app.ts';
import { WorkplaceConnection } from './shell/workplace-connection.ts';
import { WorkplaceHeader } from './shell/workplace-header.ts';
import { WorkplaceLogout } from './shell/workplace-logout.ts';
import { WorkplaceSettings } from './shell/workplace-settings.ts';
import { WorkplaceSignIn } from './shell/workplace-sign-in.ts';

customElements.define('workplace-admin', WorkplaceAdmin);
customElements.define('workplace-allergies', WorkplaceAllergies);
customElements.define('workplace-app', WorkplaceApp);
customElements.define('workplace-apps', WorkplaceApps);
customElements.define('workplace-chart', WorkplaceChart);
customElements.define('workplace-connection', WorkplaceConnection);
customElements.define('workplace-header', WorkplaceHeader);
customElements.define('workplace-logout', WorkplaceLogout);
customElements.define('workplace-medications', WorkplaceMedications);
customElements.define('workplace-messages', WorkplaceMessages);
customElements.define('workplace-notices', WorkplaceNotices);
customElements.define('workplace-patient-list', WorkplacePatientList);
customElements.define('workplace-plugins', WorkplacePlugins);
customElements.define('workplace-provenance', WorkplaceProvenance);
customElements.define('workplace-question', WorkplaceQuestion);
customElements.define('workplace-settings', WorkplaceSettings);
customElements.define('workplace-sign-in', WorkplaceSignIn);
customElements.define('workplace-toasts', WorkplaceToasts);
customElements.define('workplace-under-the-hood', WorkplaceUnderTheHood);
customElements.define('workplace-writes', WorkplaceWrites);

declare global {
  interface HTMLElementTagNameMap {
    'workplace-admin': WorkplaceAdmin;
    'workplace-allergies': WorkplaceAllergies;
    'workplace-app': WorkplaceApp;
    'workplace-apps': WorkplaceApps;
    'workplace-chart': WorkplaceChart;
    'workplace-connection': WorkplaceConnection;
    'workplace-header': WorkplaceHeader;
    'workplace-logout': WorkplaceLogout;
    'workplace-medications': WorkplaceMedications;
    'workplace-messages': WorkplaceMessages;
    'workplace-notices': WorkplaceNotices;
    'workplace-patient-list': WorkplacePatientList;
    'workplace-plugins': WorkplacePlugins;
    'workplace-provenance': WorkplaceProvenance;
    'workplace-question': WorkplaceQuestion;
    'workplace-settings': WorkplaceSettings;
    'workplace-sign-in': WorkplaceSignIn;
    'workplace-toasts': WorkplaceToasts;
    'workplace-under-the-hood': WorkplaceUnderTheHood;
    'workplace-writes': WorkplaceWrites;
  }
}
