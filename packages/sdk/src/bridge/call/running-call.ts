import { SamspilError } from '../../errors.ts';
import type { CallInfo, ServedMethod } from '../contract.ts';
import type { Deadlines } from './deadlines.ts';
import type { Reply } from '../wire.ts';
import { toWireError } from '../wire.ts';

/** One call that is being served. It is answered once: by its method, its deadline, its caller's withdrawal or the end of the port. */
export class RunningCall implements CallInfo {
  readonly name: string;
  readonly startedAt: number;
  readonly traceparent: string | undefined;
  readonly reply: Promise<Reply<unknown>>;
  #answer!: (reply: Reply<unknown>) => void;
  #isOver = false;
  #reason: SamspilError | undefined;
  #controller: AbortController | undefined;
  readonly #deadlines: Deadlines;
  readonly #deadline: object;

  constructor(
    name: string,
    method: ServedMethod<unknown, unknown>,
    input: unknown,
    options: { startedAt: number; deadlines: Deadlines; traceparent: string | undefined },
  ) {
    this.name = name;
    this.startedAt = options.startedAt;
    this.traceparent = options.traceparent;
    this.reply = new Promise((resolve) => (this.#answer = resolve));
    this.#deadlines = options.deadlines;
    this.#deadline = options.deadlines.add(method.deadlineMs, () =>
      this.end(new SamspilError('timeout', 'The deadline of the call has passed.')),
    );
    this.#run(method, input).then(
      (value) => this.#settle({ ok: true, value }),
      (error: unknown) => this.#settle({ ok: false, error: toWireError(error) }),
    );
  }

  /** Made when a method first asks: most never do, and every call would pay for it. */
  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#reason) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Answers with `reason` and tells the method to stop. A method that ignores it does not keep the caller waiting. */
  end(reason: SamspilError): void {
    if (this.#isOver) return;
    this.#reason = reason;
    this.#settle({ ok: false, error: toWireError(reason) });
    this.#controller?.abort(reason);
  }

  async #run(method: ServedMethod<unknown, unknown>, input: unknown): Promise<unknown> {
    const judged = method.input['~standard'].validate(input);
    const given = judged instanceof Promise ? await judged : judged;
    if (given.issues) throw new SamspilError('protocol', 'The input does not fit the contract.');
    // Withdrawn while the input was judged: it has not begun, and must not.
    if (this.#reason) throw this.#reason;
    const answer = await method.handle(given.value, this);
    if (!method.output) return answer;
    const fitted = await method.output['~standard'].validate(answer);
    if (fitted.issues) throw new SamspilError('unexpected', 'The answer does not fit the contract.');
    return fitted.value;
  }

  #settle(reply: Reply<unknown>): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#deadlines.drop(this.#deadline);
    this.#answer(reply);
  }
}
