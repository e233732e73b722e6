// An open tab tells of what waits for its reader: loaded only where they switched it on. One tab of all asks and tells (it has
// the lock), and none does while a tab that is looked at shows the thing itself. What was told stands in this browser (30-kept.js).
{
  const box = document.getElementById("open-tab"), how = box.dataset.how.split(" "), { kept } = window;
  const MARK = `text:${kept.person}:told`, EVERY = 20e3, WAIT = 300, MOST = 60, AT_ONCE = 3;
  const tabs = new BroadcastChannel("kabinet open tabs");
  const looks = (url) => document.visibilityState === "visible" && document.hasFocus()
    && [new URL(url, location.href).pathname, box.dataset.list].includes(location.pathname);

  tabs.addEventListener("message", ({ data }) => data.asks && looks(data.asks) && tabs.postMessage({ shows: data.asks }));
  const isShown = (url) => new Promise((done) => {
    if (looks(url)) return done(true);
    const hear = ({ data }) => data.shows === url && end(true);
    const end = (answer) => (tabs.removeEventListener("message", hear), done(answer));
    tabs.addEventListener("message", hear);
    tabs.postMessage({ asks: url });
    return setTimeout(end, WAIT, false);
  });

  const sound = () => { // two short tones; a browser that wants to be touched first keeps silent
    const context = new AudioContext(), loud = context.createGain();
    loud.gain.value = 0.1;
    loud.connect(context.destination);
    [660, 880].forEach((pitch, place) => {
      const tone = context.createOscillator();
      tone.frequency.value = pitch;
      tone.connect(loud);
      tone.start(context.currentTime + place * 0.15);
      tone.stop(context.currentTime + place * 0.15 + 0.12);
    });
    setTimeout(() => context.close(), 1000);
  };
  const show = async ({ title, body, tag, lang, url }) => {
    const worker = await navigator.serviceWorker.ready;
    await worker.showNotification(title, { body, tag, lang, silent: how.includes("sound"), data: { url } });
  };

  const look = async () => {
    const answer = await fetch(box.dataset.news, { headers: { "HX-Request": "true" } }); // nobody is awake because a tab asks
    if (answer.status === 401) clearInterval(timer);
    if (answer.status !== 200) return;
    const { waiting } = await answer.json(), before = kept.read(MARK)?.tags;
    const fresh = waiting.filter((each) => before && !before.includes(each.tag)); // what stood there at the beginning is no news
    const shown = await Promise.all(fresh.map((each) => isShown(each.url)));
    kept.write(MARK, { tags: [...new Set([...waiting.map((each) => each.tag), ...(before || [])])].slice(0, MOST) });
    const told = fresh.filter((_, place) => !shown[place]);
    if (!told.length) return;
    try {
      if (how.includes("sound")) sound();
    } catch { /* nothing to sound with: the screen is told all the same */ }
    if (how.includes("screen")) await Promise.all(told.slice(0, AT_ONCE).map(show));
  };
  let timer = 0;
  const tell = () => look().catch(() => {});
  navigator.locks?.request("kabinet open tab", () => new Promise(() => {
    timer = setInterval(tell, EVERY);
    tell();
  }));
}
