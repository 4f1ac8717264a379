/** Collects the values of one statement; what it gives back stands for the value in the text. */
export class SqlValues {
  readonly list: unknown[] = [];

  /** @param type SQL type, for arrays and wherever PostgreSQL cannot tell it from the context. */
  add(value: string | number | readonly string[] | readonly number[], type?: string): string {
    this.list.push(value);
    return `$${this.list.length}${type ? `::${type}` : ''}`;
  }
}

/** A row that stands for a resource: of `fhir_resource`, or of `fhir_term`, which repeats its patient and chief date. */
export interface ResourceRow {
  readonly alias: string;
  readonly isResource: boolean;
}
