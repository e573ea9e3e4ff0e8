// Which rows of a long list are visible. A browser cannot lay out a million rows of 22 pixels in one scrolling box (some
// stop at 17 million pixels), so beyond a height the scroll bar stands for a share of the list and the wheel for pixels.

const most = 8_000_000;

/** The rows of a scrolling box. `draw(first, offset)` is called when they change: the first visible row, and how many pixels of it are above the edge. */
export class RowWindow {
  #box;
  #spacer;
  #row;
  #head;
  #draw;
  #count = 0;
  #position = 0;
  #ownScroll = null;
  #asked = false;

  constructor(box, spacer, rowHeight, headHeight, draw, signal) {
    this.#box = box;
    this.#spacer = spacer;
    this.#row = rowHeight;
    this.#head = headHeight;
    this.#draw = draw;
    box.addEventListener("scroll", () => this.#scrolled(), { passive: true, signal });
    box.addEventListener("wheel", (event) => this.#wheel(event), { passive: false, signal });
    const observer = new ResizeObserver(() => { this.#layOut(); });
    observer.observe(box);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  /** The height for rows: the box without what stays above them. */
  get #height() { return this.#box.clientHeight - this.#head; }
  get rowHeight() { return this.#row; }
  /** How many whole rows fit. */
  get visible() { return Math.max(1, Math.floor(this.#height / this.#row)); }
  get first() { return Math.floor(this.#position / this.#row); }
  get count() { return this.#count; }

  set count(value) {
    if (value === this.#count) return;
    this.#count = value;
    this.#layOut();
  }

  get #whole() { return this.#count * this.#row; }
  get #isScaled() { return this.#whole > most; }
  get #end() { return Math.max(0, this.#whole - this.#height); }

  /** Brings a row into view. */
  reveal(index) {
    const [from, to] = [index * this.#row, (index + 1) * this.#row];
    if (from < this.#position) this.#go(from);
    else if (to > this.#position + this.#height) this.#go(to - this.#height);
  }

  /** Shows a row in the middle. */
  centre(index) { this.#go((index - Math.floor(this.visible / 2)) * this.#row); }

  #layOut() {
    this.#spacer.style.height = `${Math.min(this.#whole, most)}px`;
    this.#go(this.#position);
  }

  #go(position) {
    this.#position = Math.max(0, Math.min(this.#end, position));
    const room = this.#box.scrollHeight - this.#box.clientHeight;
    const top = this.#isScaled ? Math.round(room * this.#position / Math.max(1, this.#end)) : Math.round(this.#position);
    if (Math.abs(this.#box.scrollTop - top) >= 1) { this.#ownScroll = top; this.#box.scrollTop = top; }
    this.#ask();
  }

  #scrolled() {
    const top = this.#box.scrollTop;
    if (this.#ownScroll !== null && Math.abs(top - this.#ownScroll) <= 1) { this.#ownScroll = null; return; }
    this.#ownScroll = null;
    const room = this.#box.scrollHeight - this.#box.clientHeight;
    this.#position = this.#isScaled ? this.#end * top / Math.max(1, room) : top;
    this.#ask();
  }

  #wheel(event) {
    if (!this.#isScaled || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? this.#row : event.deltaMode === 2 ? this.#height : 1;
    this.#go(this.#position + event.deltaY * unit);
  }

  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => { this.#asked = false; this.redraw(); });
  }

  /** Draws at once. */
  redraw() {
    const first = this.first;
    this.#draw(first, this.#position - first * this.#row);
  }
}
