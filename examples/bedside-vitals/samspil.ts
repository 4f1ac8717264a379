// The elements this page uses, and nothing else: the bundler leaves the rest out.
import '@samspil/components/define/app';
import '@samspil/components/define/patient-banner';
import '@samspil/components/define/sync-status';
import '@samspil/components/define/vitals-entry';
