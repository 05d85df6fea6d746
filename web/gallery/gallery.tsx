import { useText } from '../text/index.ts'
import { PageHeader } from '../ui/page.tsx'
import { DataParts } from './data-parts.tsx'
import { FieldParts } from './field-parts.tsx'
import { MessageParts } from './message-parts.tsx'
import { QueryParts } from './query-parts.tsx'
import { galleryText } from './text.ts'

/** Every part on one page, for those who build screens; in development builds only. */
export const Gallery = () => {
  const say = useText(galleryText)
  return (
    <>
      <PageHeader
        title={say('title')}
        lead={say('lead')}
        kind="web/ui"
        crumbs={[
          { label: say('tree'), href: '/gallery' },
          { label: say('table'), href: '/gallery?table' },
        ]}
      />
      <FieldParts />
      <DataParts />
      <MessageParts />
      <QueryParts />
    </>
  )
}
