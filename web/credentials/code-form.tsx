import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { certificatePath } from '../landing/certificate.ts'
import { useText } from '../text/index.ts'
import { verificationTexts } from '../text/verification.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'

/** The page that a typed code or address leads to; undefined when it is neither. */
const pathOf = (organisation: string, typed: string): string | undefined => {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  return /^[A-Z0-9]{4,40}$/.test(code) ? `/v/${organisation}/${code}` : certificatePath(typed)
}

/** Leads to the page of another certificate, by its code or by its address. */
export const CodeForm = ({ organisation }: { organisation: string }) => {
  const say = useText(verificationTexts)
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const check = () => {
    const path = pathOf(organisation, typed)
    setWrong(!path)
    if (path) {
      setTyped('')
      route(path)
    }
  }
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <TextField
        label={say('another.label')}
        hint={say('another.hint')}
        error={wrong ? say('another.wrong') : undefined}
        required
        value={typed}
        onChange={setTyped}
      />
      <div>
        <Button icon="certificate" submit>
          {say('check')}
        </Button>
      </div>
    </form>
  )
}
