import { useEffect, useRef, useState } from 'preact/hooks'
import { frameLoop, QRCanvas, rearCamera } from 'qr/dom.js'
import { attendanceTexts } from '../text/attendance.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { codeIn } from './verdict.ts'

const AGAIN_MS = 4_000

type State = 'starting' | 'ready' | 'denied' | 'none' | 'failed'

const stateOf = (thrown: unknown): State => {
  const name = thrown instanceof Error ? thrown.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'failed'
}

/** Opens the rear camera into a player and tells every text it reads; answers how to stop. */
const watch = (player: HTMLVideoElement, onText: (text: string) => void, onState: (state: State) => void) => {
  let stopped = false
  let stop = () => {}
  rearCamera(player).then(
    (camera) => {
      const canvas = new QRCanvas({}, { cropToSquare: true })
      let reading = false
      const cancel = frameLoop(async () => {
        if (reading) return
        reading = true
        // The camera's own pixels: the shown picture is cut and would come out stretched.
        const text = await camera.readFrame(canvas, true).catch(() => undefined)
        reading = false
        if (!stopped && typeof text === 'string') onText(text)
      }, player)
      stop = () => {
        cancel()
        camera.stop()
        canvas.clear()
      }
      if (stopped) stop()
      else onState('ready')
    },
    (thrown: unknown) => {
      if (!stopped) onState(stateOf(thrown))
    },
  )
  return () => {
    stopped = true
    stop()
  }
}

/** The camera, reading code after code; the same card in front of it counts once. */
export const Scanner = ({ onCode }: { onCode: (code: string) => void }) => {
  const say = useText(attendanceTexts)
  const player = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<State>('starting')
  const latest = useRef(onCode)
  latest.current = onCode
  useEffect(() => {
    if (!player.current) return
    if (!navigator.mediaDevices) return setState('none')
    let last = { code: '', atMs: 0 }
    return watch(
      player.current,
      (text) => {
        const code = codeIn(text)
        const again = code === last.code && Date.now() - last.atMs < AGAIN_MS
        last = { code, atMs: Date.now() }
        if (!again && code !== '') latest.current(code)
      },
      setState,
    )
  }, [])
  const broken = state === 'denied' || state === 'none' || state === 'failed'
  return (
    <div class="scanner">
      {broken ? (
        <Banner tone="warn" title={say(`scan.${state}`)} urgent />
      ) : (
        <>
          <video ref={player} class="scanner-view" playsInline muted autoPlay aria-label={say('scan.view')} />
          <p class="scanner-hint">{say(state === 'starting' ? 'scan.starting' : 'scan.hold')}</p>
        </>
      )}
    </div>
  )
}
