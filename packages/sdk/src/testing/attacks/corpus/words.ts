import type { FrameAttack } from '../attack-case.ts';
import { allOf, nothingLeaked, realmIntact } from '../verdicts.ts';
import { note } from './note.ts';

const RUN = 'globalThis.__samspilAttacked=true';

/** What runs in a page that takes text for markup. `LEAK` becomes an address of the attacker’s. */
const PAYLOADS = {
  'markup-with-handler': `<img src=x onerror="${RUN}"><svg onload="${RUN}"><details open ontoggle="${RUN}">`,
  'mutated-markup': `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUN}&gt;">`,
  'script-address': `<a href="\tjavascript:${RUN}">x</a>[x](java\nscript:${RUN})`,
  'styles-and-base':
    '<base href="LEAK"><style>*{background:url(LEAK)}</style><link rel=stylesheet href="LEAK"><img src="LEAK">',
  'clobbered-names':
    '<form id=host><input name=workplace></form><a id=config></a><a id=config name=fhirBaseUrl href="LEAK"></a>',
} as const;

/** Row 16: FHIR content that a plugin saves, shown by the workplace’s own elements. */
const DISPLAYED: readonly FrameAttack[] = Object.entries(PAYLOADS).map(([name, payload]) => ({
  id: `t16-${name}`,
  threat: 16,
  kind: 'frame',
  title: `Saves resources full of ${name.replaceAll('-', ' ')}, which the workplace then shows`,
  rejected: 'Nothing in them runs or loads anything.',
  control: 'bare',
  setting: 'displayed',
  act: async (kit) => {
    const { lease } = await kit.join();
    const text = payload.replaceAll('LEAK', kit.leakUrl('shown'));
    const plain = note(kit.facts, kit.facts.patient);
    const quantity = {
      valueString: undefined,
      valueQuantity: { value: 80, unit: text, code: '/min', system: 'http://unitsofmeasure.org' },
    };
    const heartRate = {
      coding: [...plain.code.coding, { system: 'http://loinc.org', code: '8867-4', display: text }],
      text,
    };
    const narrative = { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${text}</div>` };
    const resources = [
      { ...plain, text: narrative, note: [{ text }], valueString: text },
      {
        ...plain,
        ...quantity,
        code: heartRate,
        category: [
          {
            coding: [
              {
                system: 'http://terminology.hl7.org/CodeSystem/observation-category',
                code: 'vital-signs',
                display: text,
              },
            ],
          },
        ],
        text: narrative,
        interpretation: [{ text }],
      },
    ];
    await kit.call('fhir.save', { lease, operationId: crypto.randomUUID(), resources });
  },
  verdict: allOf(realmIntact, nothingLeaked, ({ writes }) =>
    writes.length === 0 ? 'nothing was saved, so nothing was shown' : undefined,
  ),
}));

const spoofCase = (
  id: string,
  title: string,
  method: string,
  inputs: (lease: string) => readonly object[],
  extra: Partial<FrameAttack> = {},
): FrameAttack => ({
  id,
  threat: 15,
  kind: 'frame',
  title,
  rejected: 'What appears is text, with the plugin’s name beside it, or nothing.',
  control: 'bare',
  manifest: { capabilities: ['notify', 'confirm', 'done', 'resize'] },
  act: async (kit) => {
    const { lease } = await kit.join();
    for (const input of inputs(lease)) void kit.call(method, input);
    await new Promise((resolve) => setTimeout(resolve, 300));
  },
  verdict: allOf(realmIntact, nothingLeaked, ({ realm }) => {
    const shown = realm.opened.find((text) => text.startsWith('unbadged:'));
    return shown && 'a text of the plugin’s was shown without the plugin’s name';
  }),
  ...extra,
});

const MARKUP = `<img src=x onerror="${RUN}"><button>Log ind igen</button>`;

/** Row 15: words of a plugin that the workplace shows outside its frame. */
const SPOOFED: readonly FrameAttack[] = [
  spoofCase('t15-markup-in-notice', 'Has markup with a script shown as a notice', 'ui.notify', (lease) => [
    { lease, level: 'danger', text: MARKUP },
  ]),
  spoofCase(
    't15-markup-in-question',
    'Asks a question whose words and buttons are markup',
    'ui.confirm',
    (lease) => [{ lease, text: MARKUP, confirm: `<b onclick="${RUN}">OK</b>`, cancel: MARKUP.slice(0, 40) }],
  ),
  spoofCase(
    't15-reversed-words',
    'Turns words round with bidirectional marks, and hides letters',
    'ui.notify',
    (lease) => [{ lease, level: 'info', text: 'Gemt i \u202eJPE\u202c\u2066\u200b\u200d\u0000 — Samspil' }],
    {
      verdict: allOf(realmIntact, ({ realm }) => {
        const marked = realm.opened.find((text) => /[\u202a-\u202e\u2066-\u2069\u200b\u0000]/.test(text));
        return marked && 'direction marks of the plugin’s reached the screen';
      }),
      rejected: 'No mark that turns or hides text reaches the screen.',
    },
  ),
  spoofCase(
    't15-title-markup',
    'Is called by markup with a script, wherever the workplace shows its name',
    'ui.notify',
    () => [],
    {
      manifest: { title: { en: MARKUP, da: MARKUP } },
    },
  ),
];

export const WORDS: readonly FrameAttack[] = [...SPOOFED, ...DISPLAYED];
