import {
  Activity,
  Bell,
  Blocks,
  CalendarClock,
  PackageMinus,
  Split,
  Tag,
  Truck,
  type LucideIcon,
} from 'lucide-react'

/** Icons that kinds may name; one line here for each name in use, so that only those are loaded. */
const icons: Readonly<Record<string, LucideIcon>> = {
  activity: Activity,
  bell: Bell,
  'calendar-clock': CalendarClock,
  'package-minus': PackageMinus,
  split: Split,
  tag: Tag,
  truck: Truck,
}

/** The icon a kind declares; a plain one for names this client does not know. */
export function KindIcon({ name, size = 16 }: { readonly name: string; readonly size?: number }) {
  const Icon = icons[name] ?? Blocks
  return <Icon size={size} aria-hidden="true" />
}
