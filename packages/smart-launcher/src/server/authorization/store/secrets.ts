import { generateKeyPair, randomBytes, createHash, createPrivateKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { promisify } from 'node:util';
import { readPrivateFile, writePrivateFile } from './durable-store.ts';

/** What the server must not forget, or every token, cookie and device key it gave out is worthless. */
export interface ServerSecrets {
  /** RSA key that signs id_tokens; private JWK with `kid`. */
  readonly signingKey: JsonWebKey & { readonly kid: string };
  /** Signs cookies. base64url. */
  readonly cookieKey: string;
  /** Input key of the key release. 32 bytes, base64url. */
  readonly releaseKey: string;
}

/** Reads the secrets, or makes and keeps new ones. Without a file they last as long as the process. */
export async function loadSecrets(file: string | undefined): Promise<ServerSecrets> {
  const kept = file ? await readPrivateFile(file) : undefined;
  if (kept) return kept as ServerSecrets;
  const secrets = await generateSecrets();
  if (file) await writePrivateFile(file, JSON.stringify(secrets));
  return secrets;
}

async function generateSecrets(): Promise<ServerSecrets> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const jwk = createPrivateKey(privateKey).export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url').slice(0, 16);
  return {
    signingKey: { ...jwk, kid, alg: 'RS256', use: 'sig' },
    cookieKey: randomBytes(32).toString('base64url'),
    releaseKey: randomBytes(32).toString('base64url'),
  };
}
