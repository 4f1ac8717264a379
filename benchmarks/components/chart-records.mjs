/** Observations of one patient, the newest first as a record gives them, and the same picked out by hand. */
const UCUM = 'http://unitsofmeasure.org';
const quantity = (value, unit) => ({ value, unit, system: UCUM, code: unit });
const loinc = (code) => ({ coding: [{ system: 'http://loinc.org', code }] });
const walk = (index, base, swing) =>
  Math.round((base + swing * Math.sin(index / 97) + (swing / 2) * Math.sin(index * 1.7)) * 10) / 10;

const SIGNS = [
  ['9279-1', '/min', 16, 5],
  ['59408-5', '%', 95, 3],
  ['8867-4', '/min', 84, 18],
  ['8310-5', 'Cel', 37.4, 0.7],
];

/** @param {number} points six at each time */
export function observations(points) {
  const end = Date.now();
  const times = Math.ceil(points / 6);
  return Array.from({ length: times }, (_, index) => {
    const base = {
      resourceType: 'Observation',
      status: 'final',
      subject: { reference: 'Patient/p' },
      performer: [{ reference: 'Practitioner/n', display: 'Anna Berg' }],
      effectiveDateTime: new Date(end - index * 150_000).toISOString(),
    };
    return [
      ...SIGNS.map(([code, unit, middle, swing]) => ({
        ...base,
        id: `${code}-${index}`,
        code: loinc(code),
        valueQuantity: quantity(walk(index, middle, swing), unit),
      })),
      {
        ...base,
        id: `bp-${index}`,
        code: loinc('85354-9'),
        component: [
          { code: loinc('8480-6'), valueQuantity: quantity(walk(index, 128, 22), 'mm[Hg]') },
          { code: loinc('8462-4'), valueQuantity: quantity(walk(index, 76, 10), 'mm[Hg]') },
        ],
      },
    ];
  }).flat();
}

/** What a page without a library does: five lists of columns, oldest first. It trusts codes, units, order and status. */
export function pickedOut(list) {
  const series = new Map();
  for (let index = list.length - 1; index >= 0; index--) {
    const { code, effectiveDateTime, valueQuantity, component } = list[index];
    const key = code.coding[0].code;
    let columns = series.get(key);
    if (!columns) series.set(key, (columns = component ? [[], [], []] : [[], []]));
    columns[0].push(Date.parse(effectiveDateTime) / 1000);
    if (component) {
      columns[1].push(component[0].valueQuantity.value);
      columns[2].push(component[1].valueQuantity.value);
    } else columns[1].push(valueQuantity.value);
  }
  return [...series.values()];
}
