// What every page of the desk loads: htmx, Alpine (the build without eval), Bootstrap's behaviours.
import "./htmx.js";
import Alpine from "@alpinejs/csp";
import "@tabler/core/js/src/bootstrap/collapse.ts";
import "@tabler/core/js/src/bootstrap/dropdown.ts";
import Modal from "@tabler/core/js/src/bootstrap/modal.ts";
import Offcanvas from "@tabler/core/js/src/bootstrap/offcanvas.ts";
import "@tabler/core/js/src/bootstrap/tab.ts";
import Toast from "@tabler/core/js/src/bootstrap/toast.ts";

window.Alpine = Alpine;
window.bootstrap = { Modal, Offcanvas, Toast };

// Scripts marked "defer" have all run by now, so their "alpine:init" listeners are in place.
document.addEventListener("DOMContentLoaded", () => Alpine.start());
