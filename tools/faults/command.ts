import type fc from 'fast-check';
import type { HistoryRun, Step } from '@samspil/sdk/testing/faults';

/** What is needed to know of the world so that a step means something in it. */
export interface Model {
  /** By slot. */
  readonly tabs: ('none' | 'open' | 'frozen')[];
  isSignedIn: boolean;
  isOnline: boolean;
  hasBackup: boolean;
  /** The server can do neither conditional create nor create by client id: what is lost twice there is beyond reach. */
  readonly isBare: boolean;
  /** What was played, in order. */
  readonly played: Step[];
}

/** One step as a command: whether it makes sense now, and what it does. */
export class StepCommand implements fc.AsyncCommand<Model, HistoryRun> {
  readonly step: Step;

  constructor(step: Step) {
    this.step = step;
  }

  check({ tabs, isSignedIn, isOnline, isBare, hasBackup }: Readonly<Model>): boolean {
    const { step } = this;
    const tab = 'tab' in step ? tabs[step.tab] : undefined;
    switch (step.do) {
      case 'open':
        return tab === 'none' && isSignedIn;
      case 'save':
        return tab === 'open' || (tab === 'none' && isSignedIn);
      case 'flush':
      case 'retry':
      case 'discard':
      case 'close':
      case 'freeze':
        return tab === 'open';
      case 'crash':
        return tab !== 'none';
      case 'thaw':
        return tab === 'frozen';
      case 'logout':
      case 'expire':
        return isSignedIn;
      case 'restore':
        return hasBackup;
      case 'line':
        return step.isOnline !== isOnline;
      case 'network': {
        // `send/routes.ts`: without help of the server neither the browser's repeat nor a late request can be told apart.
        const { fault } = step.aimed;
        const isBeyondReach =
          (fault.kind === 'repeat' && fault.times > 0) || (fault.kind === 'late' && fault.isWholeLate);
        return !(isBare && isBeyondReach);
      }
      default:
        return true;
    }
  }

  async run(model: Model, history: HistoryRun): Promise<void> {
    const { step } = this;
    model.played.push(step);
    switch (step.do) {
      case 'open':
      case 'save':
      case 'thaw':
        model.tabs[step.tab] = 'open';
        break;
      case 'close':
      case 'crash':
        model.tabs[step.tab] = 'none';
        break;
      case 'freeze':
        model.tabs[step.tab] = 'frozen';
        break;
      case 'logout':
      case 'login':
        model.isSignedIn = step.do === 'login';
        break;
      case 'backup':
        model.hasBackup = true;
        break;
      case 'line':
        model.isOnline = step.isOnline;
        break;
      default:
    }
    await history.perform(step);
  }

  toString(): string {
    return JSON.stringify(this.step);
  }
}
