import { useDeferredValue, useRef, useState, type DragEvent, type ReactNode } from 'react'
import { FileUp, Plus, SearchX, Upload } from 'lucide-react'
import { deskIds, desks } from '@sandtable/rules'
import type { PackSummary, PlaybookSummary } from '@sandtable/api'
import { useI18n } from '../i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { PackCards } from './PackCards.tsx'
import { PlaybookCard } from './PlaybookCard.tsx'
import { galleryOrders, setGalleryOrder, useGalleryOrder } from './galleryOrder.ts'
import { groupByTopic, searchPacks, searchPlaybooks, type GalleryFilter } from './search.ts'
import { topicIds, topicName, topicOf } from './topics.ts'
import './gallery.css'

interface GalleryProps {
  /** Undefined while loading. */
  readonly playbooks: readonly PlaybookSummary[] | undefined
  readonly packs: readonly PackSummary[]
  readonly now: number
  readonly isBusy: boolean
  readonly renderLink: (playbook: PlaybookSummary, name: string) => ReactNode
  readonly renderPackLink: (pack: PackSummary, name: string) => ReactNode
  readonly onCreate: () => void
  readonly onImport: (files: readonly File[]) => void
  readonly onExport: (playbook: PlaybookSummary) => void
  readonly onRemove: (playbook: PlaybookSummary) => void
}

const noFilter: GalleryFilter = { search: '', desk: undefined, topic: undefined }

/** All playbooks. Files may be dropped anywhere on the page. */
export function Gallery(props: GalleryProps) {
  const { playbooks, now, isBusy, renderLink, onCreate, onImport, onExport, onRemove } = props
  const { t, text } = useI18n()
  const [filter, setFilter] = useState(noFilter)
  const wanted = useDeferredValue(filter)
  const order = useGalleryOrder()
  const [isOver, setIsOver] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const found = searchPlaybooks(playbooks ?? [], wanted)
  const packs = searchPacks(props.packs, wanted)
  const offered = new Set((playbooks ?? []).map(topicOf))
  const cards = (some: readonly PlaybookSummary[]) => (
    <ul className="gallery-list">
      {some.map((playbook) => (
        <PlaybookCard
          key={playbook.id}
          playbook={playbook}
          now={now}
          renderLink={(name) => renderLink(playbook, name)}
          onExport={() => onExport(playbook)}
          onRemove={() => onRemove(playbook)}
        />
      ))}
    </ul>
  )

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setIsOver(true)
  }
  const onDrop = (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setIsOver(false)
    onImport([...event.dataTransfer.files])
  }
  const create = (
    <Button look="primary" onClick={onCreate} disabled={isBusy}>
      <Plus size={16} aria-hidden="true" />
      {t.gallery.create}
    </Button>
  )
  const importFile = (
    <Button onClick={() => file.current?.click()} disabled={isBusy}>
      <Upload size={16} aria-hidden="true" />
      {t.gallery.importFile}
    </Button>
  )
  return (
    // a place to drop files; the import button does the same by keyboard
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <main
      className="gallery"
      id="content"
      onDragOver={onDragOver}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false)
      }}
      onDrop={onDrop}
    >
      <p className="gallery-intro">{t.gallery.intro}</p>
      <div className="gallery-head">
        <h1>{t.gallery.title}</h1>
        {playbooks !== undefined && playbooks.length > 0 && (
          <>
            <input
              className="input gallery-search"
              type="search"
              aria-label={t.gallery.search}
              placeholder={t.gallery.search}
              value={filter.search}
              onChange={({ target }) => setFilter({ ...filter, search: target.value })}
            />
            <span className="gallery-filters">
              <select
                className="select"
                aria-label={t.gallery.desk}
                value={filter.desk ?? ''}
                onChange={({ target }) =>
                  setFilter({ ...filter, desk: deskIds.find((id) => id === target.value) })
                }
              >
                <option value="">{t.gallery.allDesks}</option>
                {deskIds.map((id) => (
                  <option key={id} value={id}>
                    {text(desks[id].label)}
                  </option>
                ))}
              </select>
              <select
                className="select"
                aria-label={t.gallery.topic}
                value={filter.topic ?? ''}
                onChange={({ target }) =>
                  setFilter({ ...filter, topic: topicIds.find((id) => id === target.value) })
                }
              >
                <option value="">{t.gallery.allTopics}</option>
                {topicIds
                  .filter((id) => offered.has(id))
                  .map((id) => (
                    <option key={id} value={id}>
                      {topicName(id, t, text)}
                    </option>
                  ))}
              </select>
              <select
                className="select"
                aria-label={t.gallery.order}
                value={order}
                onChange={({ target }) => setGalleryOrder(target.value)}
              >
                {galleryOrders.map((id) => (
                  <option key={id} value={id}>
                    {t.gallery.orders[id]}
                  </option>
                ))}
              </select>
            </span>
            <output className="muted">{t.gallery.count(found.length, playbooks.length)}</output>
          </>
        )}
        {playbooks?.length !== 0 && (
          <span className="gallery-actions">
            {importFile}
            {create}
          </span>
        )}
      </div>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        data-testid="import-input"
        onChange={({ target }) => {
          onImport([...(target.files ?? [])])
          // the same file may be chosen again after it was mended
          target.value = ''
        }}
      />
      {playbooks === undefined && <p className="muted">{t.loading}</p>}
      {playbooks?.length === 0 && (
        <section className="gallery-empty">
          <FileUp size={28} aria-hidden="true" />
          <h2>{t.gallery.emptyTitle}</h2>
          <p className="muted">{t.gallery.empty}</p>
          <p className="gallery-empty-actions">
            {create}
            {importFile}
          </p>
        </section>
      )}
      <PackCards packs={packs} renderLink={props.renderPackLink} />
      {playbooks !== undefined && playbooks.length > 0 && found.length + packs.length === 0 && (
        <section className="gallery-empty">
          <SearchX size={28} aria-hidden="true" />
          <h2>{t.gallery.noMatchTitle}</h2>
          <p className="muted">{t.gallery.noMatch(wanted.search.trim())}</p>
          <Button onClick={() => setFilter(noFilter)}>{t.gallery.clearSearch}</Button>
        </section>
      )}
      {order === 'newest' && cards(found)}
      {order === 'topic' &&
        groupByTopic(found).map(({ topic, playbooks: some }) => (
          <section key={topic} aria-labelledby={`topic-${topic}`} className="gallery-topic">
            <h2 id={`topic-${topic}`}>
              {topicName(topic, t, text)} <span className="muted">{some.length}</span>
            </h2>
            {cards(some)}
          </section>
        ))}
      {isOver && (
        <div className="gallery-drop" aria-hidden="true">
          <Upload size={32} />
          {t.gallery.dropHere}
        </div>
      )}
    </main>
  )
}
