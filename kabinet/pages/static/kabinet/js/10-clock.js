// Ticks the clocks that the server drew. data-left: seconds left at load; data-ends: seconds until the running stretch of
// working time ends (empty around the clock); data-turns: seconds left at which the sign changes; data-day: a working day
// in seconds. At a change of sign or the end of the stretch it only asks the server again (event kabinet-stale).
{
  const loaded = new WeakMap(); // element -> performance.now() when it arrived
  const SPACE = "\u00a0";

  const plural = (n, one, few, many) => {
    const units = n % 10, tens = n % 100;
    if (units === 1 && tens !== 11) return one;
    return units > 1 && units < 5 && (tens < 12 || tens > 14) ? few : many;
  };
  const hours = (seconds) => {
    const minutes = Math.floor(seconds / 60), rest = minutes % 60;
    if (!minutes) return `меньше${SPACE}минуты`;
    if (minutes < 60) return `${minutes}${SPACE}мин`;
    return `${Math.floor(minutes / 60)}${SPACE}ч` + (rest ? `${SPACE}${String(rest).padStart(2, "0")}${SPACE}мин` : "");
  };
  const days = (n, words) => `${n}${SPACE}${plural(n, ...words).replace(" ", SPACE)}`;
  const working = (left, day) => {
    const amount = Math.abs(left), limit = day || 172800;
    const length = day || 86400;
    const words = day ? ["раб. день", "раб. дня", "раб. дней"] : ["день", "дня", "дней"];
    const said = amount < limit ? hours(amount) : days(Math.floor(amount / length), words);
    if (left >= 0) return said;
    return amount < 60 ? "только что" : `−${said}`;
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
