// The minutes left of a step, kept true while the room looks at them.
const show = (time) => {
  const minutes = Math.ceil((Date.parse(time.dataset.endsAt) - Date.now()) / 60000);
  const late = minutes < 0;
  time.classList.toggle("room-time-late", late);
  time.querySelector(".room-unit").textContent = late ? time.dataset.late : time.dataset.left;
  time.querySelector(".room-figure").textContent = Math.abs(minutes);
};

export const countDown = (root) => {
  for (const time of root.querySelectorAll("[data-ends-at]")) {
    show(time);
    const clock = setInterval(() => (time.isConnected ? show(time) : clearInterval(clock)), 5000);
  }
};
