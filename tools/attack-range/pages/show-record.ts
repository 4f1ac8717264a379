import { createHost, staticRegistry } from '@samspil/sdk/host';
import { display } from './display.ts';
import { keptOutbox } from './kept-outbox.ts';
import type { Means } from './target.ts';

/** Opens the patient as the workplace itself does, and shows her record with its elements. */
export async function showRecord({ fhir, outbox, user, session }: Means, patient: string): Promise<void> {
  const host = createHost({
    fhir,
    outbox: keptOutbox(outbox),
    registry: staticRegistry([]),
    user: { reference: user },
    scopes: session.scopes,
  });
  await host.setContext({ patient });
  const context = host.context.value;
  if (context) (await display(context, document.body))();
  await host.close();
}
