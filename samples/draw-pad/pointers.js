/** Draws with mouse, pen and touch, one at a time, with every point that the device measured between two frames. */
export function listenToPointers(canvas, drawing, brush) {
  let pointer;

  canvas.addEventListener('pointerdown', event => {
    if (pointer !== undefined || event.button !== 0) {
      return;
    }

    event.preventDefault();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    drawing.begin(...place(event), brush());
  });

  canvas.addEventListener('pointermove', event => {
    if (event.pointerId === pointer) {
      const events = event.getCoalescedEvents?.() ?? [];
      drawing.extend((events.length > 0 ? events : [event]).map(place));
    }
  });

  for (const end of ['pointerup', 'pointercancel']) {
    canvas.addEventListener(end, event => {
      if (event.pointerId === pointer) {
        pointer = undefined;
      }
    });
  }

  /** Where a pointer is, in sides of the paper. */
  function place(event) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height];
  }
}
