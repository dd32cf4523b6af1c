// Draws every [data-chart] from the Vega-Lite definition in the JSON script it holds or that follows it:
//
//   <div data-chart role="img" aria-label="…"></div>
//   <script type="application/json">{ … }</script>
//
// Expressions are interpreted, never compiled, so the page needs no "unsafe-eval".
import { Error, mergeConfig } from "vega";
import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";

const FONT = '"Inter Variable", Inter, system-ui, sans-serif';

function colour(name, otherwise) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || otherwise;
}

/** Lines, words and paper in the colours of the page, light or dark. */
function themeConfig() {
  const ink = colour("--tblr-body-color", "#1f2933");
  const quiet = colour("--tblr-secondary-color", "#59636e");
  const line = colour("--tblr-border-color", "#d5dbe1");
  return {
    background: "transparent",
    font: FONT,
    title: { color: ink, subtitleColor: quiet, font: FONT, subtitleFont: FONT },
    axis: {
      labelColor: quiet, titleColor: quiet, domainColor: line, tickColor: line, gridColor: line,
      labelFont: FONT, titleFont: FONT,
    },
    legend: { labelColor: quiet, titleColor: quiet, labelFont: FONT, titleFont: FONT },
    header: { labelColor: quiet, titleColor: ink, labelFont: FONT, titleFont: FONT },
    text: { color: ink, font: FONT },
    view: { stroke: null },
  };
}

function definitionOf(holder) {
  const script =
    holder.querySelector('script[type="application/json"]') ??
    (holder.nextElementSibling?.matches('script[type="application/json"]')
      ? holder.nextElementSibling
      : null);
  return script ? JSON.parse(script.textContent) : null;
}

async function draw(holder) {
  holder.chartDefinition ??= definitionOf(holder);
  if (!holder.chartDefinition) return;
  const { config: light, usermeta, ...definition } = holder.chartDefinition;
  const isDark = document.documentElement.dataset.bsTheme === "dark";
  const config = (isDark && usermeta?.dark) || light;
  holder.chart?.finalize();
  holder.chart = await embed(holder, { ...definition, config: mergeConfig(config ?? {}, themeConfig()) }, {
    ast: true,
    expr: expressionInterpreter,
    actions: false,
    logLevel: Error,
    defaultStyle: false,
    renderer: "svg",
    tooltip: { disableDefaultStyle: true, theme: "custom" },
  });
  holder.dataset.chart = "drawn";
}

function drawNew(root) {
  for (const holder of root.querySelectorAll("[data-chart]")) {
    if (!holder.chartDefinition) draw(holder);
  }
}

function redraw() {
  for (const holder of document.querySelectorAll("[data-chart]")) draw(holder);
}

document.addEventListener("htmx:load", (event) => drawNew(event.detail.elt.parentElement ?? document));
document.addEventListener("DOMContentLoaded", () => drawNew(document));
new MutationObserver(redraw).observe(document.documentElement, {
  attributes: true,
  attributeFilter: ["data-bs-theme"],
});
