// What every page loads: htmx, Alpine (the build without eval) and Bootstrap's behaviours.
import htmx from "htmx.org";
import Alpine from "@alpinejs/csp";
import "@tabler/core/js/src/bootstrap/alert.ts";
import "@tabler/core/js/src/bootstrap/collapse.ts";
import "@tabler/core/js/src/bootstrap/dropdown.ts";
import Modal from "@tabler/core/js/src/bootstrap/modal.ts";
import Offcanvas from "@tabler/core/js/src/bootstrap/offcanvas.ts";
import "@tabler/core/js/src/bootstrap/tab.ts";
import Toast from "@tabler/core/js/src/bootstrap/toast.ts";
import Tooltip from "@tabler/core/js/src/bootstrap/tooltip.ts";

// The pages are served under a strict Content-Security-Policy: no eval, no inline style.
htmx.config.allowEval = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
// A form that was refused comes back as 422 with its reasons: show it.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "422", swap: true },
  { code: "[45]..", swap: false, error: true },
];

window.htmx = htmx;
window.Alpine = Alpine;
window.bootstrap = { Modal, Offcanvas, Toast, Tooltip };

function startTooltips(root) {
  for (const holder of root.querySelectorAll('[data-bs-toggle="tooltip"]')) {
    Tooltip.getOrCreateInstance(holder, { container: "body" });
  }
}

// Scripts marked "defer" have all run by now, so their "alpine:init" listeners are in place.
document.addEventListener("DOMContentLoaded", () => {
  Alpine.start();
  startTooltips(document);
});
document.addEventListener("htmx:load", (event) => startTooltips(event.detail.elt));
