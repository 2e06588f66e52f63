import { useEventListener } from '@vueuse/core';
import { ref, type Ref } from 'vue';

/**
 * One context menu for a whole list, about the row that it was opened on: a menu for each row would
 * cost every row something. A row is an element with `data-<attribute>`, which holds its id.
 */
export function useRowMenu(list: Ref<HTMLElement | null>, attribute: 'row' | 'member') {
  /** The row that the menu is about. */
  const rowId = ref<string | null>(null);

  function note(event: Event) {
    const { target } = event;
    // The menu itself stands in the list: what is pressed there is one of its entries.
    if (!(target instanceof Element) || target.closest('[role="menu"]')) return;
    const row = target.closest<HTMLElement>(`[data-${attribute}]`);
    rowId.value = row?.dataset[attribute] ?? null;
    // Beside the rows there is nothing to have a menu about: the browser's own may open there.
    if (rowId.value === null && event.type === 'contextmenu') event.stopPropagation();
  }

  useEventListener(list, ['contextmenu', 'pointerdown'], note, { capture: true });

  /** Opens it below a button, for those who do not press the other mouse button. */
  function openMenu(event: MouseEvent) {
    const button = event.currentTarget as HTMLElement;
    const { left, bottom } = button.getBoundingClientRect();
    button.dispatchEvent(
      new MouseEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        clientX: left,
        clientY: bottom,
      }),
    );
  }

  return { rowId, openMenu };
}
