/** How the page of a report looks: light and dark, on a screen, on a phone and on paper. No font, picture or address from elsewhere. */

export const STYLE = `
:root { color-scheme: light dark; --canvas: #f6f7f9; --surface: #fff; --sunken: #eef0f4; --line: #dfe3ea; --ink: #151a22; --soft: #4b5563; --accent: #2a58d6; --hollow: #fff; --edge: rgb(21 26 34 / .22); }
@media (prefers-color-scheme: dark) { :root { --canvas: #0d1117; --surface: #151b24; --sunken: #1c2430; --line: #2c3645; --ink: #e8ecf2; --soft: #a9b4c2; --accent: #82a7ff; --hollow: #151b24; --edge: rgb(0 0 0 / .7); } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; padding: 2rem 1rem 4rem; background: var(--canvas); color: var(--ink); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main, header, nav { max-width: 82rem; margin: 0 auto; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 0 0 .8rem; overflow-wrap: anywhere; }
h3 { font-size: 1rem; margin: 1.6rem 0 .5rem; }
p, li { max-width: 48rem; overflow-wrap: anywhere; }
p { margin: .5rem 0; }
ul { margin: .5rem 0; padding-left: 1.2rem; }
a { color: var(--accent); }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 1rem 0 0; }
.by, .note, figcaption { color: var(--soft); font-size: .87rem; }
.note { max-width: 62rem; margin: .3rem 0; }
section { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.3rem 1.5rem; margin: 1.2rem 0; }
.wide { overflow-x: auto; margin: .5rem 0; }
.wide, figure { background: linear-gradient(to right, var(--surface) 1.5rem, transparent) left / 3rem 100% local, linear-gradient(to left, var(--surface) 1.5rem, transparent) right / 3rem 100% local, linear-gradient(to right, var(--edge), transparent) left / .7rem 100% scroll, linear-gradient(to left, var(--edge), transparent) right / .7rem 100% scroll; background-repeat: no-repeat; }
.wide:focus-visible, figure:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { padding: .32rem .8rem .32rem 0; text-align: right; vertical-align: top; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:last-child, td:last-child { padding-right: 0; }
th { color: var(--soft); font-weight: 600; white-space: normal; vertical-align: bottom; }
.text { text-align: left; white-space: normal; min-width: 6.5rem; max-width: 30rem; overflow-wrap: break-word; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .3rem 1.2rem; margin: .8rem 0; max-width: 62rem; }
dt { color: var(--soft); overflow-wrap: anywhere; } dd { margin: 0; overflow-wrap: anywhere; }
pre { background: var(--sunken); border-radius: 6px; padding: .8rem 1rem; overflow-x: auto; font: .85rem/1.5 ui-monospace, "SF Mono", "DejaVu Sans Mono", monospace; margin: .6rem 0; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1.6rem 2rem; }
figure { margin: 0; min-width: 0; overflow-x: auto; } figure h3 { margin-top: 0; }
svg { display: block; width: 100%; height: auto; font-size: 12px; }
svg text { fill: var(--ink); } svg .soft { fill: var(--soft); }
svg .grid { stroke: var(--line); } svg .axis { stroke: var(--soft); }
svg .bar { stroke: var(--accent); stroke-width: 2; } svg .fill { fill: var(--accent); }
svg .dot { fill: var(--accent); stroke: var(--accent); stroke-width: 2; } svg .hollow { fill: var(--hollow); stroke: var(--accent); stroke-width: 2; }
@media (max-width: 40rem) { svg { min-width: 26rem; } body { padding: 1rem .5rem 2rem; } section { padding: 1rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@media print {
  :root { color-scheme: light; --canvas: #fff; --surface: #fff; --sunken: #f3f4f6; --line: #ccc; --ink: #000; --soft: #444; --accent: #1f47b5; --hollow: #fff; }
  @page { size: A4 landscape; margin: 12mm; }
  body { padding: 0; font-size: 10pt; } nav { display: none; }
  section { border: 0; padding: 0; margin: 0 0 8mm; border-radius: 0; }
  .wide, figure { overflow: visible; background: none; } table { font-size: 7.5pt; } th, td { padding-right: .45rem; } .text { min-width: 0; }
  tr, figure, h2, h3, pre { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; }
  pre { white-space: pre-wrap; }
}
`.trim();
