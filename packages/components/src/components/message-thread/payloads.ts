import type {
  Attachment,
  Communication,
  CommunicationPayload,
  ContactPoint,
  Extension,
  Reference,
} from 'fhir/r4';
import { objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../format/text-in.ts';

const MEDCOM = 'http://medcomfhir.dk/ig/core/StructureDefinition/medcom-core-';

/** One part of a message: a text, a file, or something it refers to; in MedCom's messages with who wrote it, and when. */
export interface Part {
  readonly text: string | undefined;
  readonly attachment: Attachment | undefined;
  readonly reference: Reference | undefined;
  /** When it was written (MedCom: when its author pressed send). */
  readonly written: string | undefined;
  readonly author: Reference | undefined;
  readonly phone: string | undefined;
  /** A reply carries all earlier texts; each keeps its identifier. */
  readonly identifier: string | undefined;
}

/** The parts of a message, in its order. One of a shape nobody knows is there too, without anything. */
export function partsOf({ payload }: Communication): Part[] {
  return objectsIn(payload).map((part) => {
    const phone: Partial<ContactPoint> = { ...extensionOf(part, 'contact-extension')?.valueContactPoint };
    return {
      text: textIn(part.contentString),
      attachment: objectOf(part.contentAttachment),
      reference: objectOf(part.contentReference),
      written: extensionOf(part, 'datetime-extension')?.valueDateTime,
      author: extensionOf(part, 'practitioner-extension')?.valueReference,
      phone: textIn(phone.value),
      identifier: textIn(extensionOf(part, 'identifier-extension')?.valueIdentifier?.value),
    };
  });
}

/** Who sent it: the sender of the message, else MedCom's specific sender, else the author of its last part. */
export function senderOf(message: Communication): Reference | undefined {
  return (
    objectOf(message.sender) ??
    objectOf(extensionOf(message, 'sender-extension')?.valueReference) ??
    partsOf(message).findLast(({ author }) => author !== undefined)?.author
  );
}

function extensionOf(
  { extension }: Communication | CommunicationPayload,
  name: string,
): Extension | undefined {
  return objectsIn(extension).find(({ url }) => url === `${MEDCOM}${name}`);
}

function objectOf<T extends object>(value: T | undefined): T | undefined {
  const candidate: unknown = value;
  return typeof candidate === 'object' && candidate !== null ? value : undefined;
}
