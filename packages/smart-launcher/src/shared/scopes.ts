/** What the workplace itself asks for: the signed-in clinician's own rights, for the patients of her work. */
export const WORKPLACE_CLIENT_ID = 'samspil-workplace';
export const WORKPLACE_SCOPE = 'openid fhirUser offline_access user/*.cruds';
