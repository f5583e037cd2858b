import { Blocks } from 'lucide-react'
import { icons } from './kindIcons.ts'

/** The icon a kind declares; a plain one for names this client does not know. */
export function KindIcon({ name, size = 16 }: { readonly name: string; readonly size?: number }) {
  const Icon = icons[name] ?? Blocks
  return <Icon size={size} aria-hidden="true" />
}
