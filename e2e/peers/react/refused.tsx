/** What the typings must refuse: each line under an expectation is an error, and an expectation without one is too. */
import { SamspilAllergies, SamspilEarlyWarningScore } from '@samspil/components/react';

export const refused = [
  // @ts-expect-error a list is no text
  <SamspilAllergies key="1" resources="Penicillin" />,
  // @ts-expect-error no such property
  <SamspilAllergies key="2" allergies={[]} />,
  // @ts-expect-error no such event
  <SamspilAllergies key="3" onScoreTask={() => undefined} />,
  // @ts-expect-error the event has no such field
  <SamspilAllergies key="4" onEntryOpen={(event) => event.task} />,
  // @ts-expect-error there is no such table
  <SamspilEarlyWarningScore key="5" score="news3" />,
  // @ts-expect-error a list is no text, by the tag either
  <samspil-allergies key="6" resources="Penicillin" />,
];
