// What the pages load of others: htmx, with the settings that they rely on.
import htmx from "htmx.org";

// The pages are served under a strict Content-Security-Policy: no eval, no inline style.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
// A box that somebody pulled larger carries a style of its own; to copy it would be an inline style.
htmx.config.attributesToSettle = ["class", "width", "height"];
// A form that was refused comes back as 422 with its reasons: show it.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "[45]..", swap: false, error: true },
];

window.htmx = htmx;
