/** The style sheet of every page: one column, phones first, dark mode, print. In the page itself, since nothing is loaded. */
import { createHash } from 'node:crypto';
import { chartColours } from '../charts/trend-chart.ts';

/** What the chart's colours become on a dark page; its red keeps its meaning. */
const darkChart: Record<keyof typeof chartColours, string> = {
  ink: '#f5f5f6',
  muted: '#a4a7ae',
  grid: '#333b4a',
  line: '#8fb4e8',
  band: '#8fb4e8',
  target: '#cecfd2',
  miss: '#f97066',
  wrongSide: '#2a1a1d',
  paper: '#161b26',
};
/** Presentation attributes give way to any rule, so the drawing needs no second version. */
const chartInTheDark = [...new Map(Object.entries(chartColours).map(([name, light]) => [light, name]))]
  .flatMap(([light, name]) =>
    ['fill', 'stroke'].map(
      (part) => `.chart [${part}="${light}"]{${part}:${darkChart[name as keyof typeof darkChart]}}`,
    ),
  )
  .join('');

export const styleSheet = `
:root{color-scheme:light dark;--page:#f2f4f7;--card:#fff;--line:#e4e7ec;--edge:#667085;--ink:#101828;--text:#344054;--quiet:#596579;--link:#1849a9;--act:#1f3a5f;--on-act:#fff;--bad:#b42318;--bad-soft:#fef3f2;--warn-soft:#fffaeb;--good-soft:#ecfdf3;--soft:#f2f4f7;--bad-ink:#912018;--warn-ink:#93370d;--good-ink:#05603a}
@media screen and (prefers-color-scheme:dark){:root{--page:#0c111d;--card:#161b26;--line:#333b4a;--edge:#8a919e;--ink:#f5f5f6;--text:#cecfd2;--quiet:#a4a7ae;--link:#84adff;--act:#b2ccff;--on-act:#101828;--bad:#fda29b;--bad-soft:#3a1512;--warn-soft:#392412;--good-soft:#0b2c1e;--soft:#1f2530;--bad-ink:#fecdca;--warn-ink:#fedf89;--good-ink:#a9efc5}
${chartInTheDark}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:400 1rem/1.5 -apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1rem;margin:0 0 1rem}
@media (min-width:40rem){main{padding:2rem 1rem}.card{padding:1.75rem 2rem}}
h1,h2,h3{color:var(--ink);margin:0 0 .5rem;line-height:1.3}
h1{font-size:1.5rem;letter-spacing:-.01em}
h2{font-size:1.125rem}
h3{font-size:1rem}
p,ul,ol,dl{margin:0 0 .75rem}
section+section,.apart{margin-top:1.75rem}
.card>:last-child,.note>:last-child,section>:last-child,.more>:last-child{margin-bottom:0}
a{color:var(--link)}
.top{display:flex;gap:1rem;justify-content:space-between;flex-wrap:wrap;max-width:44rem;margin:0 auto;padding:1rem 1rem 0;color:var(--quiet);font-size:.875rem}
.quiet{color:var(--quiet);font-size:.875rem}
.strong{color:var(--ink);font-weight:600}
.badge{display:inline-block;padding:.1rem .7rem;border-radius:1rem;font-weight:600;font-size:.8125rem;margin-bottom:.75rem;background:var(--soft);color:var(--text)}
.note{border-left:4px solid var(--edge);background:var(--soft);padding:.75rem 1rem;border-radius:0 8px 8px 0;margin:0 0 1rem}
.bad.badge,.bad.note{background:var(--bad-soft);color:var(--bad-ink);border-color:var(--bad)}
.warning.badge,.warning.note{background:var(--warn-soft);color:var(--warn-ink);border-color:var(--warn-ink)}
.good.badge,.good.note{background:var(--good-soft);color:var(--good-ink);border-color:var(--good-ink)}
.note h1,.note h2,.note .strong{color:inherit}.note h1{font-size:1.25rem}.when{font-size:.875rem}
.figures{display:grid;grid-template-columns:repeat(2,1fr);gap:.75rem 1rem;margin:1rem 0}
@media (min-width:40rem){.figures{grid-template-columns:repeat(4,auto)}}
.figures div{margin:0}
dt{color:var(--quiet);font-size:.8125rem}
dd{margin:0;color:var(--text)}
.figures dd{color:var(--ink);font-weight:600;font-size:1.0625rem}
.figures .miss dd{color:var(--bad)}
.facts{display:grid;gap:.1rem 1rem}
.facts dd{margin-bottom:.5rem}
@media (min-width:40rem){.facts{grid-template-columns:max-content 1fr}.facts dd{margin:0}}
.chart{margin:0 -.5rem .75rem}
.chart svg{display:block;width:100%;height:auto}
.chart text{font-family:inherit}
table{border-collapse:collapse;width:100%;font-size:.875rem}
caption{text-align:left;color:var(--quiet);padding-bottom:.25rem}
th,td{text-align:left;padding:.4rem .75rem .4rem 0;border-top:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{border:0;color:var(--quiet);font-size:.8125rem}
.lines{white-space:pre-line}
.only-print{display:none}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:0;padding-left:.75rem}
details{margin:0 0 .75rem}
summary{cursor:pointer;color:var(--link);padding:.35rem 0}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
form{margin:0}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{padding:0;margin:0 0 .75rem;color:var(--ink);font-weight:600;font-size:1.125rem}
.field{margin:0 0 1rem}
label{display:block;color:var(--ink);font-weight:600}
.hint{display:block;color:var(--quiet);font-size:.875rem;font-weight:400}
.error{display:block;color:var(--bad);font-weight:600}
input:where(:not([type=radio],[type=checkbox])),select,textarea{display:block;width:100%;max-width:100%;margin-top:.25rem;padding:.55rem .7rem;min-height:2.75rem;border:1px solid var(--edge);border-radius:8px;background:var(--card);color:var(--ink);font:inherit}
input[type=date]{max-width:14rem}
textarea{min-height:5.5rem;max-height:40rem;resize:vertical;field-sizing:content}
.wrong input,.wrong select,.wrong textarea{border:2px solid var(--bad)}
.choice{border:1px solid var(--edge);border-radius:10px;margin:0 0 .75rem;padding:0 1rem}
.choice:has(input[type=radio]:checked){border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
.choice>label{display:flex;gap:.75rem;align-items:flex-start;padding:.8rem 0;cursor:pointer}
.choice input[type=radio]{flex:none;width:1.35rem;height:1.35rem;margin:.1rem 0 0;accent-color:var(--link)}
.more{padding:.25rem 0 1rem}
@supports selector(:has(*)){.choice:not(:has(>label>input:checked)) .more{display:none}}
button{display:inline-block;min-height:2.75rem;padding:.6rem 1.4rem;border:0;border-radius:8px;background:var(--act);color:var(--on-act);font:inherit;font-weight:600;cursor:pointer}
button.second{background:none;color:var(--link);box-shadow:inset 0 0 0 1px var(--edge)}
.summary{border:2px solid var(--bad);border-radius:8px;padding:1rem}
.summary h2{color:var(--bad)}
.summary ul{padding-left:1.1rem}
.summary a{color:var(--bad);font-weight:600}
@media (max-width:39.99rem){button{width:100%}}
@media print{:root{--page:#fff;--card:#fff;--ink:#000;--text:#000;--quiet:#333}body{font-size:10.5pt}form,.no-print{display:none}.only-print{display:block}.card{border:0;padding:0}main{max-width:none;padding:0}.top{max-width:none;padding:0 0 .5rem}details::details-content{content-visibility:visible}summary{color:inherit}section,tr{break-inside:avoid}.chart{margin:0}.chart svg{max-width:34rem}}
`;

/** Only this very sheet may style a page: whatever markup might come in brings none of its own. */
export const styleHash = `sha256-${createHash('sha256').update(styleSheet).digest('base64')}`;
