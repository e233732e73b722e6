// Ticks the clocks that the server drew. data-left: seconds left at load; data-ends: seconds until the running stretch of
// working time ends (empty around the clock); data-turns: seconds left at which the sign changes; data-day: a working day
// in seconds. At a change of sign or the end of the stretch it only asks the server again (event kabinet-stale).
{
  const loaded = new WeakMap(); // element -> performance.now() when it arrived
  const SPACE = "\u00a0";

  // The reader's language is the page's: ui/templatetags/ui.py, clock_words.
  const rules = new Intl.PluralRules(document.documentElement.lang || "ru");
  const form = (n) => ({ one: 0, few: 1 })[rules.select(n)] ?? 2;
  const said = () => document.body.dataset.clockWords.split("|");
  const filled = (words, ...values) => values.reduce((text, value) => text.replace("{}", value), words);
  const hours = (seconds) => {
    const minutes = Math.floor(seconds / 60), whole = Math.floor(minutes / 60), rest = minutes % 60;
    const [less, onlyMinutes, onlyHours, both] = said();
    if (!minutes) return less;
    if (!whole) return filled(onlyMinutes, minutes);
    return rest ? filled(both, whole, String(rest).padStart(2, "0")) : filled(onlyHours, whole);
  };
  const days = (n, first) => `${n}${SPACE}${said()[first + form(n)].replace(" ", SPACE)}`;
  const working = (left, day) => {
    const amount = Math.abs(left), limit = day || 172800;
    const words = amount < limit ? hours(amount) : days(Math.floor(amount / (day || 86400)), day ? 5 : 8);
    if (left >= 0) return words;
    return amount < 60 ? said()[4] : `−${words}`;
  };
  const countdown = (left) => {
    const rest = Math.max(0, left);
    return `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, "0")}`;
  };

  const tick = (clock) => {
    if (!loaded.has(clock)) loaded.set(clock, performance.now());
    const { left, ends, turns, day, tick: step } = clock.dataset;
    const passed = Math.round((performance.now() - loaded.get(clock)) / 1000), now = Number(left) - passed;
    const crossed = Number(left) > Number(turns) && now <= Number(turns) && (now < 0 || Number(turns) > 0);
    if (crossed || (ends && passed >= Number(ends))) {
      delete clock.dataset.left;
      document.body.dispatchEvent(new CustomEvent("kabinet-stale"));
      return;
    }
    const shown = clock.querySelector("b");
    const words = step === "second" ? countdown(now) : working(clock.classList.contains("ask") ? Math.max(0, now) : now, Number(day));
    if (shown.textContent !== words) shown.textContent = words;
  };
  const tickAll = () => document.querySelectorAll(".clock[data-left]").forEach(tick);

  setInterval(tickAll, 1000);
  document.addEventListener("DOMContentLoaded", tickAll);
  document.addEventListener("visibilitychange", () => document.hidden || tickAll());
}
