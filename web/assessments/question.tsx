import { NamesField } from '../planning/names-field.tsx'
import { useText } from '../text/index.ts'
import { papersText } from '../text/papers.ts'
import { Button } from '../ui/button.tsx'
import { Textarea, TextField } from '../ui/field.tsx'
import type { PaperFields, QuestionFields } from './draft.ts'

type QuestionProps = {
  n: number
  kind: PaperFields['kind']
  question: QuestionFields
  fault: (field: string) => string | undefined
  onChange: (question: QuestionFields) => void
  onDrop: (() => void) | undefined
}

/** One question of a paper: its words, and what there is to choose from. */
export const Question = ({ n, kind, question, fault, onChange, onDrop }: QuestionProps) => {
  const say = useText(papersText)
  const put = (change: Partial<QuestionFields>) => onChange({ ...question, ...change })
  const wrong = fault('options') ?? fault('answer')
  return (
    <fieldset class="form-part">
      <legend>
        <strong>{say('question', { n })}</strong>
      </legend>
      <div class="stack">
        <NamesField
          nameEn={question.nameEn}
          nameHi={question.nameHi}
          label={{ en: say('question.en'), hi: say('question.hi') }}
          errors={{ en: fault('textEn'), hi: fault('textHi') }}
          maxLength={400}
          onChange={(field, value) => put({ [field]: value })}
        />
        {kind === 'pictogram' && (
          <>
            <TextField
              label={say('picture')}
              hint={say('picture.hint')}
              error={fault('picture')}
              value={question.picture}
              onChange={(picture) => put({ picture })}
            />
            <Textarea
              label={say('pictures')}
              hint={say('pictures.hint')}
              required
              error={wrong}
              value={question.pictures}
              onChange={(pictures) => put({ pictures })}
            />
          </>
        )}
        {kind === 'quiz' && (
          <>
            <Textarea
              label={say('options.hi')}
              hint={say('options.hint')}
              error={wrong}
              value={question.linesHi}
              onChange={(linesHi) => put({ linesHi })}
            />
            <Textarea
              label={say('options.en')}
              hint={say('options.hint')}
              value={question.linesEn}
              onChange={(linesEn) => put({ linesEn })}
            />
          </>
        )}
        {onDrop && (
          <Button kind="quiet" icon="trash" onPress={onDrop}>
            {say('question.drop', { n })}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
