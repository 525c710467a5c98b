/**
 * Colours follow the page's `color-scheme`. What a page changes: the `--cc-…` variables, and each `::part`. Adopted as a
 * style sheet, which a policy without `unsafe-inline` allows.
 */
export const STYLES = `:host{display:block;max-width:22rem;font:1rem/1.5 var(--cc-font,system-ui,sans-serif);color:var(--cc-text,CanvasText);
--accent:var(--cc-accent,light-dark(#1d4ed8,#93b4ff));--on-accent:var(--cc-on-accent,light-dark(#fff,#0b1220));
--muted:var(--cc-muted,light-dark(#57606a,#a3adb8));--line:var(--cc-line,light-dark(#8a939d,#77818c));
--problem:var(--cc-problem,light-dark(#b3261e,#ffb4ab));--radius:var(--cc-radius,.5rem)}
:host([hidden]),[hidden],div:empty:not([part=bar]),p:empty{display:none!important}
form,[part=fields]{display:grid;gap:1rem}
h2,p{margin:0;overflow-wrap:anywhere}
h2{font-size:1.25rem;line-height:1.3}
h2:focus{outline:none}
[part=hint],[part=facts]{color:var(--muted)}
[part=facts]{font-size:.875rem;display:flex;flex-wrap:wrap;gap:0 1rem;font-variant-numeric:tabular-nums}
[part=problem]{color:var(--problem);font-weight:600}
[part=image]{display:block;width:100%;height:auto;aspect-ratio:264/84;background:#fff;border-radius:var(--radius)}
label{display:grid;gap:.25rem;font-weight:600}
input,button{font:inherit;border-radius:var(--radius);min-height:2.75rem;box-sizing:border-box}
input{width:100%;padding:.5rem .75rem;border:1px solid var(--line);background:Field;color:FieldText}
[autocomplete=one-time-code],[autocapitalize=characters]{letter-spacing:.15em}
button{cursor:pointer;border:0}
[part=submit]{padding:.5rem 1rem;background:var(--accent);color:var(--on-accent);font-weight:600}
[part=actions]{display:grid;margin-top:1rem;justify-items:start}
[part=action]{padding:0;background:none;color:var(--accent);text-align:start;text-decoration:underline;font-variant-numeric:tabular-nums}
[aria-disabled=true]{cursor:default;opacity:.6}
[part=action][aria-disabled=true]{text-decoration:none;color:var(--muted);opacity:1}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[part=bar]{height:3px;margin-bottom:.75rem;background:linear-gradient(90deg,transparent,var(--accent),transparent) 0/50% 100% no-repeat;visibility:hidden}
.busy{visibility:visible!important;animation:run 1.2s linear infinite}
@keyframes run{from{background-position:-100% 0}to{background-position:200% 0}}
@media(prefers-reduced-motion:reduce){.busy{animation:none;background-size:100%}}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}`;
