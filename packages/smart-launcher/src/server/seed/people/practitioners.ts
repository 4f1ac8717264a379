import type { CodeableConcept, Practitioner, PractitionerRole } from 'fhir/r4';
import { PLUGIN_ADMIN, WORKPLACE_ROLE } from '../../../shared/workplace-role.ts';
import { wardId } from '../places/locations.ts';
import type { WardKey } from '../places/wards.ts';
import { synthetic } from '../synthetic.ts';

const PROFESSION = 'http://hl7.dk/fhir/core/CodeSystem/DkCoreProfessionGroupCodes';
const PROFESSIONS = {
  Sygeplejerske: '5166',
  Læge: '7170',
  'Social- og sundhedsassistent': '5152',
  Fysioterapeut: '5151',
  Bioanalytiker: '5159',
} as const;

interface Colleague {
  /** Stands in ids: `practitioner-anna-holm`, `role-anna-holm`. */
  key: string;
  /** What the person signs in as. */
  user: string;
  given: string;
  family: string;
  /** Absent: no health professional. */
  profession?: keyof typeof PROFESSIONS;
  /** Answers for the plugins of the workplace. */
  isPluginAdmin?: boolean;
  title: string;
  organization: string;
  ward?: WardKey;
  /** Danish authorisation id: consonants and digits. Invented; none is given out that begins with ZZZ. */
  authorization?: string;
  hsaId?: string;
}

/** Who works here. The first is whom examples and tests sign in as. */
export const colleagues = [
  {
    key: 'sidsel-noergaard',
    user: 'sidsel',
    given: 'Sidsel',
    family: 'Nørgaard',
    profession: 'Sygeplejerske',
    title: 'Sygeplejerske, afsnit M1',
    organization: 'org-ward-m1',
    ward: 'm1',
    authorization: 'ZZZ01',
  },
  {
    key: 'anna-holm',
    user: 'anna',
    given: 'Anna',
    family: 'Holm',
    profession: 'Læge',
    title: 'Overlæge, medicin',
    organization: 'org-ward-m1',
    ward: 'm1',
    authorization: 'ZZZ02',
  },
  {
    key: 'mette-kjaer',
    user: 'mette',
    given: 'Mette',
    family: 'Kjær',
    profession: 'Social- og sundhedsassistent',
    title: 'Social- og sundhedsassistent, afsnit M1',
    organization: 'org-ward-m1',
    ward: 'm1',
    authorization: 'ZZZ03',
  },
  {
    key: 'jonas-oestergaard',
    user: 'jonas',
    given: 'Jonas',
    family: 'Østergaard',
    profession: 'Sygeplejerske',
    title: 'Kommunal akutsygeplejerske',
    organization: 'org-home-nursing',
    authorization: 'ZZZ04',
  },
  {
    key: 'aasa-lindstroem',
    user: 'asa',
    given: 'Åsa',
    family: 'Lindström',
    profession: 'Sygeplejerske',
    title: 'Sjuksköterska, Vårdcentralen Ekbacken',
    organization: 'org-gp-ekbacken',
    hsaId: 'SE9900000000-1001',
  },
  {
    key: 'amir-rahimi',
    user: 'amir',
    given: 'Amir',
    family: 'Rahimi',
    profession: 'Læge',
    title: 'Reservelæge, lungemedicin',
    organization: 'org-ward-l2',
    ward: 'l2',
    authorization: 'ZZZ05',
  },
  {
    key: 'karen-bluehme',
    user: 'karen',
    given: 'Karen',
    family: 'Blühme',
    profession: 'Læge',
    title: 'Overlæge, kardiologi',
    organization: 'org-ward-h1',
    ward: 'h1',
    authorization: 'ZZZ06',
  },
  {
    key: 'rasmus-toft',
    user: 'rasmus',
    given: 'Rasmus',
    family: 'Toft',
    profession: 'Fysioterapeut',
    title: 'Fysioterapeut, afsnit O3',
    organization: 'org-ward-o3',
    ward: 'o3',
    authorization: 'ZZZ07',
  },
  {
    key: 'inger-marie-aagaard',
    user: 'inger',
    given: 'Inger Marie',
    family: 'Aagaard',
    profession: 'Læge',
    title: 'Praktiserende læge',
    organization: 'org-gp-moelledammen',
    authorization: 'ZZZ08',
  },
  {
    key: 'lone-krogh',
    user: 'lone',
    given: 'Lone',
    family: 'Krogh',
    isPluginAdmin: true,
    title: 'Systemansvarlig',
    organization: 'org-hospital-bakkedal',
  },
] as const satisfies readonly Colleague[];

// The same list without its literal types, for reading every part of every colleague.
const everyone: readonly Colleague[] = colleagues;

/** Stands in ids: `practitioner-anna-holm`. */
export type ColleagueKey = (typeof colleagues)[number]['key'];

/** Who can sign in to the simulator, with the resource that is their `fhirUser`. */
export const users: readonly { id: string; fhirUser: string; name: string; role: string }[] = colleagues.map(
  ({ key, user, given, family, title }) => ({
    id: user,
    fhirUser: `Practitioner/practitioner-${key}`,
    name: `${given} ${family}`,
    role: title,
  }),
);

/** A reference with the name to show. */
export function practitionerReference(key: ColleagueKey): { reference: string; display: string } {
  const found = colleagues.find((colleague) => colleague.key === key);
  return {
    reference: `Practitioner/practitioner-${key}`,
    display: `${found?.given ?? ''} ${found?.family ?? ''}`,
  };
}

/** Every colleague, each followed by the role they have. */
export function* practitioners(): Generator<Practitioner | PractitionerRole> {
  for (const colleague of everyone) {
    const { key, given, family, title, organization, ward, authorization, hsaId } = colleague;
    const name = `${given} ${family}`;
    const coded = roleOf(colleague);
    yield synthetic<Practitioner>(`practitioner-${key}`, {
      resourceType: 'Practitioner',
      ...(hsaId && { identifier: [{ system: 'urn:oid:1.2.752.29.4.19', value: hsaId }] }),
      active: true,
      name: [{ use: 'official', text: name, family, given: given.split(' ') }],
      ...(colleague.profession && {
        qualification: [
          {
            ...(authorization && {
              identifier: [{ system: 'https://autregweb.sst.dk', value: authorization }],
            }),
            code: coded,
          },
        ],
      }),
    });
    yield synthetic<PractitionerRole>(`role-${key}`, {
      resourceType: 'PractitionerRole',
      active: true,
      practitioner: { reference: `Practitioner/practitioner-${key}`, display: name },
      organization: { reference: `Organization/${organization}` },
      code: [{ ...coded, text: title }],
      ...(ward && { location: [{ reference: `Location/${wardId(ward)}` }] }),
    });
  }
}

function roleOf({ profession, isPluginAdmin = false }: Colleague): CodeableConcept {
  const work = profession && { system: PROFESSION, code: PROFESSIONS[profession], display: profession };
  const admin = { system: WORKPLACE_ROLE, code: PLUGIN_ADMIN };
  return { coding: [...(work ? [work] : []), ...(isPluginAdmin ? [admin] : [])] };
}
