// Says something to the worker and waits for its answer; undefined where there is no worker.
export const toWorker = async (message) => {
  const registration = await Promise.race([navigator.serviceWorker?.ready, new Promise((done) => setTimeout(done, 10000))]);
  if (!registration?.active) return undefined;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((done) => { port1.onmessage = (event) => done(event.data); });
  registration.active.postMessage(message, [port2]);
  return answer;
};
