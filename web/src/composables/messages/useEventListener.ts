import { onBeforeUnmount, onMounted } from 'vue';

/** Listens for as long as the component is there. */
export function useEventListener<K extends keyof DocumentEventMap>(
  target: Document,
  type: K,
  listener: (event: DocumentEventMap[K]) => void,
): void;
export function useEventListener<K extends keyof WindowEventMap>(
  target: Window,
  type: K,
  listener: (event: WindowEventMap[K]) => void,
): void;
export function useEventListener(
  target: EventTarget,
  type: string,
  listener: (event: never) => void,
): void {
  onMounted(() => target.addEventListener(type, listener as EventListener));
  onBeforeUnmount(() => target.removeEventListener(type, listener as EventListener));
}
