/** What Angular's compiler must refuse: an event given to what takes another one, and a method that no list has. */
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import '@samspil/components/define/allergies';
import type { ScoreTaskEvent } from '@samspil/components/events';

@Component({
  selector: 'demo-refused',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <samspil-allergies #list (samspil-entry-open)="asked($event)"></samspil-allergies>
    <button type="button" (click)="list.forget()">Glem</button>
  `,
})
export class Refused {
  readonly asked = (event: ScoreTaskEvent): string => event.task.status;
}
