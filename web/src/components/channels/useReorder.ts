import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { onScopeDispose, ref, type Directive } from 'vue';
import type { Drop } from './reorder';

/** What a row of the list is, for dragging. */
export interface Row {
  id: string;
  kind: 'channel' | 'category';
  /** Whether it may be dragged at all. */
  movable: boolean;
}

const TYPE = 'guildhall.channel';

function dropOn(row: Row, dragged: unknown, element: Element, y: number): Drop {
  const { top, height } = element.getBoundingClientRect();
  if (row.kind === 'category' && dragged === 'channel') {
    return { kind: 'into', categoryId: row.id };
  }
  return { kind: y < top + height / 2 ? 'before' : 'after', id: row.id };
}

/**
 * Dragging rows of the channel list. pragmatic-drag-and-drop stands on the browser's own dragging,
 * so it scrolls, cancels by Escape and works with assistive tools as the system does; the same
 * moves are entries of the channel's menu.
 */
export function useReorder(onDrop: (id: string, drop: Drop) => void) {
  const draggedId = ref<string | null>(null);
  const drop = ref<Drop | null>(null);
  const cleanups = new WeakMap<Element, () => void>();

  const stopMonitor = monitorForElements({
    canMonitor: ({ source }) => source.data.type === TYPE,
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
  onScopeDispose(stopMonitor);

  function attach(element: HTMLElement, row: Row) {
    cleanups.get(element)?.();
    const stops = [
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.type === TYPE && source.data.id !== row.id,
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
      ...(row.movable
        ? [
            draggable({
              element,
              getInitialData: () => ({ type: TYPE, id: row.id, kind: row.kind }),
            }),
          ]
        : []),
    ];
    cleanups.set(element, () => {
      for (const stop of stops) stop();
    });
  }

  /** Makes an element a row: `v-row="{ id, kind, movable }"`. */
  const vRow: Directive<HTMLElement, Row> = {
    mounted: (element, { value }) => {
      attach(element, value);
    },
    updated: (element, { value, oldValue }) => {
      if (value.id !== oldValue?.id || value.movable !== oldValue.movable) attach(element, value);
    },
    beforeUnmount: (element) => {
      cleanups.get(element)?.();
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
