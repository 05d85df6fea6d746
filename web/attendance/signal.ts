import * as store from './store.ts'

/** What the ears and the hand are told. */
export type Signal = 'good' | 'warn' | 'bad'

const TONES: Record<Signal, readonly [hertz: number, fromMs: number, forMs: number][]> = {
  good: [
    [880, 0, 90],
    [1320, 90, 160],
  ],
  warn: [
    [660, 0, 140],
    [660, 220, 140],
  ],
  bad: [[170, 0, 520]],
}

const SHAKES: Record<Signal, number[]> = { good: [70], warn: [70, 90, 70], bad: [320] }

const QUIET = 'desk-quiet'

let context: AudioContext | undefined

/** Whether this device makes no sound. */
export const isQuiet = (): boolean => store.read<boolean>(QUIET) ?? false

/** Chooses whether this device makes sounds. */
export const beQuiet = (quiet: boolean): void => store.write(QUIET, quiet)

/** Sounds and shakes: rising for good, twice for look again, long and low for no. */
export const give = (signal: Signal): void => {
  navigator.vibrate?.(SHAKES[signal])
  if (isQuiet() || !('AudioContext' in globalThis)) return
  context ??= new AudioContext()
  // Browsers hold sound back until the page was touched; then this one simply stays silent.
  context.resume().catch(() => undefined)
  for (const [hertz, fromMs, forMs] of TONES[signal]) {
    const begin = context.currentTime + fromMs / 1000
    const end = begin + forMs / 1000
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.type = signal === 'bad' ? 'sawtooth' : 'sine'
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0.25, begin)
    volume.gain.setTargetAtTime(0, end - 0.03, 0.015)
    tone.connect(volume).connect(context.destination)
    tone.start(begin)
    tone.stop(end + 0.06)
  }
}
