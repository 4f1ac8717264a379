import type { FhirClient } from '@samspil/sdk/fhir';
import type { Bundle, Encounter, Location } from 'fhir/r4';

/** A ward that the list can be limited to. */
export interface Ward {
  readonly id: string;
  readonly name: string;
  /** The outermost place it is part of; undefined when it stands alone. */
  readonly hospital: string | undefined;
}

/** Where a patient is, in words. */
export interface Place {
  readonly ward: string | undefined;
  /** Room, bed or whatever is more exact than the ward. */
  readonly spot: string | undefined;
}

/** More places than this are not a hospital's wards but somebody's address book. */
const MOST_LOCATIONS = 5_000;

/** The Locations of the server as a tree, by `partOf`. */
export class Places {
  readonly #byId: ReadonlyMap<string, Location>;

  constructor(locations: readonly Location[]) {
    this.#byId = new Map(locations.flatMap((location) => (location.id ? [[location.id, location]] : [])));
  }

  /** @throws the codes of a FHIR search */
  static async load(fhir: FhirClient, signal: AbortSignal): Promise<Places> {
    const locations: Location[] = [];
    let page: Bundle<Location> | undefined = await fhir.search<Location>(
      'Location',
      { _count: 500 },
      { signal },
    );
    while (page) {
      for (const { resource } of page.entry ?? []) {
        if (resource?.resourceType === 'Location') locations.push(resource);
      }
      page = locations.length < MOST_LOCATIONS ? await fhir.next(page, { signal }) : undefined;
    }
    return new Places(locations);
  }

  /** By hospital, then by name. */
  wards(locale: string): Ward[] {
    const wards = [...this.#byId.values()].filter(
      (location) => isWard(location) && location.status !== 'inactive',
    );
    return wards
      .map((location) => {
        const hospital = this.#ancestors(location).at(-1);
        return { id: location.id ?? '', name: location.name ?? '', hospital: hospital?.name };
      })
      .sort(
        (a, b) =>
          (a.hospital ?? '').localeCompare(b.hospital ?? '', locale) || a.name.localeCompare(b.name, locale),
      );
  }

  /** A ward and everything in it, as values of a search parameter: an Encounter may name the bed alone. */
  within(wardId: string): string {
    const inside = [...this.#byId.values()].filter((location) =>
      this.#ancestors(location).some(({ id }) => id === wardId),
    );
    return [wardId, ...inside.map(({ id }) => id)].map((id) => `Location/${id}`).join(',');
  }

  /** Where an encounter takes place now. Undefined when it says nothing of it. */
  of(encounter: Encounter): Place | undefined {
    const present = (encounter.location ?? []).filter(
      ({ status }) => status === undefined || status === 'active',
    );
    let ward: string | undefined;
    let spot: string | undefined;
    for (const { location } of present) {
      const known = this.#byId.get(location.reference?.replace(/^.*Location\//, '') ?? '');
      const wardOf = known && [known, ...this.#ancestors(known)].find(isWard);
      if (known && isWard(known)) ward ??= known.name ?? location.display;
      else spot ??= location.display ?? known?.name;
      ward ??= wardOf?.name;
    }
    return ward === undefined && spot === undefined ? undefined : { ward, spot };
  }

  /** From the next larger place outwards. Ends also where a tree is a ring by mistake. */
  #ancestors(location: Location): Location[] {
    const found: Location[] = [];
    let next = this.#parent(location);
    while (next && !found.includes(next)) {
      found.push(next);
      next = this.#parent(next);
    }
    return found;
  }

  #parent(location: Location): Location | undefined {
    return this.#byId.get(location.partOf?.reference?.replace(/^.*Location\//, '') ?? '');
  }
}

function isWard(location: Location): boolean {
  return location.physicalType?.coding?.some(({ code }) => code === 'wa') ?? false;
}
