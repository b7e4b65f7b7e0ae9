/* The map of a question. It reads and writes the field with coordinates beside it, so that whoever does not see the map loses nothing. */
(() => {
  "use strict";

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
  const text = (spots) => spots.map((spot) => `${spot.lat.toFixed(6)}, ${spot.lng.toFixed(6)}`).join("\n");

  // Only points that the map can show: what is written otherwise (Rijksdriehoek) is for the server, and stays as it is.
  const read = (written) => {
    const lines = written.split(/[\n;]/).map((line) => line.trim()).filter(Boolean);
    const found = lines.map((line) => (line.match(/\d+(?:[.,]\d+)?/g) || []).map((part) => Number(part.replace(",", "."))));
    const fine = found.every((pair) => pair.length === 2 && Math.abs(pair[0]) < 90 && Math.abs(pair[1]) < 90);
    return fine ? found.map((pair) => (pair[0] < pair[1] ? [pair[1], pair[0]] : pair)).map((pair) => L.latLng(pair)) : [];
  };

  const distance = (map, spot, from, to) => {
    const [p, a, b] = [spot, from, to].map((each) => map.project(each, 18));
    const near = map.unproject(L.LineUtil.closestPointOnSegment(p, a, b), 18);
    return map.distance(spot, near);
  };

  const start = async (box) => {
    if (box.started) { box.refresh?.(); return; }
    if (!window.L) return;
    box.started = true;
    const answer = await fetch(box.dataset.about).catch(() => null);
    if (!answer || !answer.ok) return;
    const about = await answer.json();
    if (!about.ground && !about.tiles) return; // no map to draw on: the fields do it all
    box.hidden = false;
    const words = box.dataset, area = box.dataset.map === "Polygon", single = box.dataset.map === "Point";
    const view = box.querySelector("[data-view]");
    const field = () => document.getElementById(words.field);
    const bounds = L.latLngBounds([about.bounds[1], about.bounds[0]], [about.bounds[3], about.bounds[2]]);
    const map = L.map(view, {zoomControl: false, attributionControl: Boolean(about.source), maxBounds: bounds.pad(0.3), minZoom: 6, maxZoom: 19,
      zoomSnap: 0.5, scrollWheelZoom: false, animate: false, fadeAnimation: false, zoomAnimation: false, inertia: false});
    view.setAttribute("role", "application");
    if (about.ground) L.imageOverlay(about.ground, bounds, {alt: ""}).addTo(map);
    if (about.tiles) L.tileLayer(about.tiles, {attribution: about.source, maxZoom: 19}).addTo(map);

    let spots = [], marks = [], shape = null, address = null, dirty = false, asked = "", shown = "";
    const say = (words_) => { box.querySelector("[data-said]").textContent = words_; };
    const street = (spot) => {
      let best = ["", 80];
      about.streets.forEach(([name, line]) => line.slice(1).forEach((to, place) => {
        const far = distance(map, spot, [line[place][1], line[place][0]], [to[1], to[0]]);
        if (far < best[1]) best = [name, far];
      }));
      return best[0] ? filled(words.near, {street: best[0]}) : "";
    };
    const long = () => {
      if (single || area || spots.length < 2) return "";
      const whole = spots.slice(1).reduce((sum, spot, place) => sum + map.distance(spots[place], spot), 0);
      return ` ${filled(words.length, {m: Math.round(whole)})}`;
    };
    const write = () => { field().value = text(spots); asked = field().value; dirty = true; };
    const line = () => {
      if (shape) shape.remove();
      shape = spots.length < 2 ? null : (area ? L.polygon : L.polyline)(spots, {className: "b-map__line", interactive: false}).addTo(map);
    };
    const draw = () => {
      if (address && spots.length) { address.remove(); address = null; }
      marks.forEach((mark) => mark.remove());
      marks = spots.map((spot, place) => {
        const icon = L.divIcon({className: "b-map__mark", html: `<span>${place + 1}</span>`, iconSize: [44, 44], iconAnchor: [22, 22]});
        const mark = L.marker(spot, {icon, keyboard: true}).addTo(map);
        mark.getElement().setAttribute("aria-label", filled(words.mark, {n: place + 1}));
        mark.getElement().addEventListener("keydown", (event) => keys(event, place));
        return mark;
      });
      line();
    };
    const put = (spot) => {
      if (single) spots = [];
      if (spots.length >= Number(words.most)) { say(words.full); return; }
      spots.push(spot);
      write();
      draw();
      say(filled(words.put, {n: spots.length, near: street(spot)}) + long());
    };
    const remove = (place) => {
      if (!spots.length) { say(words.empty); return; }
      spots.splice(place, 1);
      write();
      draw();
      say(spots.length ? filled(words.gone, {n: place + 1}) + long() : words.empty);
    };
    const keys = (event, place) => {
      const step = event.shiftKey ? 40 : 8;
      const way = {ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step]}[event.key];
      if (!way && event.key !== "Delete" && event.key !== "Backspace") return;
      event.preventDefault();
      event.stopPropagation();
      if (!way) { remove(place); (marks[Math.min(place, marks.length - 1)]?.getElement() || view).focus(); return; }
      spots[place] = map.unproject(map.project(spots[place]).add(way));
      marks[place].setLatLng(spots[place]);
      write();
      line();
      say(filled(words.moved, {n: place + 1, near: street(spots[place])}) + long());
    };
    const go = (spots_) => {
      if (!spots_.length) map.setView(bounds.getCenter(), Math.min(map.getBoundsZoom(bounds, Boolean(about.ground)), 15));
      else if (spots_.length === 1) map.setView(spots_[0], 17);
      else map.fitBounds(L.latLngBounds(spots_).pad(0.3), {maxZoom: 17});
    };
    const fromField = () => {
      if (field().value === asked) return;
      asked = field().value;
      spots = read(asked).slice(0, Number(words.most));
      draw();
      go(spots);
    };
    const showFound = () => { // the address that was typed, as the server found it; a point on the map goes before it
      const written = document.getElementById(box.id.replace("kaart-", "gevonden-")).dataset.found;
      const here = spots.length ? [] : read(written);
      if (address) address.remove();
      address = here.length ? L.marker(here[0], {icon: L.divIcon({className: "b-map__mark b-map__mark--found", iconSize: [44, 44]}),
        interactive: false, keyboard: false}).addTo(map) : null;
      if (here.length && written !== shown) go(here);
      shown = written;
    };
    const middle = () => say(filled(words.middle, {near: street(map.getCenter()) || words.unknown}));
    const moves = {left: [-120, 0], right: [120, 0], up: [0, -120], down: [0, 120]};
    const tools = {
      put: () => put(map.getCenter()), undo: () => remove(spots.length - 1),
      in: () => map.zoomIn(1), out: () => map.zoomOut(1),
    };
    box.addEventListener("click", (event) => {
      const wanted = event.target.closest("[data-do]")?.dataset.do;
      if (!wanted) return;
      if (tools[wanted]) tools[wanted]();
      else { map.panBy(moves[wanted], {animate: false}); middle(); }
    });
    view.addEventListener("keydown", (event) => {
      if (event.target !== view) return;
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); put(map.getCenter()); }
      if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); remove(spots.length - 1); }
    });
    view.addEventListener("keyup", (event) => { if (event.target === view && event.key.startsWith("Arrow")) middle(); });
    map.on("click", (event) => put(event.latlng));
    document.addEventListener("change", (event) => { if (event.target === field()) fromField(); });
    box.addEventListener("focusout", (event) => {
      if (!dirty || box.contains(event.relatedTarget)) return;
      dirty = false;
      field().dispatchEvent(new Event("change", {bubbles: true}));
    });
    spots = read(field().value);
    asked = field().value;
    go(spots);
    draw();
    box.refresh = () => { fromField(); showFound(); };
    box.refresh();
    box.dataset.ready = "1";
  };

  const all = (root) => root.querySelectorAll("[data-map]").forEach(start);
  document.addEventListener("DOMContentLoaded", () => all(document));
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
})();
