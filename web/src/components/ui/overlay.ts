const OPEN_DIALOG = ':is([role="dialog"], [role="alertdialog"])[data-state="open"]';

/** Whether a dialog is open: keys that are pressed now are its own. */
export function dialogIsOpen(): boolean {
  return document.querySelector(OPEN_DIALOG) !== null;
}

/** Whether a dialog or a menu is open. */
export function overlayIsOpen(): boolean {
  return document.querySelector(`${OPEN_DIALOG}, [role="menu"]`) !== null;
}
