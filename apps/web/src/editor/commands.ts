/**
 * Every command of the editor, once: shortcuts, tooltips, menus and the sheet of shortcuts read this
 * table; the page says what each of them does.
 */
export interface CommandSpec {
  /** `Mod` is Ctrl, or Cmd on a Mac. The first is the one shown. */
  readonly keys: readonly string[]
  /** `canvas`: only while the focus is in the canvas. `editor`: anywhere in the editor. */
  readonly scope: 'canvas' | 'editor'
  readonly group: 'edit' | 'canvas' | 'view' | 'run'
  /** Works while typing in a field too. */
  readonly whileTyping?: true
  /** The browser sends its own copy, cut and paste events for these keys. */
  readonly isClipboard?: true
}

export const commandSpecs = {
  addNode: { keys: ['N'], scope: 'editor', group: 'edit' },
  connect: { keys: ['C'], scope: 'canvas', group: 'edit' },
  openInspector: { keys: ['Enter'], scope: 'canvas', group: 'edit' },
  rename: { keys: ['F2'], scope: 'canvas', group: 'edit' },
  disable: { keys: ['D'], scope: 'canvas', group: 'edit' },
  deleteSelection: { keys: ['Delete', 'Backspace'], scope: 'canvas', group: 'edit' },
  undo: { keys: ['Mod+Z'], scope: 'editor', group: 'edit', whileTyping: true },
  redo: { keys: ['Mod+Shift+Z', 'Mod+Y'], scope: 'editor', group: 'edit', whileTyping: true },
  copy: { keys: ['Mod+C'], scope: 'editor', group: 'edit', isClipboard: true },
  cut: { keys: ['Mod+X'], scope: 'editor', group: 'edit', isClipboard: true },
  paste: { keys: ['Mod+V'], scope: 'editor', group: 'edit', isClipboard: true },
  duplicate: { keys: ['Mod+D'], scope: 'editor', group: 'edit' },
  selectAll: { keys: ['Mod+A'], scope: 'editor', group: 'edit' },
  walkLeft: { keys: ['ArrowLeft'], scope: 'canvas', group: 'canvas' },
  walkRight: { keys: ['ArrowRight'], scope: 'canvas', group: 'canvas' },
  walkUp: { keys: ['ArrowUp'], scope: 'canvas', group: 'canvas' },
  walkDown: { keys: ['ArrowDown'], scope: 'canvas', group: 'canvas' },
  moveLeft: { keys: ['Alt+ArrowLeft'], scope: 'canvas', group: 'canvas' },
  moveRight: { keys: ['Alt+ArrowRight'], scope: 'canvas', group: 'canvas' },
  moveUp: { keys: ['Alt+ArrowUp'], scope: 'canvas', group: 'canvas' },
  moveDown: { keys: ['Alt+ArrowDown'], scope: 'canvas', group: 'canvas' },
  tidy: { keys: ['Shift+Alt+T'], scope: 'editor', group: 'view' },
  fit: { keys: ['1'], scope: 'editor', group: 'view' },
  zoomReset: { keys: ['0'], scope: 'editor', group: 'view' },
  zoomIn: { keys: ['+', '='], scope: 'editor', group: 'view' },
  zoomOut: { keys: ['-'], scope: 'editor', group: 'view' },
  showProblems: { keys: ['P'], scope: 'editor', group: 'view' },
  shortcuts: { keys: ['?'], scope: 'editor', group: 'view' },
  run: { keys: ['Mod+Enter'], scope: 'editor', group: 'run', whileTyping: true },
} as const satisfies Record<string, CommandSpec>

export type CommandId = keyof typeof commandSpecs
export const commandIds = Object.keys(commandSpecs) as CommandId[]

/** The declaration of a command, with the literal types widened. */
export function commandSpec(id: CommandId): CommandSpec {
  return commandSpecs[id]
}

/** The parts of a key event that matter; a test makes its own. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

function matches(press: KeyPress, binding: string): boolean {
  const parts = binding.split('+')
  // the binding "+" itself
  const key = binding === '+' ? '+' : (parts.at(-1) ?? '')
  const wants = (modifier: string) => binding !== '+' && parts.slice(0, -1).includes(modifier)
  if ((press.ctrlKey || press.metaKey) !== wants('Mod')) return false
  if (press.altKey !== wants('Alt')) return false
  const isLetter = /^[A-Z]$/.test(key)
  // signs such as "?" need Shift on some keyboards and not on others
  if ((isLetter || key.length > 1) && press.shiftKey !== wants('Shift')) return false
  // Option on a Mac changes the character, so letters with Alt are taken by their place
  if (isLetter && press.altKey) return press.code === `Key${key}`
  return press.key.toLowerCase() === key.toLowerCase()
}

/** The command of a key press, given where the focus is. */
export function commandOf(
  press: KeyPress,
  place: { readonly isInCanvas: boolean; readonly isTyping: boolean },
): CommandId | undefined {
  return commandIds.find((id) => {
    const spec = commandSpec(id)
    if (spec.isClipboard === true) return false
    if (spec.scope === 'canvas' && !place.isInCanvas) return false
    if (place.isTyping && spec.whileTyping !== true) return false
    return spec.keys.some((binding) => matches(press, binding))
  })
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const keySigns: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Enter: '↵',
}

/** The keys of a command as people read them: `Ctrl+Shift+Z` or `⌘⇧Z`. */
export function keysInWords(id: CommandId, isMac: boolean): string {
  const binding = commandSpec(id).keys[0] ?? ''
  if (binding === '+') return binding
  const parts = binding.split('+').map((part) => keySigns[part] ?? part)
  return isMac
    ? parts.map((part) => macSigns[part] ?? part).join('')
    : parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+')
}
