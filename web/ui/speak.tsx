import { useEffect, useState } from 'preact/hooks'
import { common } from '../text/common.ts'
import { useLanguage, useText } from '../text/index.ts'
import { Button } from './button.tsx'

/** Reads a text out in the interface's language, for those who do not read; absent where the phone has no voice. */
export const SpeakButton = ({ text }: { text: string }) => {
  const say = useText(common)
  const language = useLanguage()
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!('speechSynthesis' in globalThis)) return null
  const speak = () => {
    speechSynthesis.cancel()
    if (speaking) return setSpeaking(false)
    const speech = new SpeechSynthesisUtterance(text)
    speech.lang = `${language}-IN`
    speech.rate = 0.9
    speech.onend = () => setSpeaking(false)
    speech.onerror = () => setSpeaking(false)
    setSpeaking(true)
    speechSynthesis.speak(speech)
  }
  return (
    <Button icon="speaker" onPress={speak} pressed={speaking}>
      {say(speaking ? 'listen.stop' : 'listen')}
    </Button>
  )
}
