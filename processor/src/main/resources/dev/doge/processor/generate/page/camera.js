const CLOSEST = 2.5;
const LEGIBLE = 0.7; // below it names are too small to read

/** Pans and zooms the world: by wheel, drag, pinch, or as it is told. Coordinates are those of the world unless they say screen. */
class Camera {
  constructor(screen, world, onMove) {
    this.screen = screen;
    this.world = world;
    this.onMove = onMove;
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    this.fingers = new Map();
    screen.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    screen.addEventListener("pointerdown", (event) => this.down(event));
    screen.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      screen.addEventListener(end, (event) => this.fingers.delete(event.pointerId));
    }
    screen.addEventListener("click", (event) => this.dragged && event.stopPropagation(), { capture: true });
  }

  get size() {
    return { width: this.screen.clientWidth, height: this.screen.clientHeight };
  }

  show() {
    this.world.setAttribute("transform", `translate(${this.x} ${this.y}) scale(${this.scale})`);
    this.world.classList.toggle("small", this.scale < 0.4);
    this.world.classList.toggle("tiny", this.scale < 0.22);
    this.onMove();
  }

  /** Zooms; the point of the screen at (`x`, `y`) stays where it is. */
  zoom(factor, x = this.size.width / 2, y = this.size.height / 2) {
    const scale = Math.min(CLOSEST, Math.max(Math.min(0.05, this.least ?? 1), this.scale * factor));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.show();
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.show();
  }

  /** Shows the whole of a drawing. */
  fit({ width, height }) {
    const margin = { side: 36, top: 64, bottom: 36 };
    const room = { width: this.size.width - 2 * margin.side, height: this.size.height - margin.top - margin.bottom };
    this.scale = Math.min(1.25, room.width / width, room.height / height);
    this.least = this.scale / 2;
    this.x = margin.side + (room.width - width * this.scale) / 2;
    this.y = margin.top + (room.height - height * this.scale) / 2;
    this.show();
  }

  /** Shows the whole of a drawing if it can be read then, and else its beginning as small as it can be read. */
  open(drawing) {
    this.fit(drawing);
    if (this.scale < LEGIBLE) {
      this.scale = LEGIBLE;
      this.x = 36;
      this.y = Math.max(64, (this.size.height - drawing.height * LEGIBLE) / 2);
      if (drawing.height * LEGIBLE > this.size.height - 100) {
        this.y = this.size.height / 2 - (drawing.height / 2) * LEGIBLE;
      }
      this.show();
    }
  }

  /** Moves a box into view, no further than needed, and near enough to read it. */
  reveal(box) {
    if (this.scale < LEGIBLE) {
      this.scale = 0.9;
      this.centre(box.x + box.width / 2, box.y + box.height / 2);
      return;
    }
    const margin = 48;
    const inside = (start, length, most) => (start < margin ? margin - start : Math.min(0, most - margin - start - length));
    this.pan(
      inside(this.x + box.x * this.scale, box.width * this.scale, this.size.width),
      inside(this.y + box.y * this.scale, box.height * this.scale, this.size.height));
  }

  centre(x, y) {
    this.x = this.size.width / 2 - x * this.scale;
    this.y = this.size.height / 2 - y * this.scale;
    this.show();
  }

  wheel(event) {
    event.preventDefault();
    const { left, top } = this.screen.getBoundingClientRect();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    const speed = event.ctrlKey ? 0.01 : 0.0016; // a pinch on a touch pad comes as a wheel with Ctrl
    this.zoom(Math.exp(-event.deltaY * lines * speed), event.clientX - left, event.clientY - top);
  }

  down(event) {
    this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    this.dragged = false;
    this.travelled = 0;
  }

  move(event) {
    const was = this.fingers.get(event.pointerId);
    if (!was) {
      return;
    }
    const now = [event.clientX, event.clientY];
    this.travelled += Math.hypot(now[0] - was[0], now[1] - was[1]);
    if (this.travelled < 4) {
      return; // a click with a trembling hand
    }
    if (!this.dragged) {
      this.dragged = true;
      this.screen.setPointerCapture(event.pointerId);
    }
    const others = [...this.fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.fingers.set(event.pointerId, now);
    if (others.length === 0) {
      this.pan(now[0] - was[0], now[1] - was[1]);
    } else {
      const { left, top } = this.screen.getBoundingClientRect();
      const [x, y] = others[0];
      this.zoom(Math.hypot(now[0] - x, now[1] - y) / Math.max(1, Math.hypot(was[0] - x, was[1] - y)), x - left, y - top);
    }
  }
}
