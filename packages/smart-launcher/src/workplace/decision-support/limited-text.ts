import { SamspilError } from '@samspil/sdk';

/**
 * The text of an answer from somebody who is not trusted to be brief.
 *
 * @throws `invalid-response` when it is longer than `limit` bytes
 */
export async function limitedText(response: Response, limit: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0, next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      await reader.cancel();
      throw new SamspilError('invalid-response', 'The answer is too long.');
    }
    text += decoder.decode(next.value, { stream: true });
  }
  return text + decoder.decode();
}
