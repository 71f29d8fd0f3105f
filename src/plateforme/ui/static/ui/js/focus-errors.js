// A form that came back: the reader, the eyes and the keyboard start at what is to mend.
export const focusErrors = (root) => root.querySelector("[data-error-summary]")?.focus();
