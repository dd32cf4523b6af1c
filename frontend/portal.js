// What the pages for callers load: htmx alone, so that a phone on a bad line is served at once.
import "./htmx.js";
