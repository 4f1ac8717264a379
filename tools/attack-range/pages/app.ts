import { connect } from '@samspil/sdk';
import type { RangeConfig } from '../range-config.ts';

/** An app that stands alone, as the SDK's users write one. Which servers it trusts is in its own configuration. */
async function open(): Promise<void> {
  const { app } = (await (await fetch('/config.json')).json()) as RangeConfig;
  const iss = new URL(location.href).searchParams.get('iss');
  const named = app.trustsAnyIssuer && iss !== null ? [iss] : [];
  await connect({
    clientId: app.clientId,
    scope: 'openid fhirUser launch patient/Patient.r',
    fhirServer: app.fhirBaseUrl,
    trustedIssuers: [...app.trustedIssuers, ...named],
  });
}

// What the app did is in the journals of the servers; this is for a person who looks at the page.
open().then(
  () => document.body.append('connected'),
  (error: { code?: string }) => document.body.append(error.code ?? 'unexpected'),
);
