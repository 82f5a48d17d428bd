/** The whole drawing in a corner, with a frame around what the camera shows; there only while that is not all. */
class Minimap {
  constructor(map, camera) {
    this.map = map;
    this.camera = camera;
    for (const type of ["pointerdown", "pointermove"]) {
      map.addEventListener(type, (event) => event.buttons === 1 && this.go(event));
    }
  }

  draw({ boxes, width, height }) {
    this.area = { width, height };
    const tasks = [...boxes.values()].map((box) => `M${box.x},${box.y}h${box.width}v${box.height}h${-box.width}z`).join("");
    this.frame = shape("rect", { class: "frame", rx: 4 });
    this.map.style.aspectRatio = String(Math.min(4, Math.max(0.8, (width + 40) / (height + 40))));
    this.map.setAttribute("viewBox", `-20 -20 ${width + 40} ${height + 40}`);
    this.map.replaceChildren(shape("path", { d: tasks }), this.frame);
  }

  follow() {
    if (!this.area) {
      return;
    }
    const { x, y, scale, size } = this.camera;
    const shown = { x: -x / scale, y: -y / scale, width: size.width / scale, height: size.height / scale };
    for (const [name, value] of Object.entries(shown)) {
      this.frame.setAttribute(name, value);
    }
    const all = shown.x <= 0 && shown.y <= 0 && shown.x + shown.width >= this.area.width && shown.y + shown.height >= this.area.height;
    this.map.classList.toggle("idle", all);
  }

  go(event) {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.map.getScreenCTM().inverse());
    this.camera.centre(at.x, at.y);
  }
}
