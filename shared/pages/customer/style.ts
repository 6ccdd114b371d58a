/** The style sheet of every page for customers: phones and thumbs first, both directions, dark mode, print. */
import { createHash } from 'node:crypto';

export const customerStyleSheet = `
:root{color-scheme:light dark;--page:#f4f5f8;--card:#fff;--line:#e2e5eb;--edge:#7b8494;--ink:#111827;--text:#374151;--quiet:#566072;--accent:#2743b8;--on-accent:#fff;--tint:#eef1fd;--bad:#b42318;--bad-soft:#fef3f2;--soft:#f2f4f7}
@media screen and (prefers-color-scheme:dark){:root{--page:#0d1118;--card:#171c26;--line:#2e3645;--edge:#7d8797;--ink:#f5f6f8;--text:#ced3dc;--quiet:#a3abb9;--accent:#a9b8ff;--on-accent:#101736;--tint:#212a49;--bad:#fda29b;--bad-soft:#3a1512;--soft:#1f2530}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:400 1.0625rem/1.55 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans',Arial,sans-serif;overflow-wrap:break-word}
.top,main{max-width:40rem;margin:0 auto}
.top{display:flex;gap:.25rem 1rem;justify-content:space-between;align-items:center;flex-wrap:wrap;padding:.85rem 1.25rem 0;min-height:2.75rem;font-size:.9375rem}
.company{color:var(--ink);font-weight:650;letter-spacing:-.005em}
nav{margin-inline-start:auto}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.15rem .9rem;margin:0;padding:0}
nav a,nav span{display:inline-block;padding:.3rem 0;min-height:1.75rem}
nav span{color:var(--ink);font-weight:600}
nav details ul{padding:.25rem 0 .5rem}
summary{cursor:pointer;color:var(--accent);padding:.3rem 0}
main{padding:.5rem .5rem 2.5rem}
h1,h2{color:var(--ink);margin:0 0 .5rem;line-height:1.25;letter-spacing:-.015em;text-wrap:balance}
h1{font-size:1.625rem;font-weight:700}
h2{font-size:1.125rem}
p{margin:0 0 .75rem}
a{color:var(--accent);text-underline-offset:.15em}
.intro{padding:.75rem .75rem 1.1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:1.15rem .875rem 1.25rem;margin:0 0 .75rem;min-width:0}
.card>:last-child,.intro>:last-child,.summary>:last-child{margin-bottom:0}
.alone{padding:1.75rem 1.25rem}
.mark{display:block;width:3.25rem;height:3.25rem;margin:0 0 1rem;border-radius:50%;background:var(--tint);color:var(--accent);padding:.85rem}
.mark svg{display:block;width:100%;height:100%;fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}
.number{margin:1rem 0 1.25rem;padding:.9rem 1.1rem;border-radius:12px;background:var(--tint)}
.number dt{font-size:.9375rem}
.number dd{margin:0;color:var(--ink);font-size:1.75rem;font-weight:700;line-height:1.3;letter-spacing:.02em;font-variant-numeric:tabular-nums}
.quiet,.hint{color:var(--quiet);font-size:.9375rem}
.consent{padding:.25rem .75rem 0}
form{margin:0}
fieldset{margin:0 0 .75rem}
legend,.field>label{padding:0;color:var(--ink);font-weight:600;font-size:1.0625rem;line-height:1.4}
legend{float:left;width:100%}
legend+*{clear:both}
.optional{color:var(--quiet);font-weight:400;font-size:.9375rem}
.field>label{display:block}
.field{margin:0 0 1rem}
.hint{display:block;font-weight:400;margin:.15rem 0 0}
.error{display:block;color:var(--bad);font-weight:600;margin:.35rem 0 0}
input:where([type=text],[type=email],[type=tel],[type=date]),select,textarea{display:block;width:100%;max-width:100%;margin-top:.6rem;padding:.65rem .8rem;min-height:3rem;border:1px solid var(--edge);border-radius:10px;background:var(--card);color:var(--ink);font:inherit}
textarea{min-height:6.5rem;max-height:40rem;resize:vertical;field-sizing:content}
.wrong{border-color:var(--bad)}
.wrong input,.wrong select,.wrong textarea,.wrong .tile span{border-color:var(--bad)}
.tiles{display:grid;gap:.375rem .25rem;margin:.9rem 0 0}
.of-5{grid-template-columns:repeat(5,1fr)}
.of-7{grid-template-columns:repeat(7,1fr)}
.of-11{grid-template-columns:repeat(6,1fr)}
.tile{position:relative;display:block;cursor:pointer}
.tile span{display:grid;place-items:center;min-height:3rem;border:1px solid var(--edge);border-radius:10px;background:var(--card);color:var(--ink);font-weight:600;font-variant-numeric:tabular-nums;transition:background-color .12s,border-color .12s}
.tile input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.tile:hover span{background:var(--tint);border-color:var(--accent)}
.tile input:checked+span{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.ends{display:flex;justify-content:space-between;gap:1.5rem;margin:.55rem 0 0;color:var(--quiet);font-size:.875rem;line-height:1.35}
.ends :last-child{text-align:end}
.choices{margin:.75rem 0 0}
.row{display:flex;gap:.75rem;align-items:flex-start;min-height:3rem;padding:.7rem .8rem;border:1px solid var(--line);border-radius:10px;margin:0 0 .375rem;color:var(--ink);cursor:pointer}
.row input{flex:none;width:1.35rem;height:1.35rem;margin:.15rem 0 0;accent-color:var(--accent);cursor:pointer}
.row:last-child{margin-bottom:0}
.none:last-child{margin-bottom:-.5rem}
.row:hover{border-color:var(--accent);background:var(--tint)}
.row:has(:checked){border-color:var(--accent);background:var(--tint);box-shadow:inset 0 0 0 1px var(--accent)}
.none{border:0;margin:.4rem 0 -.5rem;min-height:2.75rem;padding:.5rem .25rem;color:var(--quiet);font-size:.9375rem}
.none:hover,.none:has(:checked){background:none;box-shadow:none;text-decoration:underline;text-decoration-color:transparent}
.none input{width:1.15rem;height:1.15rem}
:focus-visible,.tile input:focus-visible+span{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
.tile input:focus-visible+span{border-radius:10px}
.summary:focus-visible{outline:0;border-radius:16px}
button{display:inline-block;min-height:3.25rem;padding:.75rem 2rem;border:0;border-radius:12px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:650;cursor:pointer}
button:hover{filter:brightness(1.08)}
button.second{background:none;color:var(--accent);box-shadow:inset 0 0 0 1px var(--edge)}
.send{padding:.5rem .375rem 0}
.summary{background:var(--bad-soft);border:2px solid var(--bad);border-radius:16px;padding:1rem;margin:0 0 .75rem}
.notice{background:var(--tint);border:1px solid var(--accent);border-radius:16px;padding:1rem;margin:0 0 .75rem;color:var(--ink)}
.notice:focus-visible{outline:0;border-radius:16px}
.notice>:last-child{margin:0}
.alone form,.alone .do{margin-top:1.25rem}
.summary h2,.summary a{color:var(--bad)}
.summary ul{margin:0;padding:0;list-style:none}
.summary li{padding:.2rem 0}
.summary a{font-weight:600}
.lines{white-space:pre-line}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (min-width:34rem){main{padding:1rem 1rem 4rem}.intro{padding:1.25rem .5rem 1rem}h1{font-size:2rem}.card{padding:1.5rem 1.75rem 1.6rem;margin-bottom:1rem}.alone{padding:2.75rem 2.5rem}.of-11{grid-template-columns:repeat(11,1fr)}.of-5,.of-7{gap:.5rem}.consent{padding-inline:.5rem}}
@media (max-width:33.99rem){button{width:100%}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){.tile input:checked+span{background:Highlight;color:HighlightText;forced-color-adjust:none}}
@media print{:root{--page:#fff;--card:#fff;--ink:#000;--text:#000;--quiet:#333}nav,button{display:none}.card{border:0;padding:0;break-inside:avoid}main{max-width:none;padding:0}}
`;

/** Only this very sheet may style such a page. */
export const customerStyleHash = `sha256-${createHash('sha256').update(customerStyleSheet).digest('base64')}`;
