import { localizedText } from '@samspil/sdk/host';
import type { FrameManifest } from '@samspil/sdk/host';
import type { ClientRegistration } from '../../shared/client-registration.ts';

/** What any app needs that signs in by itself, and what its own outbox writes beside its resources. */
const STANDALONE_SCOPE =
  'openid fhirUser offline_access online_access launch launch/patient patient/Provenance.crus';

/**
 * The registration of a plugin as an app of its own, so that the same page also opens alone or by an EHR launch. Made
 * from its manifest: what the plugin may do is written once. Not for an opaque plugin, which has no origin to sign in at.
 */
export function pluginClient(manifest: FrameManifest): ClientRegistration {
  const { url } = manifest.entry;
  return {
    client_id: manifest.id,
    name: `${localizedText(manifest.title, 'da')} (${manifest.publisher.name})`,
    redirect_uris: [url],
    launch_urls: [url],
    scope: `${STANDALONE_SCOPE} ${manifest.scopes}`,
  };
}
