/** Paints a picture, a data URL, onto a canvas of its size; undefined leaves that empty. */
export async function paintPicture(canvas, url, isWanted) {
  const image = await load(url);
  if (isWanted()) {
    const context = clear(canvas);
    if (image) {
      context.drawImage(image, 0, 0);
    }
  }
}

/** Paints a heat map in colours over a faint picture, both data URLs of the canvas' size. */
export async function paintHeat(canvas, pictureUrl, heatUrl, isWanted) {
  const [picture, heat] = await Promise.all([load(pictureUrl), load(heatUrl)]);
  if (!isWanted()) {
    return;
  }

  const context = clear(canvas);
  if (!picture || !heat) {
    return;
  }

  const [ink, warmth] = [pixels(context, picture), pixels(context, heat)];
  const mixed = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < mixed.data.length; i += 4) {
    const [grey, warm] = [ink[i] * 0.35, warmth[i] / 255];
    mixed.data[i] = grey + (255 - grey) * Math.min(warm * 1.6, 1);
    mixed.data[i + 1] = grey + (214 - grey) * warm ** 1.5;
    mixed.data[i + 2] = grey * (1 - warm) + 64 * warm ** 3;
    mixed.data[i + 3] = 255;
  }
  context.putImageData(mixed, 0, 0);
}

async function load(url) {
  if (!url) {
    return undefined;
  }

  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

function clear(canvas) {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.clearRect(0, 0, canvas.width, canvas.height);
  return context;
}

function pixels(context, image) {
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height).data;
}
