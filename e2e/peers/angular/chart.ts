/** A component as an Angular developer writes it; Angular's compiler reads its template in strict mode. */
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import '@samspil/components/define/allergies';
import '@samspil/components/define/early-warning-score';
import type { EntryOpenEvent, ScoreTaskEvent } from '@samspil/components/events';
import type { AllergyIntolerance } from 'fhir/r4.js';

@Component({
  selector: 'demo-chart',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <samspil-allergies
      #list
      locale="da"
      [resources]="allergies"
      (samspil-entry-open)="opened($event)"
    ></samspil-allergies>
    <samspil-early-warning-score (samspil-score-task)="asked($event)"></samspil-early-warning-score>
    <button type="button" (click)="list.reload()">Hent igen</button>
  `,
})
export class Chart {
  readonly allergies: readonly AllergyIntolerance[] = [];
  readonly opened = (event: EntryOpenEvent): number => event.resources.length;
  readonly asked = (event: ScoreTaskEvent): string => event.task.status;
}
