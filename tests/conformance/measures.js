// What is measured inside a page. Each function gives back what is wrong, or nothing.

function named(element) {
  const text = (element.textContent || "").trim().slice(0, 40);
  return `<${element.tagName.toLowerCase()}> ${text}`;
}

// Whatever reaches past the window's edges makes a phone scroll sideways.
window.stickingOut = () => {
  const width = window.innerWidth;
  const root = document.documentElement;
  if (root.scrollWidth <= width && document.body.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && (box.right > width + 1 || box.left < -1);
    })
    .slice(0, 5)
    .map((element) => `${named(element)} (${root.scrollWidth} px)`);
};

// In the dark nothing but colours is another: of the rules, only theirs are asked again.
window.violations = async (scheme, passedOver) => {
  const colours = { runOnly: ["cat.color"] };
  const all = {
    rules: Object.fromEntries(passedOver.map((rule) => [rule, { enabled: false }])),
  };
  const result = await axe.run(document, {
    resultTypes: ["violations"],
    ...(scheme === "dark" ? colours : all),
  });
  return result.violations.flatMap((rule) =>
    rule.nodes.slice(0, 3).map((node) => `${rule.id}: ${node.html.slice(0, 160)}`),
  );
};

window.stripStyles = () => {
  document
    .querySelectorAll("style, link[rel=stylesheet]")
    .forEach((element) => element.remove());
};

// Mail programs that turn colours themselves look neither at metas nor at media rules.
window.forgetDark = () => {
  document
    .querySelectorAll("meta[name$=color-schemes], meta[name=color-scheme]")
    .forEach((element) => element.remove());
  for (const sheet of document.styleSheets) {
    for (let at = sheet.cssRules.length - 1; at >= 0; at--) {
      const rule = sheet.cssRules[at];
      if (rule.conditionText?.includes("prefers-color-scheme")) sheet.deleteRule(at);
      else rule.style?.removeProperty("color-scheme");
    }
  }
};

// The browser turns colours as it paints, so only a picture shows what came of it. Of
// each line of text, the darkest and the lightest pixel are its ink and its paper.
window.faintTexts = async (encoded) => {
  const image = new Image();
  image.src = `data:image/png;base64,${encoded}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(image, 0, 0);
  const scale = image.width / window.innerWidth;
  const measured = visibleLines().map(([text, box]) => {
    const pixels = drawing.getImageData(
      Math.floor(box.left * scale),
      Math.floor(box.top * scale),
      Math.ceil(box.width * scale),
      Math.ceil(box.height * scale),
    ).data;
    return [text, contrast(pixels)];
  });
  return {
    texts: measured.length,
    faint: measured
      .filter(([, ratio]) => ratio < 4.5)
      .map(([text, ratio]) => `${text} (${ratio.toFixed(2)}:1)`),
  };
};

function visibleLines() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text.length < 3 || !/\p{L}{3}/u.test(text)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) {
      const isLarge = box.width > 20 && box.height > 8;
      if (isLarge && isInWindow(box)) lines.push([text.slice(0, 40), box]);
    }
  }
  return lines;
}

function isInWindow(box) {
  const across = box.left >= 0 && box.right <= window.innerWidth;
  return across && box.top >= 0 && box.bottom <= window.innerHeight;
}

function contrast(pixels) {
  let darkest = 1;
  let lightest = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const light = luminance(pixels[at], pixels[at + 1], pixels[at + 2]);
    darkest = Math.min(darkest, light);
    lightest = Math.max(lightest, light);
  }
  return (lightest + 0.05) / (darkest + 0.05);
}

function luminance(...channels) {
  const [red, green, blue] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
