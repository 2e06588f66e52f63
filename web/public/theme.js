// Sets the theme before the first paint, so that a light page never flashes dark or the reverse.
// A file of its own rather than an inline script: the page's content security policy stays strict.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('guildhall.theme') ?? 'system';
  } catch {
    // Storage may be forbidden; the system's choice is a good answer then.
  }
  const dark =
    choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
