import { runPlugin } from '@samspil/sdk';
import plugin from './pulse-note.ts';

// What only this page knows: which server it uses when nobody launches it.
const fhirServer = document.querySelector<HTMLMetaElement>('meta[name=fhir-server]')?.content ?? '';
// Not awaited: parts that load later import from this very module, and would wait for it to end.
void runPlugin(plugin, document.body, { fhirServer });
