/** Everything that the keyboard can do, as the sheet of shortcuts lists it. */
export interface ShortcutGroup {
  title: string;
  shortcuts: { keys: string[]; does: string }[];
}

export const SHORTCUTS: ShortcutGroup[] = [
  {
    title: 'Getting about',
    shortcuts: [
      { keys: ['Ctrl', 'K'], does: 'Go to any server or channel' },
      { keys: ['Alt', '↑'], does: 'Previous channel' },
      { keys: ['Alt', '↓'], does: 'Next channel' },
      { keys: ['Alt', 'Shift', '↑'], does: 'Previous channel with something new' },
      { keys: ['Alt', 'Shift', '↓'], does: 'Next channel with something new' },
      { keys: ['Ctrl', 'Alt', '↑'], does: 'Previous server' },
      { keys: ['Ctrl', 'Alt', '↓'], does: 'Next server' },
      { keys: ['Ctrl', '/'], does: 'This sheet' },
    ],
  },
  {
    title: 'Messages',
    shortcuts: [
      { keys: ['Enter'], does: 'Send' },
      { keys: ['Shift', 'Enter'], does: 'New line' },
      { keys: ['↑'], does: 'Edit your last message, when nothing is written' },
      { keys: ['T'], does: 'Start or open the thread of a message' },
      {
        keys: ['Esc'],
        does: 'Back to the newest message, mark as read; once more closes a thread',
      },
    ],
  },
  {
    title: 'Lists and menus',
    shortcuts: [
      { keys: ['↑', '↓'], does: 'Move between servers or channels' },
      { keys: ['Shift', 'F10'], does: 'Menu of a channel: edit, move, delete' },
    ],
  },
];
