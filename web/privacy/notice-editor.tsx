import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useText } from '../text/index.ts'
import { deskTexts } from '../text/privacy-desk.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Textarea, TextField } from '../ui/field.tsx'
import { useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Notice, noticeApi } from './api.ts'

type Draft = Pick<Notice, 'textEn' | 'textHi' | 'contact'>
type Props = { organisation: string; notice: Notice | null }

/** Writing the next version of the privacy notice, from the one in force or from a template. */
export const NoticeEditor = ({ organisation, notice }: Props) => {
  const template = useQuery(notice ? null : `${organisation}/notice/template`, (signal) =>
    json(noticeApi(organisation).notice.template.$get(undefined, { init: { signal } })),
  )
  if (notice)
    return <Form key={notice.id} organisation={organisation} from={notice} version={notice.version + 1} />
  return (
    <AsyncView query={template}>
      {(draft) => <Form organisation={organisation} from={draft} version={1} />}
    </AsyncView>
  )
}

const Form = ({ organisation, from, version }: { organisation: string; from: Draft; version: number }) => {
  const say = useText(deskTexts)
  const [draft, setDraft] = useState<Draft>({
    textEn: from.textEn,
    textHi: from.textHi,
    contact: from.contact,
  })
  const [asking, setAsking] = useState(false)
  const [id] = useState(newId)
  const publish = useAction(async () => {
    await json(noticeApi(organisation).notices.$post({ json: { id, version, ...draft } }))
    setAsking(false)
    reloadQueries(`${organisation}/`)
    toast(say('published'))
  })
  const fault = useFaults(publish.problem)
  return (
    <div class="form">
      <Textarea
        label={say('notice.hi')}
        hint={say('notice.hint')}
        required
        rows={14}
        maxLength={20_000}
        error={fault('/textHi')}
        value={draft.textHi}
        onChange={(textHi) => setDraft({ ...draft, textHi })}
      />
      <Textarea
        label={say('notice.en')}
        required
        rows={14}
        maxLength={20_000}
        error={fault('/textEn')}
        value={draft.textEn}
        onChange={(textEn) => setDraft({ ...draft, textEn })}
      />
      <TextField
        label={say('contact')}
        required
        maxLength={300}
        error={fault('/contact')}
        value={draft.contact}
        onChange={(contact) => setDraft({ ...draft, contact })}
      />
      <div>
        <Button kind="main" onPress={() => setAsking(true)}>
          {say('publish', { version })}
        </Button>
      </div>
      <ConfirmDialog
        title={say('publish.title')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={publish.run}
        confirm={say('publish', { version })}
        busy={publish.busy}
        problem={publish.problem}
      >
        <p>{say('publish.text')}</p>
      </ConfirmDialog>
    </div>
  )
}
