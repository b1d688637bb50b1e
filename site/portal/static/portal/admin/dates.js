/**
 * Days as officials write them. The calendar beside a field put today, or 1 January, in the place of every day that it
 * could not read: 2026年11月20日, pasted from the document, became 2026-01-01 without a word.
 */
(() => {
  const WRITTEN =
    /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?(?:\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*分?)?$/;
  const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;

  window.jQuery.fn.datetimepicker.defaults.validateOnBlur = false;

  /** `text` as the site writes days; what is no day is left for the form to refuse, as it was typed. */
  function asDay(text) {
    const plain = text.normalize("NFKC").trim();
    const [, year, month, day, hour, minute] = plain.match(WRITTEN) || plain.match(COMPACT) || [];
    if (!day) return text;
    const two = (number) => number.padStart(2, "0");
    const date = `${year}-${two(month)}-${two(day)}`;
    return hour ? `${date} ${two(hour)}:${two(minute)}` : date;
  }

  // Before anything else that listens to the field reads it.
  document.addEventListener(
    "change",
    ({ target }) => {
      if (window.jQuery(target).data("xdsoft_datetimepicker")) target.value = asDay(target.value);
    },
    true,
  );
})();
