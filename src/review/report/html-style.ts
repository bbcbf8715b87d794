/** How the page looks: by day and by night, on a wall, a phone and paper. Every pair of ink and ground has a contrast of 4.5 or more. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2430; --dim: #56606e; --paper: #fff; --line: #cfd6de; --soft: #f3f5f8; --ok: #d5eadd; --warning: #f2b33d; --critical: #d64545; --clear: #1f4fb8; --in: #dff3e4; --out: #fbe3e1; --amber: #8a5000; --red: #a02020; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --dim: #a3adba; --paper: #161b22; --line: #38414d; --soft: #1f2630; --ok: #24402f; --warning: #b98118; --critical: #c43c3c; --clear: #9db8ff; --in: #1d3b28; --out: #4a2323; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 64rem; font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1rem; font-weight: 600; margin: 0; } h2 { font-size: 1.35rem; line-height: 1.3; margin: .25rem 0 .75rem; } h3 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; } h4 { font-size: 1rem; margin: 0 0 .35rem; }
.dim, .place, dt, footer { color: var(--dim); } .place, code, pre, del, ins { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .86em; }
header p { margin: 0; } section.environment { border-top: 2px solid var(--line); margin-top: 1.25rem; padding-top: 1.25rem; }
article { border: 1px solid var(--line); border-left-width: 5px; border-radius: 6px; padding: .75rem 1rem; margin: .75rem 0; break-inside: avoid; }
article.C4 { border-left-color: var(--amber); } article.C5, article.C6 { border-left-color: var(--red); }
.class { display: inline-block; font-weight: 600; font-size: .9em; padding: 0 .5em; border-radius: 4px; background: var(--soft); border: 1px solid var(--line); print-color-adjust: exact; }
.class.C4 { color: #fff; background: var(--amber); border-color: transparent; } .class.C5, .class.C6 { color: #fff; background: var(--red); border-color: transparent; }
dl { display: grid; grid-template-columns: minmax(4rem, 8rem) 1fr; gap: .2rem .75rem; margin: .5rem 0 0; } dd { margin: 0; min-width: 0; }
ul { padding-left: 1.2rem; margin: .25rem 0; } ul.plain { list-style: none; padding: 0; } ul.facts > li { margin: .35rem 0; }
code { background: var(--soft); padding: .05em .3em; border-radius: 3px; } ins, del { text-decoration: none; padding: .05em .2em; border-radius: 3px; print-color-adjust: exact; } ins { background: var(--in); } del { background: var(--out); text-decoration: line-through; }
.text ins, .text del { font-family: inherit; font-size: inherit; }
figure { margin: .5rem 0 0; max-width: 44rem; } figcaption { font-size: .8rem; color: var(--dim); } svg.limits { display: block; width: 100%; height: auto; print-color-adjust: exact; }
svg .ok { fill: var(--ok); } svg .warning { fill: var(--warning); } svg .critical { fill: var(--critical); } svg .frame { fill: none; stroke: var(--line); } svg .clear { stroke: var(--clear); stroke-width: 2; stroke-dasharray: 3 2; }
svg text { font-size: 11px; fill: var(--ink); } svg .tick { text-anchor: middle; } svg .side { font-weight: 600; } svg .slot { fill: none; stroke: var(--line); stroke-dasharray: 4 3; } svg .note { fill: var(--dim); text-anchor: middle; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; list-style: none; padding: 0; font-size: .85rem; } .key svg { width: 1.4rem; height: .8rem; vertical-align: -1px; margin-right: .35rem; }
details { margin: .5rem 0; } summary { cursor: pointer; } pre { background: var(--soft); padding: .75rem; overflow: auto; max-height: 30rem; overflow-wrap: normal; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .75rem; font-size: .8rem; }
@media (max-width: 40rem) { body { padding: .9rem; } article { padding: .6rem .7rem; } dl { grid-template-columns: 1fr; gap: 0; } dt { font-size: .85rem; margin-top: .3rem; } svg text { font-size: 15px; } }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 11pt; } pre { max-height: none; white-space: pre-wrap; } }
`;
