import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { withinFacts } from '../grants/grant-scopes.ts';
import { readForm } from '../http.ts';
import type { AuthorizationOptions, PatientChoice } from '../options.ts';
import { scopesOf } from '../requests/smart-request.ts';
import type { SmartRequest, SmartRequests } from '../requests/smart-request.ts';
import type { StepAnswers } from '../requests/steps.ts';
import { choosePatientContent } from './choose-patient.ts';
import { consentContent } from './consent.ts';
import { errorContent } from './error.ts';
import type { Html } from './html.ts';
import { originsOf } from './pages.ts';
import type { Pages } from './pages.ts';
import { signInContent } from './sign-in.ts';
import { chooseLanguage, textsIn } from './texts.ts';
import type { Language, TextKey } from './texts.ts';

interface Surroundings {
  readonly provider: Provider;
  readonly requests: SmartRequests;
  readonly options: AuthorizationOptions;
  readonly pages: Pages;
}

/** One page of one authorization request, as it stands. */
interface Visit extends Surroundings {
  readonly interaction: Interaction;
  readonly request: SmartRequest;
  readonly language: Language;
  readonly clientName: string;
}

/** What a page shows, or what it answered. */
type Outcome = { readonly title: TextKey; readonly content: Html } | { readonly result: InteractionResults };

/**
 * Answers `/auth/interaction/:uid`: sign-in, patient or consent, whichever the library waits for. GET shows the page;
 * POST is its form, and ends in a redirect back into the library or in the same page again.
 */
export async function answerInteraction(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
): Promise<void> {
  const visit = await openVisit(request, response, surroundings);
  if (!visit) return sendExpired(request, response, surroundings);
  if (request.method === 'POST' && isForeign(request, surroundings.options.publicUrl)) {
    // The cookie is SameSite and the address is a secret; a form of another site gets no third chance.
    return sendExpired(request, response, surroundings);
  }
  const form = request.method === 'POST' ? ((await readForm(request)) ?? new URLSearchParams()) : undefined;
  const outcome = await stepOf(visit)(visit, form);
  if ('result' in outcome) {
    await surroundings.provider.interactionFinished(request, response, outcome.result);
    return;
  }
  surroundings.pages.send(response, 200, {
    language: visit.language,
    title: textsIn(visit.language)(outcome.title, { name: visit.clientName }),
    content: outcome.content,
    offersLanguages: true,
    formTargets: originsOf(visit.interaction.params.redirect_uri),
  });
}

async function openVisit(
  request: IncomingMessage,
  response: ServerResponse,
  surroundings: Surroundings,
): Promise<Visit | undefined> {
  const { provider, requests, options } = surroundings;
  const url = new URL(request.url ?? '/', options.publicUrl);
  // Rejects when the cookie or the record is gone: too late, already used, or another browser.
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  const smart = requests.find(interaction?.params);
  if (!interaction || !smart || !url.pathname.endsWith(`/${interaction.uid}`)) return undefined;
  const chosen = url.searchParams.get('lang');
  const language = chooseLanguage(chosen, interaction.params.ui_locales);
  if (chosen !== null && interaction.params.ui_locales !== language) {
    // The next page of this request, and a later one, speak the language that was chosen here.
    interaction.params.ui_locales = language;
    await interaction.save(Math.max(1, interaction.exp - Math.floor(Date.now() / 1000)));
  }
  const client = options.clients.find(({ client_id }) => client_id === interaction.params.client_id);
  return { ...surroundings, interaction, request: smart, language, clientName: client?.name ?? '' };
}

function stepOf({ interaction }: Visit): (visit: Visit, form?: URLSearchParams) => Promise<Outcome> {
  if (interaction.prompt.name === 'login') return signIn;
  return interaction.prompt.name === 'patient' ? choosePatient : giveConsent;
}

const DENIED = { error: 'access_denied', error_description: 'the person said no' } as const;

async function signIn(visit: Visit, form?: URLSearchParams): Promise<Outcome> {
  if (form?.get('action') === 'cancel') return { result: DENIED };
  const { launch } = visit.request;
  const users = visit.options.users.filter(({ id }) => !launch || id === launch.user);
  const user = users.find(({ id }) => id === form?.get('user'));
  // Not remembered: the cookie ends with the browser, as a shared workstation needs it.
  if (user) return { result: { login: { accountId: user.id, remember: false } } };
  const { language, clientName } = visit;
  const content = signInContent({
    language,
    clientName,
    users,
    isBound: launch !== undefined,
    isMissing: form !== undefined,
  });
  return { title: 'auth.signIn.title', content };
}

async function choosePatient(visit: Visit, form?: URLSearchParams): Promise<Outcome> {
  if (form?.get('action') === 'cancel') return { result: DENIED };
  const chosen = form?.get('patient');
  if (chosen && visit.request.offered?.includes(chosen)) return { result: { patient: { id: chosen } } };
  const { language, clientName, requests, interaction } = visit;
  const search = form?.get('search') ?? '';
  const patients = await visit.options.patients.search(search);
  requests.offer(
    interaction.params,
    patients.map(({ id }) => id),
  );
  const content = choosePatientContent({ language, clientName, search, patients });
  return { title: 'auth.patient.title', content };
}

async function giveConsent(visit: Visit, form?: URLSearchParams): Promise<Outcome> {
  const action = form?.get('action');
  if (action === 'approve') return { result: { consent: { approved: true } } };
  if (action === 'reject') return { result: DENIED };
  const { language, clientName, request, interaction } = visit;
  const answers = interaction.lastSubmission as StepAnswers | undefined;
  const patient = request.launch?.context.patient ?? answers?.patient?.id;
  const scopes = withinFacts(scopesOf(request), {
    patient,
    encounter: request.launch?.context.encounter,
    fhirUser: visit.options.users.find(({ id }) => id === interaction.session?.accountId)?.fhirUser,
    isEhrLaunch: request.launch !== undefined,
  });
  const content = consentContent({
    language,
    clientName,
    scopes,
    patientName: (await findPatient(visit, patient))?.name,
  });
  return { title: 'auth.consent.title', content };
}

async function findPatient({ options }: Visit, id: string | undefined): Promise<PatientChoice | undefined> {
  return id === undefined ? undefined : options.patients.find?.(id);
}

function isForeign({ headers }: IncomingMessage, publicUrl: string): boolean {
  return headers.origin !== undefined && headers.origin !== new URL(publicUrl).origin;
}

function sendExpired(
  request: IncomingMessage,
  response: ServerResponse,
  { pages, options }: Surroundings,
): void {
  const language = chooseLanguage(
    new URL(request.url ?? '/', options.publicUrl).searchParams.get('lang'),
    undefined,
  );
  const content = errorContent({ language, code: 'session_not_found' });
  pages.send(response, 400, { language, title: textsIn(language)('auth.error.title'), content });
}
