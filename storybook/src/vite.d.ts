/** As much of Vite as the stories use, so that they are checked without it being installed. */
interface ImportMeta {
  glob(pattern: string, options: { eager: true; import?: string }): Record<string, unknown>;
}
