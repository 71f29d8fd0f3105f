// A signature drawn with a finger, a pen or a mouse: strokes kept as a path of whole numbers, 600 by 200.
const form = document.querySelector("[data-sign]");
const canvas = form.querySelector("canvas");
const kept = form.elements.signature;
const pen = canvas.getContext("2d");
let strokes = [];
let stroke = null;

const place = (event) => {
  const frame = canvas.getBoundingClientRect();
  const within = (value, most) => Math.round(Math.min(most, Math.max(0, value)));
  return [
    within(((event.clientX - frame.left) / frame.width) * canvas.width, canvas.width),
    within(((event.clientY - frame.top) / frame.height) * canvas.height, canvas.height),
  ];
};

const path = () => strokes.filter((points) => points.length > 1)
  .map(([first, ...rest]) => `M${first.join(" ")} ${rest.map((point) => `L${point.join(" ")}`).join(" ")}`).join(" ");

const draw = () => {
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = getComputedStyle(canvas).color;
  pen.lineWidth = 4;
  pen.lineCap = pen.lineJoin = "round";
  pen.stroke(new Path2D(path()));
};

const begin = (event) => {
  canvas.setPointerCapture(event.pointerId);
  stroke = [place(event)];
  strokes.push(stroke);
  event.preventDefault();
};

const follow = (event) => {
  if (!stroke) return;
  const point = place(event);
  const last = stroke.at(-1);
  if (Math.hypot(point[0] - last[0], point[1] - last[1]) < 3) return;
  stroke.push(point);
  draw();
};

const end = () => {
  stroke = null;
  kept.value = path();
};

canvas.addEventListener("pointerdown", begin);
canvas.addEventListener("pointermove", follow);
for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, end);
form.querySelector("[data-sign-clear]").addEventListener("click", () => {
  strokes = [];
  end();
  draw();
});
form.hidden = false;
