// Builds everything that the pages and the brief take from other people's work:
// scripts, one stylesheet in two reading directions, icons, fonts and their licences.
// Run by tools/assets.py, which has put the packages of package-lock.json beside this file.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import postcss from "postcss";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const [dist, fonts] = process.argv.slice(2);
const read = (...parts) => readFile(path.join(...parts), "utf8");

/** A test for class names, from the families in keep.txt; a later line wins over an earlier one. */
function keeper(text) {
  const rules = text
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .flatMap((line) => line.split(/\s+/).filter(Boolean))
    .map((word) => {
      const glob = word.replace(/^!/, "");
      const pattern = glob.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
      return { keep: !word.startsWith("!"), pattern: new RegExp(`^${pattern}$`) };
    });
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      known.set(name, rules.findLast((rule) => rule.pattern.test(name))?.keep ?? false);
    }
    return known.get(name);
  };
}

/** Leave out what names a class or data- attribute that is not kept, then what nothing refers to. */
function trim(css, keeps) {
  const root = postcss.parse(css);
  const wanted = (selector) => {
    const named = selector.replace(/:not\([^)]*\)/g, "");
    const classes = [...named.matchAll(/\.((?:\\.|[\w-])+)/g)].map((found) => found[1].replaceAll("\\", ""));
    const attributes = [...named.matchAll(/\[(data-[\w-]+|class)/g)].map((found) => `[${found[1]}]`);
    return [...classes, ...attributes].every(keeps);
  };
  root.walkRules((rule) => {
    if (rule.parent.type === "atrule" && rule.parent.name.endsWith("keyframes")) return;
    const left = rule.selectors.filter(wanted);
    if (left.length === 0) rule.remove();
    else if (left.length < rule.selectors.length) rule.selectors = left;
  });
  while (dropUnused(root, keeps));
  return root.toString();
}

/** Take out custom properties and animations that nothing uses, and empty blocks; say if any. */
function dropUnused(root, keeps) {
  const text = root.toString();
  const used = new Set([...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((found) => found[1]));
  const animated = new Set([...text.matchAll(/animation(?:-name)?:([^;}]+)/g)].flatMap((found) => found[1].split(/[\s,]+/)));
  let dropped = false;
  const drop = (node) => {
    node.remove();
    dropped = true;
  };
  root.walkDecls(/^--/, (declaration) => {
    if (!used.has(declaration.prop) && !keeps(declaration.prop)) drop(declaration);
  });
  root.walkAtRules("keyframes", (rule) => {
    if (!animated.has(rule.params)) drop(rule);
  });
  root.walk((node) => {
    if (node.nodes?.every((child) => child.type === "comment")) drop(node);
  });
  return dropped;
}

async function styles() {
  const keeps = keeper(await read(here, "keep.txt"));
  const inter = await read(here, "inter.css");
  for (const [from, to] of [["tabler.css", "desk.css"], ["tabler.rtl.css", "desk.rtl.css"]]) {
    const whole = await read(modules, "@tabler/core/dist/css", from);
    const { code } = await esbuild.transform(inter + trim(whole, keeps), { loader: "css", minify: true });
    await writeFile(path.join(dist, to), code.replace(/\/\*# sourceMappingURL.*?\*\//g, ""));
  }
}

async function scripts() {
  const { metafile } = await esbuild.build({
    entryPoints: ["desk.js", "charts.js"].map((name) => path.join(here, name)),
    outdir: dist,
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    legalComments: "none",
    metafile: true,
  });
  return Object.keys(metafile.inputs)
    .map((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1])
    .filter(Boolean);
}

async function icons() {
  const names = (await read(here, "icons.txt")).split("\n").filter(Boolean);
  const symbols = names.map(async (name) => {
    const svg = await read(modules, "@tabler/icons/icons/outline", `${name}.svg`);
    const paths = svg.match(/<(path|circle|rect|line|polyline)\b[^>]*>/g).slice(1).join("");
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${paths.replace(/\s*\/>/g, "/>")}</symbol>`;
  });
  const all = (await Promise.all(symbols)).join("\n");
  await writeFile(path.join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">\n${all}\n</svg>\n`);
}

async function typefaces() {
  for (const part of ["latin", "latin-ext"]) {
    const name = `inter-${part}-wght-normal.woff2`;
    await copyFile(path.join(modules, "@fontsource-variable/inter/files", name), path.join(dist, name));
  }
  const inter = path.join(modules, "@expo-google-fonts/inter");
  for (const weight of ["400Regular", "600SemiBold", "700Bold"]) {
    await copyFile(
      path.join(inter, weight, `Inter_${weight}.ttf`),
      path.join(fonts, `Inter-${weight.slice(3)}.ttf`),
    );
  }
  await copyFile(path.join(inter, "LICENSE_FONT"), path.join(fonts, "OFL.txt"));
}

async function licenceOf(name) {
  const folder = path.join(modules, name);
  const about = JSON.parse(await read(folder, "package.json"));
  const texts = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license", "LICENSE_FONT"].map((file) =>
    read(folder, file).catch(() => ""),
  );
  const text = [...new Set((await Promise.all(texts)).filter(Boolean))].join("\n");
  return `${about.name} ${about.version}: ${about.license}\n\n${text.trim() || `The package names this licence and holds no text of it.`}\n`;
}

async function licences(bundled) {
  const copied = ["@tabler/core", "@tabler/icons", "@fontsource-variable/inter", "@expo-google-fonts/inter"];
  const names = [...new Set([...bundled, ...copied])].sort();
  const texts = await Promise.all(names.map(licenceOf));
  await writeFile(path.join(dist, "LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

for (const folder of [dist, fonts]) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
const [bundled] = await Promise.all([scripts(), styles(), icons(), typefaces()]);
await licences(bundled);
