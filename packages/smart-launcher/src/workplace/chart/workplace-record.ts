import type { ClinicalContext } from '@samspil/sdk';
import { LitElement, css, type PropertyValues, type TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { controls } from '../styles/controls.styles.ts';
import { renderTabs } from '../tabs/render-tabs.ts';
import { tabs } from '../tabs/tabs.styles.ts';
import { textsIn } from '../texts.ts';
import {
  RECORD_PARTS,
  RECORD_PLACES,
  renderRecordPart,
  type RecordPart,
  type RecordPlace,
} from './record-parts.ts';

/**
 * What the record says of a patient, in parts: only what is looked at is read. Another patient begins with the overview,
 * because what was looked at last was about somebody else.
 */
export class WorkplaceRecord extends LitElement {
  static override styles = [
    controls,
    tabs,
    css`
      [role='tabpanel'] {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1rem;
        padding-block-start: 0.75rem;
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    context: { attribute: false },
    locale: {},
    shownPart: { state: true },
  };

  declare desktop: Desktop;
  /** The lease that is open; another one begins anew. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  declare private shownPart: RecordPart;

  constructor() {
    super();
    this.locale = 'da';
    this.shownPart = 'overview';
  }

  /** Opens the part a place is in, and puts the focus there. */
  async open(place: RecordPlace): Promise<void> {
    this.shownPart = RECORD_PLACES[place];
    await this.updateComplete;
    const target = this.renderRoot.querySelector<HTMLElement>(`#${place}`);
    target?.focus();
    target?.scrollIntoView({ block: 'start' });
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('context') && changed.get('context') !== undefined) this.shownPart = 'overview';
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    return renderTabs(
      {
        names: RECORD_PARTS,
        chosen: this.shownPart,
        label: t('chart.parts'),
        titleOf: (part) => t(`chart.part.${part}`),
        choose: (part) => (this.shownPart = part),
      },
      renderRecordPart(this.shownPart, { desktop: this.desktop, context: this.context, locale: t.locale }),
    );
  }
}
