import { ref } from 'vue';
import { useRouter, type RouteLocationRaw } from 'vue-router';

/** The last page that was not a page of settings: where closing the settings leads. */
const before = ref<string | null>(null);

/** Remembers, for the router, which page settings are opened from. */
export function rememberReturn(path: string) {
  before.value = path;
}

export function useReturn(otherwise: RouteLocationRaw): RouteLocationRaw {
  const router = useRouter();
  return before.value && router.resolve(before.value).matched.length > 0 ? before.value : otherwise;
}
