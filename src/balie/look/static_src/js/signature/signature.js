/* Drawing a signature. What goes to the server is the line as numbers; typing a name with a tick counts as much. */
(() => {
  "use strict";

  const start = (box) => {
    if (box.started || !window.SignaturePad) return;
    box.started = true;
    box.hidden = false;
    const canvas = box.querySelector("canvas"), width = Number(box.dataset.width), height = Number(box.dataset.height);
    const field = () => document.getElementById(box.dataset.sign);
    const say = (words) => { box.querySelector("[data-said]").textContent = words; };
    const pad = new SignaturePad(canvas, {minWidth: 1.5, maxWidth: 3, minDistance: 2});

    const size = () => {
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      const wide = canvas.clientWidth, tall = canvas.clientHeight;
      if (!wide) return;
      canvas.width = wide * ratio;
      canvas.height = tall * ratio;
      canvas.getContext("2d").scale(ratio, ratio);
      pad.fromData(strokes(field().value, wide / width, tall / height));
    };
    const strokes = (line, x, y) => line.split("M").filter(Boolean).map((stroke) => ({
      minWidth: 1.5, maxWidth: 3, dotSize: 0, penColor: "#14202b", velocityFilterWeight: 0.7, compositeOperation: "source-over",
      points: stroke.split("L").map((pair, place) => {
        const [left, top] = pair.split(" ").map(Number);
        return {x: left * x, y: top * y, time: place * 20, pressure: 0.5};
      }),
    }));
    const fit = (value, most) => Math.min(Math.max(Math.round(value), 0), most);
    pad.addEventListener("endStroke", () => {
      const x = width / canvas.clientWidth, y = height / canvas.clientHeight;
      field().value = pad.toData().map((stroke) => "M" + stroke.points.map((point) => `${fit(point.x * x, width)} ${fit(point.y * y, height)}`).join("L")).join("");
      say(box.dataset.drawn);
    });
    box.querySelector("[data-wipe]").addEventListener("click", () => { pad.clear(); field().value = ""; say(box.dataset.empty); });
    window.addEventListener("resize", size);
    size();
    box.dataset.ready = "1";
  };

  const all = (root) => root.querySelectorAll("[data-sign]").forEach(start);
  document.addEventListener("DOMContentLoaded", () => all(document));
  document.addEventListener("htmx:load", (event) => all(event.detail.elt));
})();
