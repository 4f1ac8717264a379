/** What a nurse does to save one set in the bedside example; `samspil conformance --save` runs it. */
export default async function save(frame) {
  await frame.getByLabel('Respirationsfrekvens').fill('16');
  await frame.getByRole('button', { name: 'Gem', exact: true }).click();
  await frame
    .getByText(/Gemt på enheden|Delvis/)
    .first()
    .waitFor({ timeout: 10_000 });
}
