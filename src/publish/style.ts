import { accents, classCode, grounds, measureClasses, type Shade } from './palette.ts';

/**
 * The one style sheet, inlined into every page: the first view needs no second round trip. It is
 * the same for all pages, so that a content security policy can allow it by its hash.
 */

function variables(shade: Shade): string {
  const { paper, ink, muted, line, field } = grounds[shade];
  const classes = measureClasses.map((name) => `--${classCode[name]}:${accents[name][shade]}`);
  return `--p:${paper};--i:${ink};--m:${muted};--l:${line};--f:${field};${classes.join(';')}`;
}

// Every face of the first list has the letters of Kazakh, so that no word is set in two faces.
const serifKazakh = '"PT Serif","Noto Serif",Cambria,"DejaVu Serif","Times New Roman",serif';
const serif = '"PT Serif","Noto Serif",Cambria,Georgia,serif';
const sans = '-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif';

const base = `
:root{color-scheme:light dark;${variables('light')}}
@media(prefers-color-scheme:dark){:root{${variables('dark')}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:80rem;padding:0 1.25rem 3rem;background:var(--p);color:var(--i);font:17px/1.55 ${serif};overflow-wrap:break-word}
a{color:inherit;text-decoration-color:var(--m);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-color:currentColor;text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--cu);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--p);padding:.5rem;z-index:9}
header{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;align-items:baseline;padding:.8rem 0 .55rem;border-bottom:2px solid var(--i)}
header .n{font-size:1.4rem;font-weight:700;text-decoration:none}
nav{display:flex;flex-wrap:wrap;gap:0 1.1rem}nav.g{margin-left:auto}
header span,nav,.w,.k,label,button,summary,table,figcaption,footer,dt,.key{font:14px/1.45 ${sans}}
nav a,footer a.b{display:inline-block;padding:.35rem 0}nav a{text-decoration:none}nav a:hover,[aria-current]{text-decoration:underline!important;text-decoration-thickness:2px!important}
h1{font-size:clamp(1.55rem,4.2vw,2.4rem);line-height:1.15;margin:1.5rem 0 .3rem;font-weight:600;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:1.25rem;line-height:1.3;margin:2.4rem 0 .6rem;font-weight:600}
h3{margin:0;font-size:1.12rem;font-weight:600;line-height:1.3}
p{margin:.35rem 0}.w,.sub,figcaption,footer,dt,caption{color:var(--m)}.sub{margin:0 0 1.3rem}.sub b{color:var(--i);font-weight:400}
.w{margin:.15rem 0}.w b{color:var(--i);font-weight:600}.w+ol{margin-top:.8rem}
q{display:block;quotes:none;margin:.35rem 0;font-style:italic;max-width:44rem}
[lang=kk] body,:is(.n,h1,q,.words)[lang=kk]{font-family:${serifKazakh}}
code,pre{font:12.5px/1.5 ui-monospace,"DejaVu Sans Mono",Menlo,monospace;overflow-wrap:anywhere}
pre{white-space:pre-wrap;background:var(--f);padding:.7rem .9rem;margin:.5rem 0}
.note{border:1px solid var(--m);border-left-width:5px;padding:.5rem .9rem;margin:1rem 0;max-width:52rem}
ul,ol{margin:0;padding:0;list-style:none}
.c{border-left:5px solid var(--c,var(--m));padding:0 0 .1rem .9rem;margin:0 0 1.5rem}
.k{font-weight:700;font-size:11.5px;line-height:1.2;letter-spacing:.07em;text-transform:uppercase;color:var(--c,var(--m));margin:0 0 .3rem}
.off{border-left-style:dotted}.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:.5rem 1.5rem;margin:.3rem 0}.sides li{border-top:1px solid var(--c)}.pill{border:1px solid currentColor;border-radius:2px;padding:0 .35em;white-space:nowrap}
${measureClasses.map((name) => `.${classCode[name]}{--c:var(--${classCode[name]})}`).join('')}
footer{margin-top:3rem;border-top:1px solid var(--l);padding-top:.8rem;font-size:13px}
`;

const ask = `
.top{display:grid;grid-template-columns:minmax(20rem,36rem) minmax(0,1fr);gap:1.5rem 2.8rem;align-items:start}
.map{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:3px}.w7{grid-template-columns:repeat(7,minmax(0,1fr))}
.t{min-height:44px;aspect-ratio:1;background:var(--f);text-decoration:none;padding:.3rem;display:flex;flex-direction:column;justify-content:space-between;font:11px/1.15 ${sans};border:1px solid var(--l);hyphens:manual;overflow:hidden}
.t:hover{border-color:var(--i)}.t b{font-weight:600;letter-spacing:-.02em}.t .sm{display:none}
.t i{font:400 1.5rem/1 ${serif};align-self:end}.t s{display:flex;gap:2px;height:5px;text-decoration:none}.t s u{flex:1;max-width:14px;background:var(--c)}
.t.sel{background:var(--i);color:var(--p);border-color:var(--i)}.t.sel s{outline:1px solid var(--p);background:var(--p)}
${Array.from({ length: 8 }, (_, i) => `.c${i + 1}{grid-column:${i + 1}}.r${i + 1}{grid-row:${i + 1}}`).join('')}
form{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0 0;align-items:end}
label{display:grid;gap:.15rem;color:var(--m)}
input,select,button{font:16px/1.3 ${sans};min-height:44px;max-width:100%;padding:.35rem .55rem;border:1px solid var(--m);border-radius:2px;background:var(--p);color:var(--i)}
button{background:var(--i);color:var(--p);border-color:var(--i);cursor:pointer}
.day{display:flex;gap:.8rem;align-items:center;margin:.6rem 0}.day input{flex:1;padding:0;accent-color:var(--i)}.day output{min-width:9rem;font:600 14px ${sans}}
.scroll,.wide{overflow-x:auto}
.row{display:grid;grid-template-columns:12.5rem minmax(38rem,1fr);border-bottom:1px solid var(--l)}
.row>:first-child{position:sticky;left:0;z-index:1;background:var(--p);padding:.1rem .6rem .1rem 0;font:13px/1.25 ${sans};text-decoration:none;display:flex;align-items:center}
.row>:last-child{min-width:0}.row.sel>:first-child{font-weight:700}.row svg,.key svg{display:block;width:100%;overflow:hidden}
svg text{font:11px ${sans};fill:var(--m)}.gl line{stroke:var(--l)}.now{stroke:var(--i);stroke-width:2}svg text.at{fill:var(--i);font-weight:700}
.e{fill:var(--em);fill-opacity:.26}.eo{fill:url(#ho)}.n{fill:var(--cu)}.d{fill:url(#hd);stroke:var(--in)}.do{fill:url(#hn)}.o{fill:var(--in)}
#hd line,#hn line{stroke:var(--in);stroke-width:2}#ho line{stroke:var(--em);stroke-width:2}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;margin:.2rem 0 .7rem}.key span{display:inline-flex;gap:.45rem;align-items:center}.key svg{width:34px;flex:none}.key u{width:14px;height:5px;background:var(--c)}p.key{font-size:12.5px;color:var(--m);gap:.1rem .9rem;margin:.5rem 0}
table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.3rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--l);font-weight:400}thead th{color:var(--m)}tbody th{font-weight:600}
summary{cursor:pointer;padding:.6rem 0;color:var(--m)}
`;

const read = `
.two{display:grid;grid-template-columns:minmax(0,40rem) minmax(18rem,1fr);gap:1rem 3rem;align-items:start}
.words{margin-top:1rem}.words p,.words h3{margin:0 0 .9rem;line-height:1.65}.words h3{font-size:1.05rem}.words .item{padding-left:1.2rem}
.s{text-decoration-line:underline;text-decoration-color:var(--c);text-underline-offset:.22em;background:color-mix(in srgb,var(--c) 9%,var(--p))}
.s sup{font:700 10.5px/1 ${sans};color:var(--c);padding-right:.15em}
.s:target,.c:target{background:color-mix(in srgb,var(--c) 20%,var(--p))}
.km{text-decoration-style:solid;text-decoration-thickness:3px}.kc{text-decoration-style:dotted;text-decoration-thickness:2px}.ko{text-decoration-style:double;text-decoration-thickness:2px}.kr{text-decoration-style:dashed;text-decoration-thickness:2px}.kw{text-decoration-style:wavy;text-decoration-thickness:2px}
dl{display:grid;grid-template-columns:minmax(8rem,13rem) minmax(0,1fr);margin:.6rem 0;border-top:1px solid var(--l)}dt,dd{margin:0;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--l)}
.tl li{padding:.15rem 0 .6rem 1rem;border-left:2px solid var(--l)}.tl .me{border-color:var(--i)}
mark{background:color-mix(in srgb,var(--c,var(--mo)) 22%,var(--p));color:inherit}
`;

/** On paper nothing can be followed or opened: addresses are written out, controls left out. */
function print(): string {
  return `@media print{@page{margin:15mm}:root{${variables('light')};--p:#fff;--f:#fff}
body{max-width:none;font-size:10.5pt;padding:0}nav:not(.map),form,.day,a.skip,h2.skip,footer .l,main details:not([open]),.sub a[href*="?"],.to{display:none!important}
h1{margin-top:1rem}h2{margin-top:1.5rem}.c{margin-bottom:1rem}h2,h3,h2+.w,.key,thead,.k{break-after:avoid}.c,.scroll,.map,.key,dl,tr{break-inside:avoid}p,q{orphans:3;widows:3}
a:not(.s){text-decoration:none}.w a[href^=http]:after{content:" (" attr(href) ")";font-size:8pt;overflow-wrap:anywhere}
.map{width:15cm;margin-bottom:.6rem}.t{min-height:0}.t .nm{display:block}.t .sm{display:none}.t.sel{outline:2px solid}.t,.key,.s,mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll{overflow:visible}.row{grid-template-columns:10rem minmax(0,1fr);width:auto}.row>:first-child{font-size:8pt}aside ::details-content{display:block;content-visibility:visible}aside summary{list-style:none}}
`;
}

const narrow = `
@media(min-width:62.01rem) and (min-height:46rem){.top>:first-child{position:sticky;top:1rem}}
@media(max-width:62rem){.top,.two{grid-template-columns:minmax(0,1fr)}.map{max-width:40rem}}
@media(max-width:40rem){body{padding:0 1rem 2rem;font-size:16px}nav a,footer a.b{padding:.75rem 0}nav.g{margin-left:0}.t .nm{display:none}.t .sm{display:block}.t{padding:3px 2px 2px;width:100%;min-height:48px;font-size:clamp(10px,2.9vw,13px);line-height:1.05}.w7{gap:2px}.w7 .t{padding:2px 1px;font-size:clamp(10px,2.6vw,13px)}.t i{font-size:1.1rem}form label{flex:1 1 100%}button{flex:1}.row{grid-template-columns:6.6rem 38rem;width:44.6rem}.row>:first-child{font:11px/1 ${sans};padding:0 .3rem 0 0}dl{grid-template-columns:minmax(0,1fr)}dt{border:0;padding-bottom:0}.wide table:not(.log){min-width:44rem}.log thead{position:absolute;left:-99rem}.log,.log caption,.log tbody{display:block}.log tr{display:grid;grid-template-columns:auto auto 1fr;gap:.1rem .7rem;padding:.6rem 0;border-bottom:1px solid var(--l)}.log :is(td,th){border:0;padding:0;color:var(--m)}.log th{order:-1;grid-column:1/-1;color:var(--i)}.log td:last-child{grid-column:1/-1}}
@media(max-width:22rem){.w7{margin:0 -.6rem}.w7 .t b{letter-spacing:-.045em}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media(forced-colors:active){.t s u,.c{forced-color-adjust:none}}
${print()}`;

/** The style sheet's text, exactly as it stands between the tags. */
export const styleSheet: string = [base, ask, read, narrow].join('').replace(/\n/g, '');
