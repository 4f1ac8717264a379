/** Hands a file to the browser's own downloads. The name and the type are the caller's to judge. */
export function saveFile(
  page: Document,
  file: {
    readonly name: string;
    readonly mediaType: string;
    readonly data: string | Uint8Array<ArrayBuffer>;
  },
): void {
  const address = URL.createObjectURL(new Blob([file.data], { type: file.mediaType }));
  const link = page.createElement('a');
  link.href = address;
  link.download = file.name;
  link.hidden = true;
  page.body.append(link);
  link.click();
  link.remove();
  // Not at once: the download reads the address only after this task.
  page.defaultView?.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
