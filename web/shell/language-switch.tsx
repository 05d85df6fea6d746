import { chooseLanguage, LANGUAGES, useLanguage, useText } from '../text/index.ts'
import { shell } from '../text/shell.ts'

/** Both languages, each named in itself; a tap changes the interface at once and for good. */
export const LanguageSwitch = () => {
  const say = useText(shell)
  const shown = useLanguage()
  return (
    <fieldset class="language-switch" aria-label={say('language')}>
      {LANGUAGES.map(({ code, name }) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === shown}
          onClick={() => chooseLanguage(code)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
