/**
 * The one style sheet of the pages, placed inline and allowed by its hash. Every text is at least 4.5:1 and every
 * control edge at least 3:1 against what is behind it, in both schemes; targets are at least 44 px high.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #eef3f5; --card: #ffffff; --text: #14232c; --quiet: #4a5c67; --line: #d3dde2; --edge: #71838e;
  --accent: #0a5a75; --accent-strong: #07455a; --on-accent: #ffffff; --tint: #e6f1f5;
  --notice: #fff6dd; --notice-text: #4d3a00; --alert: #a3181f; --alert-tint: #fdeceb;
  --shadow: 0 1px 2px rgb(20 35 44 / .06), 0 8px 28px rgb(20 35 44 / .08);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f171c; --card: #18232a; --text: #e6eef2; --quiet: #a8b8c1; --line: #2b3a43; --edge: #7b8f9b;
    --accent: #86cde4; --accent-strong: #a9dff0; --on-accent: #06232e; --tint: #1d3440;
    --notice: #332a10; --notice-text: #f5e3ad; --alert: #ffb1ab; --alert-tint: #3b1b1c;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
header {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1.5rem;
  width: 100%; max-width: 46rem; margin: 0 auto; padding: 1.25rem 1.5rem .75rem;
}
.brand { display: flex; align-items: center; gap: .6rem; font-weight: 600; font-size: 1.1rem; letter-spacing: .01em; }
.brand svg { width: 1.75rem; height: 1.75rem; color: var(--accent); }
nav ul { display: flex; gap: .25rem; margin: 0 -.7rem; padding: 0; list-style: none; }
nav a {
  display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .7rem; border-radius: .5rem;
  color: var(--quiet); text-decoration: none;
}
nav a:hover { color: var(--text); background: var(--tint); }
nav a[aria-current] { color: var(--accent); font-weight: 600; text-decoration: underline; text-underline-offset: .3em; }
main {
  width: calc(100% - 2rem); max-width: 43rem; margin: .5rem auto 1.25rem; padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 1rem; box-shadow: var(--shadow);
}
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: .4rem 0 0; }
.lead { color: var(--quiet); }
.notice, .alert { margin-top: 1.25rem; padding: .7rem 1rem; border-radius: .6rem; font-size: .95rem; }
.notice { background: var(--notice); color: var(--notice-text); }
.alert { background: var(--alert-tint); color: var(--alert); font-weight: 600; }
form { margin: 1.5rem 0 0; }
fieldset { margin: 0; padding: 0; border: 0; min-width: 0; }
legend, label.heading { display: block; padding: 0; margin-bottom: .6rem; font-weight: 600; }
.people { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: .6rem; }
.person {
  display: flex; align-items: center; gap: .8rem; min-height: 4rem; padding: .6rem .9rem; cursor: pointer;
  border: 1px solid var(--edge); border-radius: .7rem;
}
.person:hover { background: var(--tint); }
.person:has(:checked) { background: var(--tint); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.person input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--accent); }
.who { display: block; min-width: 0; overflow-wrap: anywhere; }
.who strong, .who span { display: block; }
.who strong { font-weight: 600; }
.who span { color: var(--quiet); font-size: .92rem; }
.search { display: flex; flex-wrap: wrap; gap: .6rem; }
.search input {
  flex: 1 1 12rem; min-width: 0; min-height: 2.9rem; padding: 0 .9rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--edge); border-radius: .6rem;
}
.patients { margin: 0; padding: 0; list-style: none; border: 1px solid var(--line); border-radius: .7rem; overflow: hidden; }
.patients li + li { border-top: 1px solid var(--line); }
.patients button {
  display: flex; align-items: center; justify-content: space-between; gap: 1rem; width: 100%; min-height: 3.9rem;
  padding: .55rem 1rem; font: inherit; color: inherit; text-align: start; background: none; border: 0; cursor: pointer;
}
.patients button:hover { background: var(--tint); }
.patients button:focus-visible { outline-offset: -3px; border-radius: .7rem; }
.patients svg { flex: none; width: 1.1rem; height: 1.1rem; color: var(--quiet); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.75rem; }
.button {
  min-height: 2.9rem; padding: 0 1.4rem; font: inherit; font-weight: 600; border-radius: .6rem; cursor: pointer;
  color: var(--accent); background: transparent; border: 1px solid var(--edge);
}
.button:hover { background: var(--tint); }
.button.primary { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.button.primary:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.scopes { margin: 0; padding: 0; list-style: none; }
.scopes li { position: relative; padding: .3rem 0 .3rem 1.9rem; overflow-wrap: anywhere; }
.scopes li::before {
  content: ""; position: absolute; left: .35rem; top: .72rem; width: .72rem; height: .38rem;
  border: solid var(--accent); border-width: 0 0 2px 2px; transform: rotate(-45deg);
}
dl { margin: 1.25rem 0 0; }
dt { margin-top: .9rem; color: var(--quiet); font-size: .92rem; }
dd { margin: .15rem 0 0; overflow-wrap: anywhere; }
code { font: .92em/1.5 ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; }
footer { width: 100%; max-width: 46rem; margin: 0 auto; padding: 0 1.5rem 1.5rem; color: var(--quiet); font-size: .92rem; }
footer p { display: flex; gap: .6rem; align-items: flex-start; }
footer svg { flex: none; width: 1.15rem; height: 1.15rem; margin-top: .15rem; }
@media (max-width: 34rem) {
  main { width: 100%; margin: 0 0 1.5rem; padding: 1.5rem; border-width: 1px 0; border-radius: 0; box-shadow: none; }
  .actions .button, .search .button { flex: 1 1 auto; }
}
@media (forced-colors: active) { .person:has(:checked) { outline: 2px solid; } }
`;
