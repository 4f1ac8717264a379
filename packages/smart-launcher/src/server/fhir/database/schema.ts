/**
 * Tables and indexes. One row of an index table is one searchable value of one resource. Values that nearly every search
 * of a clinical record needs, the patient and the resource's chief date, are repeated in each `fhir_term` row: a
 * search by patient and code, newest first, is then one scan of one index, as long as its page and no longer.
 *
 * - Texts are compared byte by byte (`collate "C"`), so that both databases sort alike and prefixes use the index.
 * - Instants are milliseconds since the epoch. A period without an end reaches to the end of time.
 * - `version` of `fhir_resource` counts 1, 2, 3…; superseded versions move to `fhir_version`.
 */
export const TABLES = `
create table if not exists fhir_setting (name text primary key, value text not null);

create table if not exists fhir_resource (
  rid bigint generated always as identity primary key,
  type text collate "C" not null,
  id text collate "C" not null,
  version integer not null,
  updated bigint not null,
  method text not null,
  deleted boolean not null default false,
  patient text collate "C" not null,
  low bigint not null,
  high bigint not null,
  content text,
  unique (type, id)
);

create table if not exists fhir_version (
  rid bigint not null,
  version integer not null,
  updated bigint not null,
  method text not null,
  content text,
  primary key (rid, version)
);

create table if not exists fhir_term (
  rid bigint not null,
  param text collate "C" not null,
  system text collate "C" not null,
  value text collate "C" not null,
  patient text collate "C" not null,
  low bigint not null,
  high bigint not null
);

create table if not exists fhir_text (
  rid bigint not null,
  param text collate "C" not null,
  folded text collate "C" not null,
  exact text collate "C" not null
);

create table if not exists fhir_date (
  rid bigint not null,
  param text collate "C" not null,
  low bigint not null,
  high bigint not null
);

create table if not exists fhir_quantity (
  rid bigint not null,
  param text collate "C" not null,
  value double precision not null,
  system text collate "C" not null,
  code text collate "C" not null,
  unit text collate "C" not null
);
`;

/**
 * What searches scan. None includes further columns: an index-only scan needs a vacuumed table, and nothing vacuums the
 * embedded database.
 */
export const INDEXES = `
create index if not exists fhir_resource_patient on fhir_resource (type, patient, low, rid) where not deleted;
create index if not exists fhir_resource_low on fhir_resource (type, low, rid) where not deleted;
create index if not exists fhir_resource_updated on fhir_resource (type, updated, rid);
create index if not exists fhir_term_patient on fhir_term (param, patient, value, low, rid);
create index if not exists fhir_term_value on fhir_term (param, value, low, rid);
create index if not exists fhir_term_rid on fhir_term (rid, param);
create index if not exists fhir_text_folded on fhir_text (param, folded, rid);
create index if not exists fhir_text_rid on fhir_text (rid, param);
create index if not exists fhir_date_low on fhir_date (param, low, high, rid);
create index if not exists fhir_date_rid on fhir_date (rid, param);
create index if not exists fhir_quantity_value on fhir_quantity (param, value, rid);
create index if not exists fhir_quantity_rid on fhir_quantity (rid, param);
`;

/** Removes the indexes: a large load into empty tables is three times as fast when they are built afterwards. */
export const DROP_INDEXES = `drop index if exists fhir_resource_patient,
  fhir_resource_low,
  fhir_resource_updated,
  fhir_term_patient,
  fhir_term_value,
  fhir_term_rid,
  fhir_text_folded,
  fhir_text_rid,
  fhir_date_low,
  fhir_date_rid,
  fhir_quantity_value,
  fhir_quantity_rid`;

/** The index tables, for what empties or replaces a resource's rows. */
export const INDEX_TABLES = ['fhir_term', 'fhir_text', 'fhir_date', 'fhir_quantity'] as const;
