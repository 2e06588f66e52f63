import { onScopeDispose, ref, type Directive } from 'vue';
import type { Drop } from '@/components/channels/reorder';

/** What a row of the list is, for dragging. */
export interface Row {
  id: string;
  /** A group takes items into it. */
  kind: 'item' | 'group';
  /** Whether it may be dragged at all. */
  movable: boolean;
}

/** Most people never arrange anything: the library comes only to those who may. */
const load = () => import('@atlaskit/pragmatic-drag-and-drop/element/adapter');

function dropOn(row: Row, dragged: unknown, element: Element, y: number): Drop {
  const { top, height } = element.getBoundingClientRect();
  if (row.kind === 'group' && dragged === 'item') {
    return { kind: 'into', categoryId: row.id };
  }
  return { kind: y < top + height / 2 ? 'before' : 'after', id: row.id };
}

/**
 * Dragging the rows of a list, one `type` for each list. pragmatic-drag-and-drop stands on the
 * browser's own dragging, so it scrolls, cancels by Escape and works with assistive tools as the
 * system does; the same moves are entries of each row's menu.
 */
export function useReorder(type: string, onDrop: (id: string, drop: Drop) => void) {
  const draggedId = ref<string | null>(null);
  const drop = ref<Drop | null>(null);
  const cleanups = new WeakMap<Element, () => void>();

  let stopMonitor: (() => void) | null = null;
  let over = false;
  onScopeDispose(() => {
    over = true;
    stopMonitor?.();
  });

  async function attach(element: HTMLElement, row: Row) {
    detach(element);
    if (!row.movable) return;
    const { draggable, dropTargetForElements, monitorForElements } = await load();
    // The row may be gone, or be another one, by the time the library is here.
    if (over || !element.isConnected || cleanups.has(element)) return;
    stopMonitor ??= monitorForElements({
      canMonitor: ({ source }) => source.data.type === type,
      onDragStart: ({ source }) => {
        draggedId.value = source.data.id as string;
      },
      onDrop: ({ source, location }) => {
        const target = location.current.dropTargets[0];
        draggedId.value = null;
        drop.value = null;
        if (target) onDrop(source.data.id as string, target.data.drop as Drop);
      },
    });
    const stops = [
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.type === type && source.data.id !== row.id,
        getData: ({ source, input }) => ({
          drop: dropOn(row, source.data.kind, element, input.clientY),
        }),
        onDrag: ({ self }) => {
          drop.value = self.data.drop as Drop;
        },
        onDragLeave: () => {
          drop.value = null;
        },
      }),
      draggable({
        element,
        getInitialData: () => ({ type, id: row.id, kind: row.kind }),
      }),
    ];
    cleanups.set(element, () => {
      for (const stop of stops) stop();
    });
  }

  function detach(element: Element) {
    cleanups.get(element)?.();
    cleanups.delete(element);
  }

  /** Makes an element a row: `v-row="{ id, kind, movable }"`. */
  const vRow: Directive<HTMLElement, Row> = {
    mounted: (element, { value }) => {
      void attach(element, value);
    },
    updated: (element, { value, oldValue }) => {
      if (value.id !== oldValue?.id || value.movable !== oldValue.movable) {
        void attach(element, value);
      }
    },
    beforeUnmount: (element) => {
      detach(element);
    },
  };

  /** Where the line that shows the drop is drawn, for one row. */
  function mark(id: string): 'before' | 'after' | 'into' | null {
    const at = drop.value;
    if (!at) return null;
    return (at.kind === 'into' ? at.categoryId : at.id) === id ? at.kind : null;
  }

  return { vRow, draggedId, mark };
}
