import type { DiagnosticReport, Observation, Reference, Resource } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { withKeys, type Keyed } from '../../states/entry-keys.ts';
import { instantOf } from '../../observations/measured-at.ts';
import { canConvert } from './conversion.ts';
import { analysesOf, type AnalysisFacts } from './analysis-facts.ts';

/** What this list reads. */
export type LabResource = Observation | DiagnosticReport;

/** Reports of one name with what they report; or, without a name, what no report names. */
export interface PanelFacts {
  readonly key: string;
  readonly name: string | undefined;
  /** Newest first. */
  readonly reports: readonly DiagnosticReport[];
  /** In the order of the laboratory. */
  readonly analyses: readonly AnalysisFacts[];
  /** Results that the newest report names and that were not read. */
  readonly missing: number;
}

/** A report of a list, and what is its own there. */
export interface KeyedReport {
  readonly key: string;
  readonly report: DiagnosticReport;
}

export interface LabGroups {
  readonly panels: readonly PanelFacts[];
  /** What no report names. */
  readonly single: readonly AnalysisFacts[];
  /** Reports of other departments, or of nothing that was read. */
  readonly other: readonly KeyedReport[];
  /** Entered in error: each by itself, never the latest of an analysis. */
  readonly wrong: readonly AnalysisFacts[];
  readonly wrongReports: readonly KeyedReport[];
  /** Those of the panels and the single ones, in the order of the screen. */
  readonly analyses: readonly AnalysisFacts[];
  /** Whether any of them can be shown in another unit at all. */
  readonly canConvert: boolean;
}

/** LOINC and SNOMED CT of the laboratory disciplines, and HL7's service sections. */
const laboratory: readonly string[] = [
  'LAB',
  'CH',
  'HM',
  'MB',
  'MCB',
  'SR',
  'IMM',
  'BLB',
  'GE',
  'VR',
  '394596001',
  '18719-5',
  '26436-6',
  'laboratory',
];

/** Everything that was read, each in exactly one place. */
export function groupResults(resources: readonly LabResource[]): LabGroups {
  const results: Keyed<Observation>[] = [];
  const wrong: Keyed<Observation>[] = [];
  const reports: KeyedReport[] = [];
  const wrongReports: KeyedReport[] = [];
  const contained: Keyed<Observation>[] = [];
  for (const keyed of withKeys<LabResource>(resources)) {
    const isWrong = keyed.resource.status === 'entered-in-error';
    if (isResult(keyed)) (isWrong ? wrong : results).push(keyed);
    else {
      const report = keyed.resource as DiagnosticReport;
      (isWrong ? wrongReports : reports).push({ key: keyed.key, report });
      contained.push(...containedIn(report, keyed.key));
    }
  }
  for (const keyed of contained) (keyed.resource.status === 'entered-in-error' ? wrong : results).push(keyed);
  const analyses = analysesOf(results);
  const { panels, other } = panelsOf(reports, analyses);
  const inPanel = new Set(panels.flatMap((panel) => panel.analyses));
  const single = analyses.filter((each) => !inPanel.has(each));
  return {
    panels,
    single,
    analyses: [...inPanel, ...single],
    canConvert: analyses.some((analysis) => analysis.results.some(canConvert)),
    other,
    wrong: wrong.map(({ key, resource }) => ({ key, code: resource.code, results: [resource] })),
    wrongReports,
  };
}

function isResult(keyed: Keyed<LabResource>): keyed is Keyed<Observation> {
  return keyed.resource.resourceType === 'Observation';
}

/** Results may stand inside their report, with ids that mean something only there. */
function containedIn({ contained }: DiagnosticReport, key: string): Keyed<Observation>[] {
  return objectsIn<Resource>(contained)
    .filter((each): each is Observation => each.resourceType === 'Observation')
    .map((resource, index) => ({ key: `${key}#${index}`, resource }));
}

function panelsOf(
  keyed: readonly KeyedReport[],
  analyses: readonly AnalysisFacts[],
): Pick<LabGroups, 'panels' | 'other'> {
  const taken = new Set<AnalysisFacts>();
  const byName = new Map<
    string,
    { key: string; reports: DiagnosticReport[]; analyses: AnalysisFacts[]; missing: number }
  >();
  const other: KeyedReport[] = [];
  const find = keyed.length > 0 ? finderOf(analyses) : () => undefined;
  // The newest report says where an analysis belongs now.
  for (const { key, report } of [...keyed].sort((a, b) => dateOf(b.report) - dateOf(a.report))) {
    const found = objectsIn<Reference>(report.result).map((reference) => find(reference));
    const known = found.filter((each) => each !== undefined);
    if (known.length === 0 && !isLaboratory(report)) {
      other.push({ key, report });
      continue;
    }
    const name = conceptText(report.code) ?? '';
    const panel = byName.get(name) ?? { key, reports: [], analyses: [], missing: 0 };
    if (panel.reports.length === 0) panel.missing = found.length - known.length;
    panel.reports.push(report);
    panel.analyses.push(...known.filter((each) => !taken.has(each) && taken.add(each)));
    byName.set(name, panel);
  }
  return { panels: [...byName].map(([name, panel]) => ({ ...panel, name: name || undefined })), other };
}

/** By the end of the reference: absolute, relative or into the report itself. */
function finderOf(analyses: readonly AnalysisFacts[]): (reference: Reference) => AnalysisFacts | undefined {
  const byId = new Map<string, AnalysisFacts>();
  for (const analysis of analyses) {
    for (const { id } of analysis.results) if (typeof id === 'string') byId.set(id, analysis);
  }
  return ({ reference }) => {
    const address: unknown = reference;
    const id =
      typeof address === 'string' ? /(?:Observation\/|^#)([^/]+)(?:\/_history\/.*)?$/.exec(address) : null;
    return id?.[1] === undefined ? undefined : byId.get(id[1]);
  };
}

function isLaboratory({ category, code }: DiagnosticReport): boolean {
  const codes = [...objectsIn(category), ...(code ? [code] : [])].flatMap((concept) => codesOf(concept));
  return codes.length === 0 || codes.some((each) => laboratory.includes(each) || each === '11502-2');
}

function dateOf(report: DiagnosticReport): number {
  // A report says when it holds with the same words as a result.
  return instantOf(report as unknown as Observation);
}
